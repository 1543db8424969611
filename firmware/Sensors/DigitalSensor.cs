using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A two-state input, debounced: a new level counts when it has been read so many times in a row.</summary>
    public sealed class DigitalSensor
    {
        private readonly IDigitalInput _input;
        private readonly int _channel;
        private readonly int _samples;
        private int _agreeing;
        private bool _candidate;

        /// <summary>The debounced level.</summary>
        public bool IsActive;

        /// <summary>The StatusCode of the last reading; waiting for initial data until a level has been confirmed.</summary>
        public uint Status = StatusCode.BadWaitingForInitialData;

        /// <summary>Makes a sensor.</summary>
        /// <param name="input">The board's digital channels.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="samples">Equal readings in a row that make a level count, 1 or more.</param>
        public DigitalSensor(IDigitalInput input, int channel, int samples)
        {
            _input = input;
            _channel = channel;
            _samples = samples;
        }

        /// <summary>Reads the channel into <see cref="IsActive"/> and <see cref="Status"/>.</summary>
        public void Sample()
        {
            bool active;
            uint status = InputStatusCodes.Of(_input.Read(_channel, out active));
            if (StatusCode.IsBad(status))
            {
                Status = status;
                _agreeing = 0;
                return;
            }

            _agreeing = active == _candidate ? _agreeing + 1 : 1;
            _candidate = active;
            if (_agreeing >= _samples)
            {
                _agreeing = _samples;
                IsActive = active;
                Status = status;
            }
        }
    }
}
