namespace Sidetap.Supervisor
{
    /// <summary>What has happened to the box since its start, the newest 32 of it. Noting takes no memory; texts are made when somebody reads.</summary>
    public sealed class Notes
    {
        /// <summary>How many are kept.</summary>
        public const int Capacity = 32;

        private readonly long[] _uptimesMs = new long[Capacity];
        private readonly byte[] _kinds = new byte[Capacity];
        private readonly int[] _numbers = new int[Capacity];
        private int _next;

        /// <summary>How many there are, 0..<see cref="Capacity"/>.</summary>
        public int Count { get; private set; }

        /// <summary>Notes something.</summary>
        /// <param name="kind">What.</param>
        /// <param name="number">What the kind says it means; 0 where it means nothing.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Add(NoteKind kind, int number, long nowMs)
        {
            _uptimesMs[_next] = nowMs;
            _kinds[_next] = (byte)kind;
            _numbers[_next] = number;
            _next = (_next + 1) % Capacity;
            Count = Count < Capacity ? Count + 1 : Capacity;
        }

        /// <summary>When it was noted.</summary>
        /// <param name="index">0 for the oldest, <see cref="Count"/> - 1 for the newest.</param>
        /// <returns>Uptime in milliseconds.</returns>
        public long UptimeOf(int index)
        {
            return _uptimesMs[PlaceOf(index)];
        }

        /// <summary>What was noted.</summary>
        /// <param name="index">0 for the oldest.</param>
        /// <returns>The kind.</returns>
        public NoteKind KindOf(int index)
        {
            return (NoteKind)_kinds[PlaceOf(index)];
        }

        /// <summary>The note's number.</summary>
        /// <param name="index">0 for the oldest.</param>
        /// <returns>What the kind says.</returns>
        public int NumberOf(int index)
        {
            return _numbers[PlaceOf(index)];
        }

        private int PlaceOf(int index)
        {
            return (_next + Capacity - Count + index) % Capacity;
        }
    }
}
