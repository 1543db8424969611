using System.Device.Adc;
using nanoFramework.Hardware.Esp32;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>Bursts timed by the microsecond timer of an ESP32, so that one that was interrupted for a millisecond or two is noticed.</summary>
    public sealed class Esp32BurstInput : NanoBurstInput
    {
        /// <summary>Makes the input.</summary>
        /// <param name="controller">nanoFramework's converter.</param>
        /// <param name="clock">The board's clock.</param>
        /// <param name="numbers">nanoFramework's number of each channel.</param>
        /// <param name="fullScaleVolts">Volts that the highest count stands for.</param>
        /// <param name="voltsAtZero">Volts at the lower end of the line.</param>
        public Esp32BurstInput(AdcController controller, IClock clock, int[] numbers, float fullScaleVolts, float voltsAtZero)
            : base(controller, clock, numbers, fullScaleVolts, voltsAtZero)
        {
        }

        /// <inheritdoc/>
        protected override long NowUs
        {
            get { return (long)HighResTimer.GetCurrent(); }
        }

        /// <inheritdoc/>
        protected override int ClockStepUs
        {
            get { return 10; }
        }
    }
}
