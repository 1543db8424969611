using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>How analysis looks at signals.</summary>
    internal static class Inputs
    {
        /// <summary>The status of a signal; what claims to be usable and is no number is Bad_SensorFailure.</summary>
        public static uint StatusOf(SignalTable signals, int signal)
        {
            uint status = signals.Statuses[signal];
            if (StatusCode.IsBad(status))
            {
                return status;
            }

            double value = signals.Values[signal];
            return value - value == 0 ? status : StatusCode.BadSensorFailure; // neither NaN nor infinite
        }

        /// <summary>A status that is not Bad, and another one: the first that is not Good.</summary>
        public static uint Worse(uint status, uint other)
        {
            return StatusCode.IsGood(status) ? other : status;
        }
    }
}
