namespace Sidetap.Sensors
{
    /// <summary>Turns the readings of a counter that wraps into steps.</summary>
    public sealed class CounterReading
    {
        private readonly uint _mask;
        private readonly uint _half;
        private uint _last;
        private bool _isBegun;

        /// <summary>Makes one that has read nothing.</summary>
        /// <param name="bits">The counter's width, 8..32.</param>
        public CounterReading(int bits)
        {
            _mask = bits >= 32 ? 0xFFFFFFFF : (1u << bits) - 1;
            _half = 1u << (bits - 1);
        }

        /// <summary>Whether there was a reading: a step needs two.</summary>
        public bool IsBegun
        {
            get { return _isBegun; }
        }

        /// <summary>Takes the next reading of a counter that goes both ways.</summary>
        /// <param name="count">The counter; more bits than it has are ignored.</param>
        /// <returns>The step since the reading before; 0 for the first one. Exact while the counter moves less than half its range from one reading to the next:
        /// a longer way can't be told from one in the other direction.</returns>
        public long Signed(uint count)
        {
            uint step = Step(count);
            return step >= _half ? (long)step - _mask - 1 : step;
        }

        /// <summary>Takes the next reading of a counter that only goes up.</summary>
        /// <param name="count">The counter; more bits than it has are ignored.</param>
        /// <param name="isReset">Whether it went back, so it began anew at 0. A board that restarted while the counter was in its upper half looks like one that
        /// wrapped.</param>
        /// <returns>The pulses since the reading before; 0 for the first one. Exact while they are less than half the counter's range.</returns>
        public long Rising(uint count, out bool isReset)
        {
            uint step = Step(count);
            isReset = step >= _half;
            return isReset ? _last : step;
        }

        private uint Step(uint count)
        {
            count &= _mask;
            uint step = _isBegun ? (count - _last) & _mask : 0;
            _last = count;
            _isBegun = true;
            return step;
        }
    }
}
