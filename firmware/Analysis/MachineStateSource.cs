using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>The machine's state as a signal, from its power and its control voltage.</summary>
    public sealed class MachineStateSource : SignalSource
    {
        private readonly int _power;
        private readonly int _controlVoltage;
        private readonly MachineState _state;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="power">The number of the power's signal.</param>
        /// <param name="controlVoltage">The number of the control voltage's; <see cref="SignalTable.None"/>: it is taken to be on.</param>
        /// <param name="state">What decides.</param>
        public MachineStateSource(SignalTable signals, int first, int power, int controlVoltage, MachineState state)
            : base(signals, first, 1)
        {
            _power = power;
            _controlVoltage = controlVoltage;
            _state = state;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            bool isOn = true;
            uint onStatus = StatusCode.Good;
            if (_controlVoltage != SignalTable.None)
            {
                isOn = Signals.Values[_controlVoltage] != 0;
                onStatus = Signals.Statuses[_controlVoltage];
            }

            MachineState state = _state;
            state.Update(nowMs, (float)Signals.Values[_power], Signals.Statuses[_power], isOn, onStatus);
            if (StatusCode.IsBad(state.Status))
            {
                Fail(0, state.Status);
                return;
            }

            Set(0, (int)state.Value, state.Status);
        }
    }
}
