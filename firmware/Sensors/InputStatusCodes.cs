using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Turns what a board says of a reading into an OPC UA StatusCode (OPC 10000-8, 7.3.2).</summary>
    /// <remarks>
    /// A channel that a profile reads and where nothing is connected any more, a broken wire or a clamp that was taken off, is Bad_SensorFailure.
    /// Bad_NotConnected would say that the variable has never been configured to get its value from anywhere (OPC 10000-8, Table 61).
    /// </remarks>
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
                    return StatusCode.BadSensorFailure;

                case InputStatus.OutOfRange:
                    return StatusCode.BadOutOfRange;

                default:
                    return StatusCode.BadDeviceFailure;
            }
        }
    }
}
