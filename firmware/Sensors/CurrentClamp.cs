using System;
using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>An AC current clamp: true RMS, peak and crest factor of the wave form that the board samples.</summary>
    /// <remarks>
    /// A window is a number of whole mains cycles, each of them without a gap. Where a cycle has no whole number of samples, the sample at its end counts in
    /// part for it and in part for the next. The mean of a window, the bias of the converter, is taken off exactly: the RMS is the root of the variance.
    /// Only sums are kept, in one pass, about the mean of the window before, so that the bias costs no digits.
    /// A mean outside the band given for it is a clamp that is off or a front end that failed: Bad_SensorFailure with LimitBits. Samples at the
    /// converter's end (<see cref="InputStatus.OutOfRange"/>) make values that are too small: Uncertain_SensorNotAccurate with LimitBits High. When no
    /// window has ended for a time: Uncertain_LastUsableValue, later Bad_NoCommunication.
    /// </remarks>
    public sealed class CurrentClamp : SignalSource
    {
        /// <summary>The most samples a mains cycle can have.</summary>
        public const int MaxSamplesPerCycle = 400;

        /// <summary>The fewest samples a mains cycle can have: the fourth harmonic is the last that counts then.</summary>
        public const int MinSamplesPerCycle = 8;

        private const int Rms = 0;
        private const int Peak = 1;
        private const int CrestFactor = 2;

        private const int BufferSamples = 512;
        private const int MaxReads = 4;

        // The clock's resolution is 10 ms at either end.
        private const int ClockMs = 20;

        private const int StaleMs = 2000;
        private const int LostFactor = 5;

        private readonly IBurstInput _input;
        private readonly int _channel;
        private readonly float _amperesPerUnit;
        private readonly int _cyclesPerWindow;
        private readonly float _biasLow;
        private readonly float _biasHigh;
        private readonly float _rate;
        private readonly float _samplesPerCycle;
        private readonly int _staleMs;
        private readonly float[] _buffer = new float[BufferSamples];

        // The cycle under way: how many samples it still needs, and the sums about _about.
        private float _missing;
        private float _sum;
        private float _squares;
        private float _lowest;
        private float _highest;

        // The window under way: its whole cycles.
        private int _cycles;
        private double _windowSum;
        private double _windowSquares;
        private float _windowLowest;
        private float _windowHighest;
        private bool _isClipped;
        private bool _isBurstClipped;

        private float _about;
        private bool _hasAbout;
        private bool _isMore;
        private bool _hasTime;
        private long _burstMs;
        private long _windowMs;

        /// <summary>Makes a source of three signals: RMS and peak in amperes, and the crest factor, which is 0 while no current flows.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The first signal it fills.</param>
        /// <param name="input">The board's wave forms. A cycle has <see cref="MinSamplesPerCycle"/>..<see cref="MaxSamplesPerCycle"/> samples.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="amperesPerUnit">Amperes per unit of the channel, more than 0.</param>
        /// <param name="mainsHz">The mains frequency, Hz.</param>
        /// <param name="cycles">Mains cycles of a window, 1 or more.</param>
        /// <param name="biasLow">The least mean of a window, in the channel's unit.</param>
        /// <param name="biasHigh">The greatest; when both are 0 the mean is not looked at.</param>
        public CurrentClamp(
            SignalTable signals, int first, IBurstInput input, int channel, float amperesPerUnit, float mainsHz, int cycles, float biasLow, float biasHigh)
            : base(signals, first, 3)
        {
            _input = input;
            _channel = channel;
            _amperesPerUnit = amperesPerUnit;
            _cyclesPerWindow = cycles;
            _biasLow = biasLow;
            _biasHigh = biasHigh;
            _rate = input.RateOf(channel);
            _samplesPerCycle = _rate / mainsHz;
            _staleMs = StaleMs + (int)(2000 * cycles / mainsHz);
            DropWindow();
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return 4 * BufferSamples; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (!_hasTime)
            {
                _hasTime = true;
                _burstMs = nowMs;
                _windowMs = nowMs;
            }

            for (int i = 0; i < MaxReads; i++)
            {
                int count;
                InputStatus status = _input.Read(_channel, _buffer, out count);
                bool isClipped = status == InputStatus.OutOfRange;
                if (status == InputStatus.NotConnected || status == InputStatus.DeviceFailure || (isClipped && count <= 0))
                {
                    DropWindow();
                    FailAll(InputStatusCodes.Of(status));
                    _windowMs = nowMs;
                    return;
                }

                count = count > BufferSamples ? BufferSamples : count;
                if (count <= 0)
                {
                    _isMore = false;
                    break;
                }

                if (!_isMore && !Continues(nowMs, count))
                {
                    DropCycle();
                    _isClipped &= _cycles > 0; // of the window before only what was dropped is left
                }

                _isClipped |= isClipped;
                _isBurstClipped = isClipped;
                _burstMs = nowMs;
                Take(nowMs, count);
                _isMore = count == BufferSamples;
                if (!_isMore)
                {
                    break;
                }
            }

            Age(nowMs);
        }

        // Between two bursts there may be a gap. One of a cycle or more stands for itself; shorter ones belong together unless samples are missing.
        private bool Continues(long nowMs, int count)
        {
            return count < _samplesPerCycle && (nowMs - _burstMs - ClockMs) * _rate <= 1000f * count;
        }

        private void Age(long nowMs)
        {
            long age = nowMs - _windowMs;
            if (age >= (long)LostFactor * _staleMs)
            {
                FailAll(StatusCode.BadNoCommunication);
            }
            else if (age >= _staleMs)
            {
                KeepAll();
            }
        }

        private void Take(long nowMs, int count)
        {
            if (!_hasAbout)
            {
                _hasAbout = true;
                _about = _buffer[0];
            }

            int index = 0;
            while (index < count)
            {
                int whole = (int)_missing;
                if (whole > 0)
                {
                    int end = index + whole < count ? index + whole : count;
                    _missing -= end - index;
                    Add(index, end);
                    index = end;
                }
                else
                {
                    // The cycle ends within this sample; what is left of it begins the next.
                    float part = _missing;
                    float rest = part > 0 ? 1 - part : 0;
                    AddPart(index, part);
                    EndCycle(nowMs);
                    _missing = _samplesPerCycle - rest;
                    AddPart(index, rest);
                    index += part > 0 ? 1 : 0;
                }
            }
        }

        private void AddPart(int index, float part)
        {
            if (part > 0)
            {
                float sample = _buffer[index] - _about;
                _sum += part * sample;
                _squares += part * sample * sample;
                _highest = sample > _highest ? sample : _highest;
                _lowest = sample < _lowest ? sample : _lowest;
            }
        }

        private void Add(int index, int end)
        {
            float about = _about;
            float sum = _sum;
            float squares = _squares;
            float lowest = _lowest;
            float highest = _highest;
            float[] buffer = _buffer;
            for (int i = index; i < end; i++)
            {
                float sample = buffer[i] - about;
                sum += sample;
                squares += sample * sample;
                if (sample > highest)
                {
                    highest = sample;
                }

                if (sample < lowest)
                {
                    lowest = sample;
                }
            }

            _sum = sum;
            _squares = squares;
            _lowest = lowest;
            _highest = highest;
        }

        private void EndCycle(long nowMs)
        {
            float sum = _sum;
            float squares = _squares;
            float lowest = _lowest;
            float highest = _highest;
            DropCycle();
            if (float.IsNaN(sum) || float.IsNaN(squares) || float.IsInfinity(squares))
            {
                DropWindow();
                _isClipped = _isBurstClipped;
                _windowMs = nowMs;
                FailAll(StatusCode.BadSensorFailure);
                return;
            }

            _windowSum += sum;
            _windowSquares += squares;
            _windowLowest = lowest < _windowLowest ? lowest : _windowLowest;
            _windowHighest = highest > _windowHighest ? highest : _windowHighest;
            if (++_cycles == _cyclesPerWindow)
            {
                EndWindow(nowMs);
            }
        }

        private void EndWindow(long nowMs)
        {
            double samples = (double)_samplesPerCycle * _cycles;
            double mean = _windowSum / samples;
            double variance = (_windowSquares / samples) - (mean * mean);
            double peak = _windowHighest - mean > mean - _windowLowest ? _windowHighest - mean : mean - _windowLowest;
            float bias = (float)(_about + mean);
            uint status = _isClipped ? StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh : StatusCode.Good;
            DropWindow();
            _isClipped = _isBurstClipped; // which of its windows was cut off is not known
            _windowMs = nowMs;
            if ((_biasLow != 0 || _biasHigh != 0) && (bias < _biasLow || bias > _biasHigh))
            {
                FailAll(StatusCode.BadSensorFailure | (bias < _biasLow ? StatusCode.LimitLow : StatusCode.LimitHigh));
                return;
            }

            _about = bias;
            _hasAbout = true;
            double rms = variance > 0 ? Math.Sqrt(variance) : 0; // rounding may leave less than nothing of a constant
            Set(Rms, (float)(rms * _amperesPerUnit), status);
            Set(Peak, (float)(peak * _amperesPerUnit), status);
            Set(CrestFactor, rms > 0 ? (float)(peak / rms) : 0, status);
        }

        private void DropCycle()
        {
            _missing = _samplesPerCycle;
            _sum = 0;
            _squares = 0;
            _lowest = float.MaxValue;
            _highest = float.MinValue;
        }

        private void DropWindow()
        {
            DropCycle();
            _cycles = 0;
            _windowSum = 0;
            _windowSquares = 0;
            _windowLowest = float.MaxValue;
            _windowHighest = float.MinValue;
            _isClipped = false;
            _isMore = false;
            _hasAbout = false;
        }
    }
}
