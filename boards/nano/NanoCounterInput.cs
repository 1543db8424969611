using System;
using System.Device.Gpio;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>Counters of a board whose chip's own can't be reached: pins are watched by events (<see cref="EdgeCounter"/>).</summary>
    public sealed class NanoCounterInput : ICounterInput
    {
        private readonly GpioController _controller;
        private readonly int[] _a;
        private readonly int[] _b;
        private readonly EdgeCounter[] _counters;
        private readonly bool[] _hasFailed;

        /// <summary>Makes the input; a counter begins to count when it is first read.</summary>
        /// <param name="controller">nanoFramework's pins.</param>
        /// <param name="a">The pin of each counter, A of an encoder.</param>
        /// <param name="b">B of each encoder; -1: that counter counts pulses.</param>
        public NanoCounterInput(GpioController controller, int[] a, int[] b)
        {
            _controller = controller;
            _a = a;
            _b = b;
            _counters = new EdgeCounter[a.Length];
            _hasFailed = new bool[a.Length];
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _a.Length; }
        }

        /// <inheritdoc/>
        public int BitsOf(int channel)
        {
            return 32;
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out uint count)
        {
            count = 0;
            if (channel < 0 || channel >= _a.Length)
            {
                return InputStatus.NotConnected;
            }

            if (_counters[channel] == null && !_hasFailed[channel])
            {
                Open(channel);
            }

            if (_hasFailed[channel])
            {
                return InputStatus.DeviceFailure;
            }

            count = _counters[channel].Count;
            return InputStatus.Good;
        }

        private void Open(int channel)
        {
            try
            {
                GpioPin a = _controller.OpenPin(_a[channel], PinMode.InputPullUp);
                GpioPin b = _b[channel] < 0 ? null : _controller.OpenPin(_b[channel], PinMode.InputPullUp);
                _counters[channel] = new EdgeCounter(a, b);
            }
            catch (Exception)
            {
                _hasFailed[channel] = true; // the pin is taken: no second try makes it free
            }
        }
    }
}
