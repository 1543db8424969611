namespace Sidetap.Model
{
    /// <summary>Why a profile is refused.</summary>
    public enum ProfileError : byte
    {
        /// <summary>It is not.</summary>
        None = 0,

        /// <summary>It ends in the middle of something.</summary>
        TooShort = 1,

        /// <summary>It does not begin with "STP": it is no compiled profile.</summary>
        BadMagic = 2,

        /// <summary>Its format is of a later version.</summary>
        UnsupportedVersion = 3,

        /// <summary>It is not as long as it says.</summary>
        BadLength = 4,

        /// <summary>Its CRC-32 is wrong.</summary>
        BadCheckSum = 5,

        /// <summary>It is longer than <see cref="ProfileFormat.MaxLength"/>.</summary>
        TooLong = 6,

        /// <summary>A text is no UTF-8, has a control character, or is empty where it must not be; or a name can't be a level of a topic.</summary>
        BadText = 7,

        /// <summary>A number is written in no known way, or is none.</summary>
        BadNumber = 8,

        /// <summary>A number is outside the range of what it says.</summary>
        OutOfRange = 9,

        /// <summary>There are more of something, or none of it, than a box can have.</summary>
        TooMany = 10,

        /// <summary>There is no such kind of source or event.</summary>
        UnknownKind = 11,

        /// <summary>A source reads a signal that no earlier source fills.</summary>
        BadInput = 12,

        /// <summary>A source has a parameter out of its range, too many or too few of them or of inputs, or wants what another source has.</summary>
        BadParameter = 13,

        /// <summary>The board has nothing of what a source needs: no analog channels, no SPI.</summary>
        NotOnThisBoard = 14,

        /// <summary>A field's type does not fit what else is said of it, or its signal.</summary>
        BadType = 15,

        /// <summary>A field or event refers to a signal, unit, enumeration, namespace or field that there is not.</summary>
        BadReference = 16,

        /// <summary>Two fields have the same name.</summary>
        DuplicateName = 17,

        /// <summary>There is something behind its end.</summary>
        TrailingOctets = 18,

        /// <summary>A message of all its fields, or its topic, is longer than a frame of this box.</summary>
        TooLongForFrame = 19,

        /// <summary>The fixed layout takes scalars of a fixed length only (OPC 10000-14, A.2.1).</summary>
        NotInFixedLayout = 20,

        /// <summary>It could not be written to flash.</summary>
        NotStored = 21,

        /// <summary>An event of a state, a mode or a tool is about a Float, a Double or an array: these are not what a state is told by.</summary>
        NoState = 22,

        /// <summary>Its sources' buffers together take more than <see cref="SourceSet.MaxBufferOctets"/>.</summary>
        TooMuchMemory = 23,

        /// <summary>A wave form that an earlier source reads already: each of its samples is handed out once.</summary>
        ChannelInUse = 24,

        /// <summary>The board has channels of the kind that a source reads, but not so many.</summary>
        NoChannel = 25,

        /// <summary>A chip that an earlier source sets up in another way, or whose samples it reads.</summary>
        ChipInUse = 26,
    }
}
