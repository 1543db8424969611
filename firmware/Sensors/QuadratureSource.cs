using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>An encoder's position, counted from where it stood at the start, and its velocity.</summary>
    /// <remarks>Exact as long as the counter moves less than half its range from one sample to the next, in either direction.</remarks>
    public sealed class QuadratureSource : SignalSource
    {
        private readonly ICounterInput _input;
        private readonly int _channel;
        private readonly double _unitsPerCount;
        private readonly CounterReading _reading;
        private readonly SlidingRate _rate;
        private long _position;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its position; the velocity follows.</param>
        /// <param name="input">The board's counters.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="unitsPerCount">What an edge stands for; negative when the encoder turns the other way.</param>
        /// <param name="windowMs">The window of the velocity in milliseconds, 1 or more.</param>
        public QuadratureSource(SignalTable signals, int first, ICounterInput input, int channel, double unitsPerCount, int windowMs)
            : base(signals, first, 2)
        {
            _input = input;
            _channel = channel;
            _unitsPerCount = unitsPerCount;
            _reading = new CounterReading(input.BitsOf(channel));
            _rate = new SlidingRate(windowMs);
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _rate.BufferOctets; }
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

            _position += _reading.Signed(count);
            Set(0, _position * _unitsPerCount, status);
            if (_rate.Add(nowMs, _position))
            {
                Set(1, _rate.Value * _unitsPerCount, status);
            }
            else
            {
                Fail(1, StatusCode.BadWaitingForInitialData);
            }
        }
    }
}
