using System;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Whether the tool cuts or moves in air, for how many seconds this tool has cut, and how often the tool was changed. The last two go on after a restart.
    /// </summary>
    /// <remarks>
    /// It cuts while the machine executes, the spindle takes more than it does idling and the feed drive pushes: both for the hold time. Where one of the two is
    /// Bad or not there the other one decides; Bad makes it Uncertain_SubNormal.
    /// A tool is changed when the signal of the tool takes another value. Without such a signal a standstill between two cuts stands for it: the machine was
    /// NotExecuting for the given time without a break and executes again, and the tool had cut. So a part that is loaded by hand counts as well if that takes as
    /// long; a machine that was switched off doesn't, nor does a time in which the state was not known.
    /// </remarks>
    public sealed class CuttingSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 3;

        private const int Octets = 25;

        private readonly int _state;
        private readonly int _tool;
        private readonly int _toolChangeMs;
        private readonly CuttingDetector _cutting;
        private readonly CountedTime _time;
        private long _cuttingMs;
        private double _changes;
        private double _lastTool;
        private long _stoppedMs;
        private bool _hasTool;
        private bool _isStopped;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="state">The number of the state's signal (MachineryItemState).</param>
        /// <param name="tool">The number of a signal that has another value when the tool was changed; <see cref="SignalTable.None"/>: there is none.</param>
        /// <param name="toolChangeMs">The standstill that counts as a tool change without one, in milliseconds; 0: none does.</param>
        /// <param name="gapMs">The longest time that is taken to be cut without being seen, in milliseconds.</param>
        /// <param name="cutting">What decides whether it cuts.</param>
        public CuttingSource(SignalTable signals, int first, int state, int tool, int toolChangeMs, int gapMs, CuttingDetector cutting)
            : base(signals, first, Outputs)
        {
            _state = state;
            _tool = tool;
            _toolChangeMs = toolChangeMs;
            _cutting = cutting;
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
            bool wasCutting = _cutting.IsCutting;
            bool executes = false;
            if (StatusCode.IsBad(status))
            {
                _isStopped = false; // it may have executed meanwhile
            }
            else
            {
                executes = Signals.Values[_state] == (int)MachineryItemState.Executing;
                status = _cutting.Update(Signals, nowMs, executes, status);
            }

            if (StatusCode.IsBad(status))
            {
                EndStandstill(nowMs, executes);
                Fail(0, status);
                Set(1, _cuttingMs / 1000.0, StatusCode.UncertainLastUsableValue);
                Set(2, _changes, StatusCode.UncertainLastUsableValue);
                return;
            }

            long passed = _time.Advance(nowMs);
            _cuttingMs += wasCutting ? passed : 0;
            uint toolStatus = _tool == SignalTable.None ? WatchStandstill(nowMs, executes, status) : WatchTool();
            Set(0, _cutting.IsCutting ? 1 : 0, status);
            Set(1, _cuttingMs / 1000.0, Inputs.Worse(status, toolStatus));
            Set(2, _changes, toolStatus);
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            UaBinary.Put64(buffer, offset, (ulong)_cuttingMs);
            SavedNumbers.PutCount(buffer, offset + 8, _changes);
            UaBinary.Put64(buffer, offset + 16, UaBinary.BitsOf(_lastTool));
            buffer[offset + 24] = (byte)(_hasTool ? 1 : 0);
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            long cuttingMs = SavedNumbers.GetCount(buffer, offset);
            long changes = SavedNumbers.GetCount(buffer, offset + 8);
            double tool = BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, offset + 16));
            if (cuttingMs < 0 || changes < 0 || tool - tool != 0 || buffer[offset + 24] > 1)
            {
                return;
            }

            _cuttingMs = cuttingMs;
            _changes = changes;
            _lastTool = tool;
            _hasTool = buffer[offset + 24] == 1;
        }

        private uint WatchTool()
        {
            uint status = Inputs.StatusOf(Signals, _tool);
            if (StatusCode.IsBad(status))
            {
                return StatusCode.UncertainLastUsableValue;
            }

            double tool = Signals.Values[_tool];
            if (_hasTool && tool != _lastTool)
            {
                Change();
            }

            _hasTool = true;
            _lastTool = tool;
            return status;
        }

        private uint WatchStandstill(long nowMs, bool executes, uint status)
        {
            EndStandstill(nowMs, executes);
            if (executes)
            {
                return status;
            }

            if (Signals.Values[_state] != (int)MachineryItemState.NotExecuting)
            {
                _isStopped = false;
            }
            else if (!_isStopped)
            {
                _isStopped = true;
                _stoppedMs = nowMs;
            }

            return status;
        }

        private void EndStandstill(long nowMs, bool executes)
        {
            if (executes && _isStopped)
            {
                _isStopped = false;
                if (_toolChangeMs > 0 && _cuttingMs > 0 && nowMs - _stoppedMs >= _toolChangeMs)
                {
                    Change();
                }
            }
        }

        private void Change()
        {
            _changes++;
            _cuttingMs = 0;
        }
    }
}
