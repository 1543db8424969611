namespace Sidetap.Settings
{
    /// <summary>Why a value, a combination of values or a record of settings is refused.</summary>
    public enum SettingError : byte
    {
        /// <summary>It is not.</summary>
        None = 0,

        /// <summary>There is no such setting.</summary>
        UnknownSetting = 1,

        /// <summary>The value is of another type than the setting.</summary>
        WrongType = 2,

        /// <summary>A text or its octets are too short.</summary>
        TooShort = 3,

        /// <summary>A text or its octets are too long.</summary>
        TooLong = 4,

        /// <summary>A text is no UTF-8, or has a control character.</summary>
        BadText = 5,

        /// <summary>A whole number was to be written, and is not.</summary>
        BadNumber = 6,

        /// <summary>A number is out of its range.</summary>
        OutOfRange = 7,

        /// <summary>A switch is neither true nor false.</summary>
        BadSwitch = 8,

        /// <summary>A choice is none of its names.</summary>
        BadChoice = 9,

        /// <summary>Octets are not written in pairs of hexadecimal digits.</summary>
        BadHex = 10,

        /// <summary>An address is not of the form "10.0.0.7:1883".</summary>
        BadAddress = 11,

        /// <summary>An IPv4 address is not of the form "10.0.0.7".</summary>
        BadIpAddress = 12,

        /// <summary>There are more or fewer addresses than the setting takes.</summary>
        BadCount = 13,

        /// <summary>A text can't be a topic.</summary>
        BadTopic = 14,

        /// <summary>A text can't be the name of a host.</summary>
        BadHost = 15,

        /// <summary>A text can't be the name of a file.</summary>
        BadFileName = 16,

        /// <summary>A text can't be a Wi-Fi passphrase.</summary>
        BadPassphrase = 17,

        /// <summary>A text can't be a PIN.</summary>
        BadPin = 18,

        /// <summary>The record ends in the middle of an entry, or before its first octet.</summary>
        Truncated = 20,

        /// <summary>The record's format is of a later version.</summary>
        UnsupportedVersion = 21,

        /// <summary>The entries are not in the order of their ids, or an id is there twice.</summary>
        BadOrder = 22,

        /// <summary>The record does not fit its place.</summary>
        NoRoom = 23,

        /// <summary>The record could not be written to flash.</summary>
        NotStored = 24,

        /// <summary>QoS -1 has no connection before which a gateway would be looked for: it needs one that is set.</summary>
        NeedsSetGateway = 30,

        /// <summary>There is a gateway to fall back on, and none to fall back from.</summary>
        NeedsFirstGateway = 32,

        /// <summary>MQTT is set, and no broker.</summary>
        NeedsHost = 33,

        /// <summary>Encryption is set, and no certificate to hold the broker's against.</summary>
        NeedsCertificate = 34,

        /// <summary>QoS -1 has no connection in which topics could be registered: it needs predefined ids.</summary>
        NeedsTopicIds = 35,

        /// <summary>MQTT knows QoS 0 and 1 here.</summary>
        NotWithMqtt = 36,

        /// <summary>The longest pause is shorter than the first one.</summary>
        BelowTheFirst = 37,

        /// <summary>The address is to be a fixed one, and address or mask is missing.</summary>
        NeedsFixedAddress = 38,

        /// <summary>One page can't be: one is always kept free.</summary>
        OnePage = 39,

        /// <summary>Two of the longest frames have to fit.</summary>
        NeedsTwoFrames = 40,

        /// <summary>One of the longest frames has to fit.</summary>
        NeedsOneFrame = 41,

        /// <summary>A will's message or options are set, and no topic for it.</summary>
        NeedsWillTopic = 42,

        /// <summary>The file with the certificate is not there, is empty or is too long.</summary>
        NoSuchFile = 43,

        /// <summary>A password is set, and no user: the Password Flag needs the User Name Flag (MQTT 3.1.1, 3.1.2.9).</summary>
        NeedsUser = 44,

        /// <summary>It is no public key on P-256.</summary>
        NotAKey = 45,

        /// <summary>There is a second key, and no first one.</summary>
        NeedsFirstKey = 46,
    }
}
