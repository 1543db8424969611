using Sidetap.Hal;

namespace Sidetap.Boards.Stm32f769
{
    /// <summary>No deep sleep: Standby would end at an alarm, but the Ethernet chip and the rest of this board go on, and nobody feeds it from a
    /// battery.</summary>
    internal sealed class Stm32Power : IPower
    {
        /// <inheritdoc/>
        public bool CanDeepSleep
        {
            get { return false; }
        }

        /// <inheritdoc/>
        public void DeepSleep(long durationMs)
        {
        }
    }
}
