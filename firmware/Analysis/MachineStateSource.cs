using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>The machine's state (MachineryItemState) as a signal, from its power, its current and its control voltage.</summary>
    public sealed class MachineStateSource : SignalSource
    {
        private readonly int _power;
        private readonly int _current;
        private readonly int _controlVoltage;
        private readonly MachineState _state;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="power">The number of the power's signal.</param>
        /// <param name="current">The number of the current's; <see cref="SignalTable.None"/>: there is none.</param>
        /// <param name="controlVoltage">The number of the control voltage's; <see cref="SignalTable.None"/>: it is taken to be on.</param>
        /// <param name="state">What decides.</param>
        public MachineStateSource(SignalTable signals, int first, int power, int current, int controlVoltage, MachineState state)
            : base(signals, first, 1)
        {
            _power = power;
            _current = current;
            _controlVoltage = controlVoltage;
            _state = state;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            MachineState state = _state;
            uint onStatus = StatusCode.Good;
            if (_controlVoltage != SignalTable.None)
            {
                onStatus = Inputs.StatusOf(Signals, _controlVoltage);
            }

            if (StatusCode.IsBad(onStatus))
            {
                state.Fail(onStatus);
            }
            else if (_controlVoltage != SignalTable.None && Signals.Values[_controlVoltage] == 0)
            {
                state.SetUnavailable(onStatus);
            }
            else
            {
                Update(nowMs);
            }

            if (StatusCode.IsBad(state.Status))
            {
                Fail(0, state.Status);
                return;
            }

            Set(0, (int)state.Value, Inputs.Worse(state.Status, onStatus));
        }

        private void Update(long nowMs)
        {
            double[] values = Signals.Values;
            uint powerStatus = Inputs.StatusOf(Signals, _power);
            if (_current == SignalTable.None)
            {
                _state.Update(nowMs, (float)values[_power], powerStatus, 0, StatusCode.Good, false);
                return;
            }

            _state.Update(nowMs, (float)values[_power], powerStatus, (float)values[_current], Inputs.StatusOf(Signals, _current), true);
        }
    }
}
