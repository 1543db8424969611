using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A quantity on an analog channel: reading times gain plus offset, with the status the reading came with.</summary>
    public sealed class AnalogSensor
    {
        private readonly IAnalogInput _input;
        private readonly int _channel;
        private readonly float _gain;
        private readonly float _offset;

        /// <summary>The quantity as last read, in the sensor's unit.</summary>
        public float Value;

        /// <summary>The StatusCode of the last reading.</summary>
        public uint Status = StatusCode.BadWaitingForInitialData;

        /// <summary>Makes a sensor.</summary>
        /// <param name="input">The board's analog channels.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="gain">Units per unit of the channel.</param>
        /// <param name="offset">What is added, in the sensor's unit.</param>
        public AnalogSensor(IAnalogInput input, int channel, float gain, float offset)
        {
            _input = input;
            _channel = channel;
            _gain = gain;
            _offset = offset;
        }

        /// <summary>Reads the channel into <see cref="Value"/> and <see cref="Status"/>.</summary>
        public void Sample()
        {
            float raw;
            InputStatus status = _input.Read(_channel, out raw);
            Status = InputStatusCodes.Of(status);
            if (StatusCode.IsBad(Status))
            {
                return;
            }

            float value = (raw * _gain) + _offset;
            if (float.IsNaN(value) || float.IsInfinity(value))
            {
                Status = StatusCode.BadSensorFailure;
                return;
            }

            Value = value;
        }
    }
}
