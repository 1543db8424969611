namespace Sidetap.Update
{
    /// <summary>Why an update was refused or given up. The numbers travel in the box's status and are kept; none is ever used for anything else.</summary>
    public enum UpdateError : byte
    {
        /// <summary>It was not.</summary>
        None = 0,

        /// <summary>What came as an offer is none, or was damaged on the way.</summary>
        NotAnOffer = 1,

        /// <summary>The image is longer than the slot.</summary>
        TooLong = 2,

        /// <summary>The image is for another board.</summary>
        WrongBoard = 3,

        /// <summary>The image's version is older than the running one.</summary>
        OlderVersion = 4,

        /// <summary>The image's version is the running one.</summary>
        SameVersion = 5,

        /// <summary>The image's security counter is lower than the box's.</summary>
        CounterTooLow = 6,

        /// <summary>The owner's key has not signed the offered digest.</summary>
        NotSigned = 7,

        /// <summary>This image was tried, and did not prove itself.</summary>
        FailedBefore = 8,

        /// <summary>Another image is being verified or tried, or an offer was looked at a moment ago.</summary>
        Busy = 9,

        /// <summary>The image does not begin as an MCUboot image does.</summary>
        BadMagic = 10,

        /// <summary>The image's header makes no sense, or is that of an image which a box can't start.</summary>
        BadHeader = 11,

        /// <summary>The image is shorter than its header and TLVs say.</summary>
        Truncated = 12,

        /// <summary>There are octets behind the image.</summary>
        Extended = 13,

        /// <summary>The image's TLVs can't be read, or one that is needed is missing.</summary>
        BadTlv = 14,

        /// <summary>The SHA-256 of what has arrived is not the image's.</summary>
        WrongDigest = 15,

        /// <summary>The signature is not one of the digest by the owner's key.</summary>
        WrongSignature = 16,

        /// <summary>The image was signed with another key.</summary>
        OtherKey = 17,

        /// <summary>What has arrived is not what was offered.</summary>
        OtherImage = 18,

        /// <summary>The image needs a later version of what it depends on.</summary>
        Dependency = 19,

        /// <summary>The slot's memory has failed.</summary>
        Storage = 20,

        /// <summary>On trial: sensors that answered before did not.</summary>
        SensorsSilent = 21,

        /// <summary>On trial: neither gateway nor broker was reached.</summary>
        NoGateway = 22,

        /// <summary>On trial: nothing that was published was acknowledged.</summary>
        NotAcknowledged = 23,

        /// <summary>On trial: the box restarted before the image was confirmed.</summary>
        Restarted = 24,

        /// <summary>The offer was withdrawn.</summary>
        Withdrawn = 25,
    }
}
