using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A quantity on an analog channel as a signal.</summary>
    public sealed class AnalogSource : SignalSource
    {
        private readonly AnalogSensor _sensor;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="input">The board's analog channels.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="gain">Units per unit of the channel.</param>
        /// <param name="offset">What is added, in the signal's unit.</param>
        public AnalogSource(SignalTable signals, int first, IAnalogInput input, int channel, float gain, float offset)
            : base(signals, first, 1)
        {
            _sensor = new AnalogSensor(input, channel, gain, offset);
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            AnalogSensor sensor = _sensor;
            sensor.Sample();
            if (StatusCode.IsBad(sensor.Status))
            {
                Fail(0, sensor.Status);
                return;
            }

            Set(0, sensor.Value, sensor.Status);
        }
    }
}
