namespace Sidetap.Terminal
{
    /// <summary>Why a request was not carried out: the numbers that follow ERR in machine mode. They are part of the protocol and never change.</summary>
    public static class ShellError
    {
        /// <summary>There is no such command.</summary>
        public const int UnknownCommand = 1;

        /// <summary>The command is used in another way.</summary>
        public const int WrongArguments = 2;

        /// <summary>The line was longer than <see cref="CommandLine.MaxOctets"/>.</summary>
        public const int LineTooLong = 3;

        /// <summary>The line's checksum is another one.</summary>
        public const int WrongChecksum = 4;

        /// <summary>The box is locked.</summary>
        public const int Locked = 5;

        /// <summary>That is not the PIN.</summary>
        public const int WrongPin = 6;

        /// <summary>After wrong PINs, the next try has to wait.</summary>
        public const int Wait = 7;

        /// <summary>Something in the box failed.</summary>
        public const int Failed = 8;

        /// <summary>The box could not be put together, so there is nothing to measure with.</summary>
        public const int NoNode = 9;

        /// <summary>There is no such setting.</summary>
        public const int UnknownSetting = 10;

        /// <summary>The setting does not take that value.</summary>
        public const int ValueRefused = 11;

        /// <summary>The settings contradict each other.</summary>
        public const int Conflict = 12;

        /// <summary>No settings are on trial.</summary>
        public const int NoTrial = 13;

        /// <summary>The flash did not take it.</summary>
        public const int NotStored = 14;

        /// <summary>There is no such field or signal.</summary>
        public const int UnknownField = 20;

        /// <summary>The reading is not Good.</summary>
        public const int NotGood = 21;

        /// <summary>The two points are too close to each other.</summary>
        public const int PointsTooClose = 22;

        /// <summary>No point was taken.</summary>
        public const int NoPoint = 23;

        /// <summary>No transfer was begun.</summary>
        public const int NoTransfer = 30;

        /// <summary>The block does not follow what is there.</summary>
        public const int WrongOffset = 31;

        /// <summary>What was sent is not whole, or not what was announced.</summary>
        public const int Incomplete = 32;

        /// <summary>The profile does not fit this box.</summary>
        public const int ProfileRefused = 33;

        /// <summary>It is longer than there is room for.</summary>
        public const int TooLong = 34;

        /// <summary>This board can't.</summary>
        public const int NotOnThisBoard = 40;

        /// <summary>Nobody answered.</summary>
        public const int NoAnswer = 41;

        /// <summary>It is busy with something else.</summary>
        public const int Busy = 42;

        /// <summary>No image is arriving, or on trial.</summary>
        public const int NoUpdate = 43;
    }
}
