using Sidetap.PubSub;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Tells from the power and the current of the spindle's drive, or of the machine, and from the control voltage what the machine is doing.
    /// </summary>
    /// <remarks>
    /// Power and current are two witnesses, each with thresholds of its own: a higher one while the machine stands, a lower one while it works. Their magnitudes
    /// count. The machine works when either says so: power is torque times speed, so a spindle that runs down without torque still shows in what little power
    /// there is to and fro, and one that starts or stalls shows in the current. It stands when both say so. Where both agree a change is believed at once; where
    /// one is alone, because the other contradicts, is Bad or isn't there, it must have said so for the hold time. No state lasts less than the hold time; only
    /// the control voltage ends one at once.
    /// </remarks>
    public sealed class MachineState
    {
        private readonly Thresholds _power;
        private readonly Thresholds _current;
        private readonly int _holdMs;
        private long _changedMs;
        private long _pendingMs;
        private long _contradictionMs;
        private bool _isKnown;
        private bool _isRunning;
        private bool _isPending;
        private bool _isContradiction;

        /// <summary>The state.</summary>
        public MachineryItemState Value = MachineryItemState.NotAvailable;

        /// <summary>
        /// The StatusCode of the state: Bad while the control voltage, or neither power nor current, is known. Uncertain_SubNormal while one of them is Bad.
        /// Uncertain when the current has said for longer than the hold time that the machine works, and the power that it doesn't: it stalls, or one of the two
        /// is not connected to what it should be.
        /// </summary>
        public uint Status = StatusCode.BadWaitingForInitialData;

        /// <summary>Makes a detector.</summary>
        /// <param name="power">The power from which on the machine works, and below which it stands.</param>
        /// <param name="current">The current from which on it works, and below which it stands.</param>
        /// <param name="holdMs">The hold time in milliseconds, 0 or more.</param>
        public MachineState(Thresholds power, Thresholds current, int holdMs)
        {
            _power = power;
            _current = current;
            _holdMs = holdMs;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="power">The power.</param>
        /// <param name="powerStatus">Its status.</param>
        /// <param name="current">The current.</param>
        /// <param name="currentStatus">Its status.</param>
        /// <param name="hasCurrent">Whether a current is measured at all; false: the two before don't count.</param>
        public void Update(long nowMs, float power, uint powerStatus, float current, uint currentStatus, bool hasCurrent)
        {
            bool powerKnown = !StatusCode.IsBad(powerStatus);
            bool currentKnown = hasCurrent && !StatusCode.IsBad(currentStatus);
            if (!powerKnown && !currentKnown)
            {
                Fail(powerStatus);
                return;
            }

            bool byPower = powerKnown && _power.Says(power, _isRunning);
            bool byCurrent = currentKnown && _current.Says(current, _isRunning);
            bool agreed = powerKnown && currentKnown && byPower == byCurrent;
            Decide(nowMs, byPower || byCurrent, agreed);
            Value = _isRunning ? MachineryItemState.Executing : MachineryItemState.NotExecuting;

            Contradict(nowMs, powerKnown && byCurrent && !byPower);
            if (!powerKnown || (hasCurrent && !currentKnown))
            {
                Status = StatusCode.UncertainSubNormal;
            }
            else if (_isContradiction && nowMs - _contradictionMs > _holdMs)
            {
                Status = StatusCode.Uncertain;
            }
            else
            {
                Status = hasCurrent ? Inputs.Worse(powerStatus, currentStatus) : powerStatus;
            }
        }

        /// <summary>Takes note that the control voltage is off: the machine is not available.</summary>
        /// <param name="status">The status of the control voltage, not Bad.</param>
        public void SetUnavailable(uint status)
        {
            Value = MachineryItemState.NotAvailable;
            Status = status;
            _isKnown = false;
            _isRunning = false;
            _isPending = false;
            _isContradiction = false;
        }

        /// <summary>Takes note that nothing is known; the state stays what it was.</summary>
        /// <param name="status">A Bad StatusCode.</param>
        public void Fail(uint status)
        {
            Status = status;
            _isPending = false; // what can't be seen does not count as held
            _isContradiction = false;
        }

        private void Decide(long nowMs, bool isRunning, bool agreed)
        {
            if (!_isKnown)
            {
                // The first sample: what both say, or standing until the one has said otherwise for the hold time.
                _isKnown = true;
                _isRunning = isRunning && agreed;
                _changedMs = nowMs;
            }

            if (isRunning == _isRunning)
            {
                _isPending = false;
                return;
            }

            if (!_isPending)
            {
                _isPending = true;
                _pendingMs = nowMs;
            }

            if ((agreed || nowMs - _pendingMs >= _holdMs) && nowMs - _changedMs >= _holdMs)
            {
                _isRunning = isRunning;
                _isPending = false;
                _changedMs = nowMs;
            }
        }

        private void Contradict(long nowMs, bool isContradiction)
        {
            if (isContradiction && !_isContradiction)
            {
                _contradictionMs = nowMs;
            }

            _isContradiction = isContradiction;
        }
    }
}
