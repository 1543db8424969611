using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Vibration from an accelerometer's FIFO: features of each axis and amplitudes of up to four frequencies on one, window by window.</summary>
    /// <remarks>
    /// It must be sampled before the FIFO is full. When it was not, the window is broken off: the features of the last whole one stay, as Uncertain_SubNormal, until
    /// the next is whole; <see cref="MaxBroken"/> in a row are Bad_ConfigurationError, as the sampling interval doesn't fit the rate. A chip that is gone, stands still
    /// or lost its settings is set up again, every second until it succeeds.
    /// </remarks>
    public sealed class AccelerometerSource : SignalSource
    {
        /// <summary>How many signals it fills.</summary>
        public const int Outputs = (Axes * FeaturesPerAxis) + MaxBands;

        /// <summary>The most frequencies.</summary>
        public const int MaxBands = 4;

        /// <summary>How long a chip that failed is left alone, in milliseconds.</summary>
        public const int RestartMs = 1000;

        /// <summary>How long a chip may deliver nothing, in milliseconds; 20 samples where they take longer.</summary>
        public const int StallMs = 500;

        /// <summary>So many windows in a row may be broken off.</summary>
        public const int MaxBroken = 8;

        private const int Axes = 3;
        private const int FeaturesPerAxis = 4;
        private const int FirstBand = Axes * FeaturesPerAxis;
        private const int StallSamples = 20;

        private readonly AccelerometerChip _chip;
        private readonly int _window;
        private readonly int _bandAxis;
        private readonly int _stallMs;
        private readonly GoertzelFilter[] _bands = new GoertzelFilter[MaxBands];
        private readonly VibrationWindow[] _axes = new VibrationWindow[Axes];
        private readonly float[] _values = new float[AccelerometerChip.FifoSamples];
        private bool _isRunning;
        private bool _isFresh;
        private bool _hasWindow;
        private int _taken;
        private int _brokenInARow;
        private long _triedMs = -RestartMs;
        private long _deliveredMs;

        /// <summary>Makes the source. Nothing is sent to the chip before the first sample.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of RMS, peak, crest factor and kurtosis of x, in m/s²; those of y and z and four bands follow.</param>
        /// <param name="chip">The chip.</param>
        /// <param name="rateHz">Its samples per second.</param>
        /// <param name="window">Samples in a window.</param>
        /// <param name="bandAxis">The axis of the bands: 0 x, 1 y, 2 z.</param>
        /// <param name="bandsHz">Four frequencies, 0 for none; such a band's signal is Bad_NotConnected.</param>
        public AccelerometerSource(SignalTable signals, int first, AccelerometerChip chip, float rateHz, int window, int bandAxis, float[] bandsHz)
            : base(signals, first, Outputs)
        {
            _chip = chip;
            _window = window;
            _bandAxis = bandAxis;
            int stall = (int)(StallSamples * 1000 / rateHz);
            _stallMs = stall > StallMs ? stall : StallMs;
            for (int i = 0; i < MaxBands; i++)
            {
                _bands[i] = bandsHz[i] > 0 ? new GoertzelFilter(rateHz, bandsHz[i], window) : null;
            }

            for (int i = 0; i < Axes; i++)
            {
                _axes[i] = new VibrationWindow(chip.Scale, chip.Limit);
            }
        }

        /// <summary>How many windows were broken off because samples were missing.</summary>
        public int Broken { get; private set; }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _chip.BufferOctets + (_values.Length * 4); }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (!_isRunning)
            {
                Start(nowMs);
                return;
            }

            int count = _chip.Read();
            if (count == AccelerometerChip.Lost)
            {
                Stop(StatusCode.BadNoCommunication);
            }
            else if (_isFresh)
            {
                _isFresh = false; // what lay in the FIFO may be older than the settings
            }
            else if (count == 0)
            {
                if (nowMs - _deliveredMs >= _stallMs)
                {
                    Stop(StatusCode.BadDeviceFailure);
                }
            }
            else
            {
                _deliveredMs = nowMs;
                Take(count);
            }
        }

        private void Start(long nowMs)
        {
            if (nowMs - _triedMs < RestartMs)
            {
                return;
            }

            _triedMs = nowMs;
            uint status = _chip.Start();
            if (StatusCode.IsBad(status))
            {
                Stop(status);
                return;
            }

            _isRunning = true;
            _isFresh = true;
            _deliveredMs = nowMs;
            BeginWindow();
        }

        private void Stop(uint status)
        {
            _isRunning = false;
            _hasWindow = false;
            FailAll(status);
            FailUnused();
        }

        private void BeginWindow()
        {
            _taken = 0;
            for (int i = 0; i < Axes; i++)
            {
                _axes[i].Reset();
            }

            for (int i = 0; i < MaxBands; i++)
            {
                if (_bands[i] != null)
                {
                    _bands[i].Reset();
                }
            }
        }

        private void Take(int count)
        {
            if (_chip.HasOverrun)
            {
                BreakOff();
            }

            int offset = 0;
            while (offset < count)
            {
                int part = count - offset < _window - _taken ? count - offset : _window - _taken;
                for (int axis = 0; axis < Axes; axis++)
                {
                    TakeAxis(axis, offset, part);
                }

                _taken += part;
                offset += part;
                if (_taken == _window)
                {
                    Publish();
                    BeginWindow();
                }
            }
        }

        private void TakeAxis(int axis, int offset, int count)
        {
            int[] counts = _chip.Samples[axis];
            float[] values = _values;
            float scale = _chip.Scale;
            int end = offset + count;
            for (int i = offset; i < end; i++)
            {
                values[i] = counts[i] * scale;
            }

            _axes[axis].Add(counts, values, offset, count);
            if (axis != _bandAxis)
            {
                return;
            }

            for (int band = 0; band < MaxBands; band++)
            {
                GoertzelFilter filter = _bands[band];
                for (int i = offset; filter != null && i < end; i++)
                {
                    filter.Add(values[i]);
                }
            }
        }

        private void BreakOff()
        {
            Broken++;
            _brokenInARow++;
            BeginWindow();
            if (_brokenInARow >= MaxBroken)
            {
                FailAll(StatusCode.BadConfigurationError);
                FailUnused();
                _hasWindow = false;
                return;
            }

            for (int i = 0; _hasWindow && i < Outputs; i++)
            {
                if (!StatusCode.IsBad(Signals.Statuses[First + i]))
                {
                    Signals.Statuses[First + i] = StatusCode.UncertainSubNormal;
                }
            }
        }

        private void Publish()
        {
            _brokenInARow = 0;
            _hasWindow = true;
            for (int axis = 0; axis < Axes; axis++)
            {
                VibrationWindow window = _axes[axis];
                window.Finish();
                int output = axis * FeaturesPerAxis;
                Tell(output, window.Rms, window.Status);
                Tell(output + 1, window.Peak, window.Status);
                Tell(output + 2, window.Crest, window.Status);
                Tell(output + 3, window.Kurtosis, window.Status);
            }

            for (int band = 0; band < MaxBands; band++)
            {
                if (_bands[band] != null)
                {
                    Tell(FirstBand + band, _bands[band].Amplitude, _axes[_bandAxis].Status);
                }
            }

            FailUnused();
        }

        private void Tell(int output, float value, uint status)
        {
            if (StatusCode.IsBad(status))
            {
                Fail(output, status);
            }
            else
            {
                Set(output, value, status);
            }
        }

        private void FailUnused()
        {
            for (int band = 0; band < MaxBands; band++)
            {
                if (_bands[band] == null)
                {
                    Fail(FirstBand + band, StatusCode.BadNotConnected);
                }
            }
        }
    }
}
