using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Reads signals that are a level: 0 or 1.</summary>
    public static class LevelSignal
    {
        /// <summary>Whether a signal is at its active level.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="signal">Its number.</param>
        /// <returns>True from one half up.</returns>
        public static bool IsActive(SignalTable signals, int signal)
        {
            return signals.Values[signal] >= 0.5;
        }

        /// <summary>The worse of two StatusCodes.</summary>
        /// <param name="status">The one, which stays when both are of the same severity.</param>
        /// <param name="other">The other.</param>
        /// <returns>A Bad one before an Uncertain one before a Good one.</returns>
        public static uint Worse(uint status, uint other)
        {
            return (other >> 30) > (status >> 30) ? other : status;
        }
    }
}
