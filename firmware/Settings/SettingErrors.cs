namespace Sidetap.Settings
{
    /// <summary>Says in words why settings are refused. Not on the way of a sample.</summary>
    public static class SettingErrors
    {
        /// <summary>The reason, without the setting's name and its range.</summary>
        /// <param name="error">The reason.</param>
        /// <returns>For example "is out of range".</returns>
        public static string TextOf(SettingError error)
        {
            return error >= SettingError.NeedsSetGateway ? ConflictOf(error) : error >= SettingError.Truncated ? RecordOf(error) : ValueOf(error);
        }

        private static string ValueOf(SettingError error)
        {
            switch (error)
            {
                case SettingError.None:
                    return "is good";

                case SettingError.UnknownSetting:
                    return "is no setting";

                case SettingError.WrongType:
                    return "is of another type";

                case SettingError.TooShort:
                    return "is too short";

                case SettingError.TooLong:
                    return "is too long";

                case SettingError.BadText:
                    return "has control characters or is no UTF-8";

                case SettingError.BadNumber:
                    return "is not a whole number";

                case SettingError.OutOfRange:
                    return "is out of range";

                case SettingError.BadSwitch:
                    return "is neither true nor false";

                case SettingError.BadChoice:
                    return "is none of its names";

                case SettingError.BadHex:
                    return "is not in pairs of hexadecimal digits";

                case SettingError.BadAddress:
                    return "is not an IPv4 address with a port";

                case SettingError.BadIpAddress:
                    return "is not an IPv4 address";

                case SettingError.BadCount:
                    return "has too many or too few addresses";

                case SettingError.BadTopic:
                    return "is not a topic: it has an empty level, '+' or '#'";

                case SettingError.BadHost:
                    return "is not the name of a host";

                case SettingError.BadFileName:
                    return "is not the name of a file: a-z, 0-9, '-' and '.'";

                case SettingError.BadPassphrase:
                    return "is not a Wi-Fi passphrase";

                default:
                    return "is not a PIN of 4 to 8 digits";
            }
        }

        private static string RecordOf(SettingError error)
        {
            switch (error)
            {
                case SettingError.Truncated:
                    return "ends in the middle of an entry";

                case SettingError.UnsupportedVersion:
                    return "is in a format that this firmware does not know";

                case SettingError.BadOrder:
                    return "has entries out of their order";

                case SettingError.NoRoom:
                    return "does not fit its place";

                default:
                    return "could not be written to flash; what was there stays";
            }
        }

        private static string ConflictOf(SettingError error)
        {
            switch (error)
            {
                case SettingError.NeedsSetGateway:
                    return "is missing: with publish.qos -1, no gateway is looked for";

                case SettingError.NeedsFirstGateway:
                    return "needs mqttSn.gateway before it";

                case SettingError.NeedsHost:
                    return "is missing: uplink.kind is mqtt";

                case SettingError.NeedsCertificate:
                    return "is missing: mqtt.tls needs a certificate to hold the broker's against";

                case SettingError.NeedsUser:
                    return "is missing: a broker takes no mqtt.password without it";

                case SettingError.NeedsTopicIds:
                    return "is missing: publish.qos -1 needs predefined topic ids";

                case SettingError.NotWithMqtt:
                    return "can only be 0 or 1 with MQTT";

                case SettingError.BelowTheFirst:
                    return "is less than the time it grows from";

                case SettingError.NeedsFixedAddress:
                    return "is missing: net.dhcp is off";

                case SettingError.OnePage:
                    return "can't be 1: one page is kept free; take 0, or 2 and more";

                case SettingError.NeedsTwoFrames:
                    return "is too little: it has to hold two of the longest frames";

                case SettingError.NeedsOneFrame:
                    return "is too little: it has to hold one of the longest frames";

                case SettingError.NeedsWillTopic:
                    return "needs mqttSn.willTopic";

                case SettingError.NotAKey:
                    return "is no public key: take the 128 digits that \"sidetap image keygen\" prints";

                case SettingError.NeedsFirstKey:
                    return "needs update.key before it";

                default:
                    return "is not among the box's files, is empty or is longer than 8192 octets";
            }
        }
    }
}
