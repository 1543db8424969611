using Sidetap.Hal;

namespace Sidetap.Terminal
{
    /// <summary>Octets that have arrived on the shell's line and that nobody has looked at yet.</summary>
    internal sealed class ShellInput
    {
        private const int Capacity = 64;
        private const int ReopenMs = 60000;

        private readonly ISerialPort _line;
        private long _reopenMs;

        /// <summary>Makes it, empty.</summary>
        /// <param name="line">The line, open.</param>
        public ShellInput(ISerialPort line)
        {
            _line = line;
        }

        /// <summary>Holds the octets.</summary>
        public readonly byte[] Octets = new byte[Capacity];

        /// <summary>Index of the next octet to look at, 0..<see cref="Count"/>.</summary>
        public int At;

        /// <summary>Octets of the last <see cref="Read"/>, 0..64.</summary>
        public int Count;

        /// <summary>Uptime at which octets were last read, in milliseconds; 0: none were.</summary>
        public long LastMs;

        /// <summary>Whether every octet has been looked at.</summary>
        public bool IsEmpty
        {
            get { return At >= Count; }
        }

        /// <summary>Reads what has arrived, unless there are octets left. A line that has failed is opened again, once a minute: an adapter may have been unplugged.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>Whether there are new octets.</returns>
        public bool Read(long nowMs)
        {
            if (At < Count)
            {
                return false;
            }

            At = 0;
            Count = 0;
            int count = _line.Read(Octets, 0, Capacity);
            if (count > 0)
            {
                Count = count;
                LastMs = nowMs;
                return true;
            }

            if (count < 0 && nowMs >= _reopenMs)
            {
                _reopenMs = nowMs + ReopenMs;
                _line.Open(Shell.Baud, 0, 1);
            }

            return false;
        }
    }
}
