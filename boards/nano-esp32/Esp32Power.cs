using System;
using nanoFramework.Hardware.Esp32;
using Sidetap.Hal;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>Deep sleep of an ESP32: all off but the timer. Outputs are released, so lamps and transceivers need a resistor that keeps them
    /// off.</summary>
    public sealed class Esp32Power : IPower
    {
        /// <inheritdoc/>
        public bool CanDeepSleep
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public void DeepSleep(long durationMs)
        {
            try
            {
                Sleep.EnableWakeupByTimer(TimeSpan.FromMilliseconds(durationMs < 1 ? 1 : durationMs));
                Sleep.StartDeepSleep();
            }
            catch (Exception)
            {
                // The box stays awake; whoever asked sees that it came back.
            }
        }
    }
}
