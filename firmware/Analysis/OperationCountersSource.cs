using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// PowerOnDuration and OperationDuration in hours and the OperationCycleCounter (IOperationCounterType, OPC 10000-100, 4.5.5) from the machine's state. They
    /// are counted in whole milliseconds and go on after a restart.
    /// </summary>
    /// <remarks>
    /// A state holds until the next known one, but for no longer than a limit: a gap in which nobody looked is not counted whole. The time during which the box
    /// was off is not counted. The cycle counter counts the changes to Executing, or what a counter of another source counts. While the state is Bad the
    /// durations can't go on, but stay true as of then: Uncertain_LastUsableValue.
    /// </remarks>
    public sealed class OperationCountersSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 3;

        private const double MsPerHour = 3600000;
        private const int Octets = 33;
        private const int HadState = 1;
        private const int WasExecuting = 2;

        private readonly int _state;
        private readonly int _counter;
        private readonly CountedTime _time;
        private long _powerOnMs;
        private long _operationMs;
        private double _cycles;
        private double _lastCounter;
        private bool _hasState;
        private bool _isAvailable;
        private bool _isExecuting;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="state">The number of the state's signal (MachineryItemState).</param>
        /// <param name="counter">The number of a signal that counts cycles; <see cref="SignalTable.None"/>: changes to Executing are counted.</param>
        /// <param name="gapMs">The longest time that a state is taken to last without being seen, in milliseconds.</param>
        public OperationCountersSource(SignalTable signals, int first, int state, int counter, int gapMs)
            : base(signals, first, Outputs)
        {
            _state = state;
            _counter = counter;
            _time = new CountedTime(gapMs);
        }

        /// <inheritdoc/>
        public override int StateOctets
        {
            get { return Octets; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = Inputs.StatusOf(Signals, _state);
            if (StatusCode.IsBad(status))
            {
                status = StatusCode.UncertainLastUsableValue;
            }
            else
            {
                Count(nowMs, (int)Signals.Values[_state]);
            }

            Set(0, _powerOnMs / MsPerHour, status);
            Set(1, _operationMs / MsPerHour, status);
            if (_counter != SignalTable.None)
            {
                status = CountOther();
            }

            Set(2, _cycles, status);
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            UaBinary.Put64(buffer, offset, (ulong)_powerOnMs);
            UaBinary.Put64(buffer, offset + 8, (ulong)_operationMs);
            SavedNumbers.PutCount(buffer, offset + 16, _cycles);
            SavedNumbers.PutCount(buffer, offset + 24, _lastCounter);
            buffer[offset + 32] = (byte)((_hasState ? HadState : 0) | (_isExecuting ? WasExecuting : 0));
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            long powerOnMs = SavedNumbers.GetCount(buffer, offset);
            long operationMs = SavedNumbers.GetCount(buffer, offset + 8);
            long cycles = SavedNumbers.GetCount(buffer, offset + 16);
            long counter = SavedNumbers.GetCount(buffer, offset + 24);
            int flags = buffer[offset + 32];
            if (operationMs < 0 || powerOnMs < operationMs || cycles < 0 || counter < 0 || flags > (HadState | WasExecuting))
            {
                return;
            }

            _powerOnMs = powerOnMs;
            _operationMs = operationMs;
            _cycles = cycles;
            _lastCounter = counter;
            _hasState = (flags & HadState) != 0;
            _isExecuting = (flags & WasExecuting) != 0;
        }

        private void Count(long nowMs, int state)
        {
            long passed = _time.Advance(nowMs); // 0 at the first sample after a start
            if (_isAvailable)
            {
                _powerOnMs += passed;
                _operationMs += _isExecuting ? passed : 0;
            }

            bool isExecuting = state == (int)MachineryItemState.Executing;
            if (isExecuting && !_isExecuting && _hasState && _counter == SignalTable.None)
            {
                _cycles++; // the first state ever is no change
            }

            _hasState = true;
            _isExecuting = isExecuting;
            _isAvailable = state != (int)MachineryItemState.NotAvailable;
        }

        private uint CountOther()
        {
            uint status = Inputs.StatusOf(Signals, _counter);
            if (StatusCode.IsBad(status))
            {
                return StatusCode.UncertainLastUsableValue;
            }

            double counter = Signals.Values[_counter];
            if (counter < 0 || counter >= SavedNumbers.MaxCount)
            {
                return StatusCode.UncertainLastUsableValue; // no count
            }

            counter = (long)counter;

            // A counter that is lower than it was has begun anew: with a restart, or at a job's change.
            _cycles += counter >= _lastCounter ? counter - _lastCounter : counter;
            _lastCounter = counter;
            return status;
        }
    }
}
