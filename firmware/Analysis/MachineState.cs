using Sidetap.PubSub;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Tells from the spindle's power and the control voltage what the machine is doing. Two thresholds and a hold time keep a load that hovers around
    /// one threshold from flickering.
    /// </summary>
    public sealed class MachineState
    {
        private readonly float _onPower;
        private readonly float _offPower;
        private readonly int _holdMs;
        private long _since;
        private bool _isRunning;
        private bool _isChanging;

        /// <summary>The state.</summary>
        public MachineryItemState Value = MachineryItemState.NotAvailable;

        /// <summary>The StatusCode of the state.</summary>
        public uint Status = StatusCode.BadWaitingForInitialData;

        /// <summary>Makes a detector.</summary>
        /// <param name="onPower">Power from which on the spindle runs, in the unit of the power.</param>
        /// <param name="offPower">Power below which it stands; not more than <paramref name="onPower"/>.</param>
        /// <param name="holdMs">How long the power must stay beyond a threshold, in milliseconds, 0 or more.</param>
        public MachineState(float onPower, float offPower, int holdMs)
        {
            _onPower = onPower;
            _offPower = offPower;
            _holdMs = holdMs;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="power">The spindle's power.</param>
        /// <param name="powerStatus">Its status.</param>
        /// <param name="isOn">Whether the control voltage is on.</param>
        /// <param name="onStatus">The status of that.</param>
        public void Update(long nowMs, float power, uint powerStatus, bool isOn, uint onStatus)
        {
            if (StatusCode.IsBad(onStatus))
            {
                Status = onStatus;
                _isChanging = false;
                return;
            }

            Status = StatusCode.Good;
            if (!isOn)
            {
                Value = MachineryItemState.NotAvailable;
                _isRunning = false;
                _isChanging = false;
                return;
            }

            if (StatusCode.IsBad(powerStatus))
            {
                Status = powerStatus;
                _isChanging = false; // what can't be seen does not count as held
                return;
            }

            bool beyond = _isRunning ? power < _offPower : power >= _onPower;
            if (!beyond)
            {
                _isChanging = false;
            }
            else if (!_isChanging)
            {
                _isChanging = true;
                _since = nowMs;
            }

            if (_isChanging && nowMs - _since >= _holdMs)
            {
                _isRunning = !_isRunning;
                _isChanging = false;
            }

            Value = _isRunning ? MachineryItemState.Executing : MachineryItemState.NotExecuting;
        }
    }
}
