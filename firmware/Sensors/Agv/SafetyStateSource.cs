using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Emergency stop and bumper of a vehicle as safetyState of VDA 5050: eStop (0 AUTOACK, 1 MANUAL, 2 REMOTE, 3 NONE) and fieldViolation.</summary>
    /// <remarks>
    /// It fails to the safe side: a signal that is Bad makes its output Bad, and the value behind it is a stop, for a consumer that does not look at statuses. Without
    /// a bumper fieldViolation is Bad_NotConnected. This is a report of what the vehicle's own safety circuit does, not a part of it.
    /// </remarks>
    public sealed class SafetyStateSource : SignalSource
    {
        /// <summary>eStop NONE: no emergency stop is active.</summary>
        public const int NoStop = 3;

        private readonly int _eStop;
        private readonly int _bumper;
        private readonly int _eStopType;
        private readonly bool _eStopLevel;
        private readonly bool _bumperLevel;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of eStop; fieldViolation follows.</param>
        /// <param name="eStop">The signal of the emergency stop.</param>
        /// <param name="bumper">The signal of the bumper, or <see cref="SignalTable.None"/>.</param>
        /// <param name="eStopType">The eStop while it is active, 0..2.</param>
        /// <param name="eStopLevel">The level at which the stop is active; false for a circuit that is closed while all is well.</param>
        /// <param name="bumperLevel">The level at which the bumper is pressed.</param>
        public SafetyStateSource(SignalTable signals, int first, int eStop, int bumper, int eStopType, bool eStopLevel, bool bumperLevel)
            : base(signals, first, 2)
        {
            _eStop = eStop;
            _bumper = bumper;
            _eStopType = eStopType;
            _eStopLevel = eStopLevel;
            _bumperLevel = bumperLevel;
            signals.Values[first] = eStopType;
            signals.Values[first + 1] = 1;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            Tell(0, _eStop, _eStopLevel, _eStopType, NoStop);
            if (_bumper == SignalTable.None)
            {
                Fail(1, StatusCode.BadNotConnected);
            }
            else
            {
                Tell(1, _bumper, _bumperLevel, 1, 0);
            }
        }

        private void Tell(int output, int input, bool level, int stopped, int free)
        {
            uint status = Signals.Statuses[input];
            bool isBad = StatusCode.IsBad(status);
            bool isStopped = isBad || LevelSignal.IsActive(Signals, input) == level;
            Signals.Values[First + output] = isStopped ? stopped : free;
            Signals.Statuses[First + output] = status;
        }
    }
}
