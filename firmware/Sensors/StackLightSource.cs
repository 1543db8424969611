using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>What a stack light says: the worst lamp that is lit or blinks, and the state of the machine that a profile assigns to it.</summary>
    /// <remarks>
    /// A lamp that can't be read makes everything Bad, unless a worse one is known to be lit. The input signals must be sampled at least twice while a blinking lamp
    /// is on, and twice while it is off.
    /// </remarks>
    public sealed class StackLightSource : SignalSource
    {
        /// <summary>How many states there are: all off, green, green blinking, yellow, red, red blinking.</summary>
        public const int States = 6;

        private const int Red = 0;
        private const int Green = 2;
        private const int Lamps = 3;

        private readonly int[] _inputs;
        private readonly double[] _states;
        private readonly LampWatch[] _lamps = new LampWatch[Lamps];

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of the state; the colour (0 off, 1 green, 2 yellow, 3 red) and whether it blinks follow.</param>
        /// <param name="inputs">The signals of red, yellow and green, each a number or <see cref="SignalTable.None"/>.</param>
        /// <param name="blinkWindowMs">The time in which a lamp that blinks goes on, off and on again, in milliseconds.</param>
        /// <param name="states">The MachineryItemState for all off, green, green blinking, yellow, red, red blinking.</param>
        public StackLightSource(SignalTable signals, int first, int[] inputs, int blinkWindowMs, double[] states)
            : base(signals, first, 3)
        {
            _inputs = inputs;
            _states = states;
            for (int i = 0; i < Lamps; i++)
            {
                _lamps[i] = new LampWatch(blinkWindowMs);
            }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = StatusCode.Good;
            uint failure = StatusCode.Good;
            int lit = Lamps;
            for (int i = Red; i < Lamps; i++)
            {
                int input = _inputs[i];
                if (input == SignalTable.None)
                {
                    continue;
                }

                uint inputStatus = Signals.Statuses[input];
                if (StatusCode.IsBad(inputStatus))
                {
                    _lamps[i].Reset();
                    failure = lit == Lamps ? LevelSignal.Worse(failure, inputStatus) : failure;
                    continue;
                }

                _lamps[i].Add(nowMs, LevelSignal.IsActive(Signals, input));
                if (lit == Lamps)
                {
                    status = LevelSignal.Worse(status, inputStatus);
                    lit = _lamps[i].IsLit ? i : lit;
                }
            }

            if (StatusCode.IsBad(failure))
            {
                FailAll(failure);
                return;
            }

            Tell(lit, status);
        }

        private void Tell(int lit, uint status)
        {
            bool blinks = lit < Lamps && _lamps[lit].IsBlinking;
            int state;
            switch (lit)
            {
                case Red:
                    state = blinks ? 5 : 4;
                    break;

                case Green:
                    state = blinks ? 2 : 1;
                    break;

                default:
                    state = lit == Lamps ? 0 : 3;
                    break;
            }

            Set(0, _states[state], status);
            Set(1, Lamps - lit, status);
            Set(2, blinks ? 1 : 0, status);
        }
    }
}
