using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Turns what a board says of a reading into an OPC UA StatusCode (OPC 10000-8, 6.3).</summary>
    public static class InputStatusCodes
    {
        /// <summary>The StatusCode of a reading.</summary>
        /// <param name="status">How the reading came about.</param>
        /// <returns>Good, Uncertain_LastUsableValue, or the Bad code that fits.</returns>
        public static uint Of(InputStatus status)
        {
            switch (status)
            {
                case InputStatus.Good:
                    return StatusCode.Good;

                case InputStatus.Stale:
                    return StatusCode.UncertainLastUsableValue;

                case InputStatus.NotConnected:
                    return StatusCode.BadNotConnected;

                case InputStatus.OutOfRange:
                    return StatusCode.BadOutOfRange;

                default:
                    return StatusCode.BadDeviceFailure;
            }
        }
    }
}
