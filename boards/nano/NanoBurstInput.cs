using System;
using System.Device.Adc;
using System.Threading;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>Wave forms from the converter on the chip: a burst of readings, one right after the other, between two Steps.</summary>
    /// <remarks>
    /// Managed code has no DMA and no timer to pace it, so the pace is that of the loop, and it is measured when it is first asked for. By the count
    /// of IL operations (some 60 a reading) and a conversion of 30 to 100 µs that is 4,000 to 12,000 a second: 80 to 240 samples in a cycle of 50 Hz;
    /// what a box has says
    /// <see cref="RateOf"/>. A burst is 45 ms, at most 512 samples: two cycles of 50 Hz. One that took noticeably longer than its samples should was
    /// interrupted, and is thrown away.
    /// </remarks>
    public class NanoBurstInput : IBurstInput, IIdleWork
    {
        private const int MaxSamples = 512; // what a clamp's buffer holds
        private const int BurstMs = 45;
        private const int MeasureMs = 1000;
        private const float WithoutConverter = 1000;

        private readonly AdcController _controller;
        private readonly int[] _numbers;
        private readonly AdcChannel[] _channels;
        private readonly float[] _rates;
        private readonly bool[] _hasFailed;
        private readonly bool[] _isWanted;
        private readonly short[][] _samples;
        private readonly int[] _counts; // samples that wait to be read; 0: none
        private readonly IClock _clock;
        private readonly float _voltsPerCount;
        private readonly float _voltsAtZero;
        private readonly int _highest;
        private int _next;

        /// <summary>Makes the input; nothing is opened or measured yet.</summary>
        /// <param name="controller">nanoFramework's converter.</param>
        /// <param name="clock">The board's clock.</param>
        /// <param name="numbers">nanoFramework's number of each channel.</param>
        /// <param name="fullScaleVolts">Volts that the highest count stands for.</param>
        /// <param name="voltsAtZero">Volts at the lower end of the line.</param>
        public NanoBurstInput(AdcController controller, IClock clock, int[] numbers, float fullScaleVolts, float voltsAtZero)
        {
            _controller = controller;
            _clock = clock;
            _numbers = numbers;
            _channels = new AdcChannel[numbers.Length];
            _rates = new float[numbers.Length];
            _hasFailed = new bool[numbers.Length];
            _isWanted = new bool[numbers.Length];
            _samples = new short[numbers.Length][];
            _counts = new int[numbers.Length];
            _highest = controller.MaxValue;
            _voltsAtZero = voltsAtZero;
            _voltsPerCount = (fullScaleVolts - voltsAtZero) / _highest;
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _numbers.Length; }
        }

        /// <summary>The finest time that the board has, in microseconds from any beginning.</summary>
        protected virtual long NowUs
        {
            get { return _clock.UptimeMs * 1000; }
        }

        /// <summary>By how much <see cref="NowUs"/> may be wrong.</summary>
        protected virtual int ClockStepUs
        {
            get { return 10000; }
        }

        /// <inheritdoc/>
        /// <remarks>The first call takes a second: the pace is measured. Profiles ask for it when their sources are made, before the first Step.</remarks>
        public float RateOf(int channel)
        {
            if (channel < 0 || channel >= _numbers.Length)
            {
                return WithoutConverter;
            }

            if (_rates[channel] == 0)
            {
                Measure(channel);
            }

            return _rates[channel];
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, float[] buffer, out int count)
        {
            count = 0;
            if (channel < 0 || channel >= _numbers.Length)
            {
                return InputStatus.NotConnected;
            }

            if (_hasFailed[channel])
            {
                return InputStatus.DeviceFailure;
            }

            _isWanted[channel] = true;
            int waiting = _counts[channel];
            if (waiting == 0)
            {
                return InputStatus.Stale;
            }

            count = waiting < buffer.Length ? waiting : buffer.Length;
            bool isClipped = Convert(_samples[channel], buffer, count);
            _counts[channel] = 0;
            return isClipped ? InputStatus.OutOfRange : InputStatus.Good;
        }

        /// <inheritdoc/>
        public void Work()
        {
            for (int i = 0; i < _numbers.Length; i++)
            {
                int channel = (_next + i) % _numbers.Length;
                if (_isWanted[channel] && _counts[channel] == 0 && !_hasFailed[channel] && RateOf(channel) > 0)
                {
                    _next = channel + 1;
                    Capture(channel);
                    return;
                }
            }
        }

        private void Measure(int channel)
        {
            _rates[channel] = WithoutConverter;
            try
            {
                _channels[channel] = _controller.OpenChannel(_numbers[channel]);
                _samples[channel] = new short[MaxSamples];
                long start = NowUs;
                long elapsed;
                long taken = 0;
                do
                {
                    Fill(_channels[channel], _samples[channel], MaxSamples);
                    taken += MaxSamples;
                    elapsed = NowUs - start;
                }
                while (elapsed < MeasureMs * 1000);
                _rates[channel] = taken * 1000000f / elapsed;
            }
            catch (Exception)
            {
                _hasFailed[channel] = true;
            }
        }

        private void Capture(int channel)
        {
            float rate = _rates[channel];
            int count = (int)(rate * BurstMs / 1000);
            count = count < 1 ? 1 : count > MaxSamples ? MaxSamples : count;
            ThreadPriority priority = Thread.CurrentThread.Priority;
            try
            {
                // Above the others, so that none of them is given the CPU in between.
                Thread.CurrentThread.Priority = ThreadPriority.Highest;
                long start = NowUs;
                Fill(_channels[channel], _samples[channel], count);
                long elapsed = NowUs - start;
                long expected = (long)(count * 1000000f / rate);
                long tolerance = (expected / 20) + ClockStepUs;
                _counts[channel] = elapsed > expected + tolerance || elapsed < expected - tolerance ? 0 : count;
            }
            catch (Exception)
            {
                _hasFailed[channel] = true;
            }
            finally
            {
                Thread.CurrentThread.Priority = priority;
            }
        }

        /// <summary>The loop whose pace counts: nothing else in it.</summary>
        private static void Fill(AdcChannel channel, short[] samples, int count)
        {
            for (int i = 0; i < count; i++)
            {
                samples[i] = (short)channel.ReadValue();
            }
        }

        private bool Convert(short[] samples, float[] buffer, int count)
        {
            bool isClipped = false;
            int highest = _highest;
            float zero = _voltsAtZero;
            float gain = _voltsPerCount;
            for (int i = 0; i < count; i++)
            {
                int sample = samples[i];
                isClipped |= sample <= 0 || sample >= highest;
                buffer[i] = zero + (sample * gain);
            }

            return isClipped;
        }
    }
}
