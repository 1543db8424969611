namespace Sidetap.Settings
{
    /// <summary>What the shell on a box's serial line goes by.</summary>
    public sealed class ConsoleSettings
    {
        /// <summary>Octets of the longest PIN.</summary>
        public const int MaxPinOctets = 8;

        /// <summary>The PIN's digits in ASCII, of which <see cref="PinLength"/> count.</summary>
        public readonly byte[] Pin = new byte[MaxPinOctets];

        /// <summary>Digits of the PIN, 4..8; 0: there is none, and nothing is locked.</summary>
        public int PinLength;

        /// <summary>Seconds without a line after which the session ends.</summary>
        public int LockAfterSeconds = 600;

        /// <summary>Seconds from the start within which settings on trial have to be confirmed.</summary>
        public int TrialSeconds = 300;
    }
}
