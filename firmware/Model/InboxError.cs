namespace Sidetap.Model
{
    /// <summary>Why <see cref="ProfileInbox"/> did not do what it was asked.</summary>
    public enum InboxError : byte
    {
        /// <summary>It did.</summary>
        None = 0,

        /// <summary>No transfer was begun since the start.</summary>
        NotBegun = 1,

        /// <summary>The announced profile is longer than <see cref="ProfileFormat.MaxLength"/>, or a block goes beyond what was announced.</summary>
        TooLong = 2,

        /// <summary>A block does not follow what is there.</summary>
        WrongOffset = 3,

        /// <summary>A block has other octets than those that are there already.</summary>
        Different = 4,

        /// <summary>Octets are missing.</summary>
        Incomplete = 5,

        /// <summary>All octets are there, and their check sum is not the announced one.</summary>
        WrongSum = 6,

        /// <summary>The file area did not take it.</summary>
        NotStored = 7,
    }
}
