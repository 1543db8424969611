using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A meter's pulses: their total, kept over restarts, and their rate.</summary>
    /// <remarks>
    /// A counter that wraps is followed exactly as long as it is read before half its range has gone by: 32,768 pulses for 16 bits. One that goes back was reset by
    /// its board. What it had counted since then is taken, what it had counted before and nobody read is missing, so the signals are Uncertain_SubNormal until that
    /// has left the rate's window. The first reading after a start is where counting begins.
    /// </remarks>
    public sealed class PulseCounterSource : SignalSource
    {
        private const long MaxPulses = 1L << 53;

        private readonly ICounterInput _input;
        private readonly int _channel;
        private readonly double _unitsPerPulse;
        private readonly int _windowMs;
        private readonly CounterReading _reading;
        private readonly SlidingRate _rate;
        private long _pulses;
        private long _resetMs = -1;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its total; the rate follows.</param>
        /// <param name="input">The board's counters.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="unitsPerPulse">What a pulse stands for.</param>
        /// <param name="windowMs">The window of the rate in milliseconds, 1 or more.</param>
        public PulseCounterSource(SignalTable signals, int first, ICounterInput input, int channel, double unitsPerPulse, int windowMs)
            : base(signals, first, 2)
        {
            _input = input;
            _channel = channel;
            _unitsPerPulse = unitsPerPulse;
            _windowMs = windowMs;
            _reading = new CounterReading(input.BitsOf(channel));
            _rate = new SlidingRate(windowMs);
        }

        /// <summary>How often the counter was reset by its board.</summary>
        public int Resets { get; private set; }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _rate.BufferOctets; }
        }

        /// <inheritdoc/>
        public override int StateOctets
        {
            get { return 8; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint count;
            uint status = InputStatusCodes.Of(_input.Read(_channel, out count));
            if (StatusCode.IsBad(status))
            {
                FailAll(status);
                return;
            }

            bool isReset;
            _pulses += _reading.Rising(count, out isReset);
            if (isReset)
            {
                Resets++;
                _resetMs = nowMs;
            }

            if (_resetMs >= 0 && nowMs - _resetMs <= _windowMs)
            {
                status = StatusCode.UncertainSubNormal;
            }

            Set(0, _pulses * _unitsPerPulse, status);
            if (_rate.Add(nowMs, _pulses))
            {
                Set(1, _rate.Value * _unitsPerPulse, status);
            }
            else
            {
                Fail(1, StatusCode.BadWaitingForInitialData);
            }
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            UaBinary.Put64(buffer, offset, (ulong)_pulses);
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            long pulses = (long)UaBinary.Get64(buffer, offset);
            if (pulses >= 0 && pulses < MaxPulses)
            {
                _pulses = pulses;
            }
        }
    }
}
