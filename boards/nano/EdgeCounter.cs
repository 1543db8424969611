using System.Device.Gpio;

namespace Sidetap.Boards.Nano
{
    /// <summary>A counter made of pin events: rising edges of one pin, or all four edges of a quadrature encoder's two.</summary>
    /// <remarks>Each event passes a queue and allocates its arguments: good for some hundred edges a second and not for a fast encoder.</remarks>
    internal sealed class EdgeCounter
    {
        // By the state before (A, B) and the state after: a step forward, back, or none. Two bits at once is an edge that was lost.
        private static readonly int[] Steps = new int[] { 0, -1, 1, 0, 1, 0, 0, -1, -1, 0, 0, 1, 0, 1, -1, 0 };

        private readonly GpioPin _a;
        private readonly GpioPin _b;
        private int _state;

        /// <summary>Begins to count.</summary>
        /// <param name="a">The pin, or A of an encoder.</param>
        /// <param name="b">B of an encoder; null: pulses of one pin.</param>
        public EdgeCounter(GpioPin a, GpioPin b)
        {
            _a = a;
            _b = b;
            _state = LevelOf(a, 2) | (b == null ? 0 : LevelOf(b, 1));
            a.ValueChanged += Changed;
            if (b != null)
            {
                b.ValueChanged += Changed;
            }
        }

        /// <summary>Edges so far; wraps.</summary>
        public uint Count { get; private set; }

        private static int LevelOf(GpioPin pin, int bit)
        {
            return (bool)pin.Read() ? bit : 0;
        }

        private void Changed(object sender, PinValueChangedEventArgs e)
        {
            bool isHigh = e.ChangeType == PinEventTypes.Rising;
            if (_b == null)
            {
                Count += isHigh ? 1u : 0u;
                return;
            }

            int bit = e.PinNumber == _a.PinNumber ? 2 : 1;
            int state = isHigh ? _state | bit : _state & ~bit;
            Count += (uint)Steps[(_state << 2) | state];
            _state = state;
        }
    }
}
