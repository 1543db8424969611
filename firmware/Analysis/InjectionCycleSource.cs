using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// The cycle of an injection molding machine, from its pump's power, its pressure or its closed mould: CycleTime in seconds (CycleParametersEventType,
    /// OPC 40083), a counter that goes on after a restart, and whether a cycle runs.
    /// </summary>
    /// <remarks>
    /// CycleTime is Bad_WaitingForInitialData before the first complete cycle, and Uncertain_LastUsableValue from a stop until the next complete one. While the
    /// drive is Bad, CycleTime and InCycle are; the counter stays true as of then and is Uncertain_LastUsableValue.
    /// </remarks>
    public sealed class InjectionCycleSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 3;

        private readonly int _drive;
        private readonly CycleDetector _cycle;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="drive">The number of the drive's signal.</param>
        /// <param name="cycle">What finds the cycles.</param>
        public InjectionCycleSource(SignalTable signals, int first, int drive, CycleDetector cycle)
            : base(signals, first, Outputs)
        {
            _drive = drive;
            _cycle = cycle;
        }

        /// <inheritdoc/>
        public override int StateOctets
        {
            get { return 8; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            CycleDetector cycle = _cycle;
            uint status = Inputs.StatusOf(Signals, _drive);
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                Set(1, cycle.Count, StatusCode.UncertainLastUsableValue);
                Fail(2, status);
                return;
            }

            cycle.Update(nowMs, (float)Signals.Values[_drive]);
            if (cycle.HasCycle)
            {
                Set(0, cycle.CycleMs / 1000.0, cycle.IsCurrent ? status : StatusCode.UncertainLastUsableValue);
            }
            else
            {
                Fail(0, StatusCode.BadWaitingForInitialData);
            }

            Set(1, cycle.Count, status);
            Set(2, cycle.InCycle ? 1 : 0, status);
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            SavedNumbers.PutCount(buffer, offset, _cycle.Count);
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            long count = SavedNumbers.GetCount(buffer, offset);
            if (count >= 0)
            {
                _cycle.Count = count;
            }
        }
    }
}
