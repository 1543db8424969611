using System;
using System.Device.Gpio;
using Sidetap.Hal;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>The pulse counters of an ESP32: the hardware counts, also all edges of a quadrature encoder, whatever the CLR is doing.</summary>
    /// <remarks>ESP32 has eight counters, ESP32-S3 four. A counter takes its pins when it is first read.</remarks>
    public sealed class Esp32CounterInput : ICounterInput
    {
        // In cycles of the 80 MHz clock: shorter pulses than 12.5 µs are noise. It is the longest that fits the register's 10 bits, almost.
        private const ushort Filter = 1000;

        private readonly int[] _a;
        private readonly int[] _b;
        private readonly GpioPulseCounter[] _counters;
        private readonly bool[] _hasFailed;

        /// <summary>Makes the input.</summary>
        /// <param name="a">The pin of each counter, A of an encoder.</param>
        /// <param name="b">B of each encoder; -1: that counter counts rising edges.</param>
        public Esp32CounterInput(int[] a, int[] b)
        {
            _a = a;
            _b = b;
            _counters = new GpioPulseCounter[a.Length];
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
            return 32; // nanoFramework carries the 16 bits of the hardware on to 64; the lower half is handed on
        }

        /// <inheritdoc/>
        /// <remarks>The count comes as a struct: some 70 octets of heap a reading.</remarks>
        public InputStatus Read(int channel, out uint count)
        {
            count = 0;
            if (channel < 0 || channel >= _a.Length)
            {
                return InputStatus.NotConnected;
            }

            if (_hasFailed[channel])
            {
                return InputStatus.DeviceFailure;
            }

            try
            {
                if (_counters[channel] == null)
                {
                    _counters[channel] = Open(_a[channel], _b[channel]);
                }

                count = (uint)_counters[channel].Read().Count;
                return InputStatus.Good;
            }
            catch (Exception)
            {
                _hasFailed[channel] = true; // the pin is taken: no second try makes it free
                return InputStatus.DeviceFailure;
            }
        }

        private static GpioPulseCounter Open(int a, int b)
        {
            GpioPulseCounter counter = new GpioPulseCounter(a, b);
            counter.Polarity = b < 0 ? GpioPulsePolarity.Rising : GpioPulsePolarity.Both;
            counter.FilterPulses = Filter;
            counter.Start();
            return counter;
        }
    }
}
