using System;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// The tool-wear index: from the current of the feed drive while the tool cuts, and from how long it has cut. Outputs: index, quality, flank wear, low and
    /// high end of its 80 % interval, tool life left.
    /// </summary>
    /// <remarks>
    /// Wear does not change while nothing is cut, so the outputs keep their values then. Tool life is meant for ToolLifeType of OPC 40501-1 with Indication
    /// Other, in percent, IsCountingUp false, StartValue 100, LimitValue 0.
    /// </remarks>
    public sealed partial class ToolWear : SignalSource
    {
        /// <summary>Output: percent of the wear limit, 0..100.</summary>
        public const int Index = 0;

        /// <summary>Output: a <see cref="ToolWearQuality"/>.</summary>
        public const int Quality = 1;

        /// <summary>Output: flank wear VB in micrometres; Bad_ConfigurationError without a calibration.</summary>
        public const int FlankWear = 2;

        /// <summary>Output: the low end of the 80 % interval in micrometres.</summary>
        public const int Low = 3;

        /// <summary>Output: the high end.</summary>
        public const int High = 4;

        /// <summary>Output: percent of the tool's life that is left, 100..0.</summary>
        public const int ToolLife = 5;

        /// <summary>How many outputs.</summary>
        public const int Outputs = 6;

        private readonly int _feedCurrent;
        private readonly int _cutting;
        private readonly int _toolChanges;
        private readonly ToolWearSettings _settings;
        private readonly ToolWearModel _model;

        // The tool.
        private bool _hasCount;
        private double _count;
        private bool _isHistoryKnown;
        private bool _isRestored;
        private bool _hasSegment;
        private long _cuttingMs;
        private double _baselineSum; // A² · ms
        private long _baselineMs;

        // The cut.
        private bool _wasCutting;
        private long _lastMs;
        private long _cutMs;
        private double _segmentSum; // A² · ms
        private long _segmentMs;

        /// <summary>Makes the estimator of a tool that has not cut yet.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of the first of its <see cref="Outputs"/>.</param>
        /// <param name="feedCurrent">Signal: the feed drive's current in ampere, RMS.</param>
        /// <param name="cutting">Signal: above 0.5 while the tool cuts.</param>
        /// <param name="toolChanges">Signal: a count; another value means another tool, a fresh one.</param>
        /// <param name="settings">What does not depend on a calibration.</param>
        /// <param name="model">The calibration; null: none.</param>
        public ToolWear(SignalTable signals, int first, int feedCurrent, int cutting, int toolChanges, ToolWearSettings settings, ToolWearModel model)
            : base(signals, first, Outputs)
        {
            _feedCurrent = feedCurrent;
            _cutting = cutting;
            _toolChanges = toolChanges;
            _settings = settings;
            _model = model;
        }

        /// <summary>How many segments have been taken since the start; a desktop sees by it that a new one is there.</summary>
        public int Segments { get; private set; }

        /// <summary>The last segment's RMS in ampere.</summary>
        public double SegmentCurrent { get; private set; }

        /// <summary>Seconds from the beginning of the cut to that of the last segment.</summary>
        public double SegmentEntrySeconds { get; private set; }

        /// <summary>Seconds the tool has cut, up to now.</summary>
        public double CuttingSeconds
        {
            get { return _cuttingMs / 1000.0; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint gate = WorseOf(Signals.Statuses[_cutting], Signals.Statuses[_toolChanges]);
            if (StatusCode.IsBad(gate))
            {
                _wasCutting = false; // what happens now is not known; the next cut begins anew
                FailAll(gate);
                return;
            }

            TakeToolChange(Signals.Values[_toolChanges]);
            uint current = Signals.Statuses[_feedCurrent];
            TakeCut(nowMs, Signals.Values[_cutting] > 0.5, !StatusCode.IsBad(current), Signals.Values[_feedCurrent]);
            uint worst = WorseOf(gate, current);
            if (StatusCode.IsBad(worst))
            {
                FailAll(worst);
                return;
            }

            Publish(worst);
        }

        /// <summary>The first one that is Bad, else the first that is Uncertain, else Good.</summary>
        private static uint WorseOf(uint one, uint other)
        {
            return other >> 30 > one >> 30 ? other : one; // Severity is in the two highest bits (OPC 10000-4, 7.39.1)
        }

        private void TakeToolChange(double count)
        {
            if (_hasCount && count == _count)
            {
                return;
            }

            if (_hasCount)
            {
                _isHistoryKnown = true;
                _isRestored = false;
                _hasSegment = false;
                _cuttingMs = 0;
                _baselineSum = 0;
                _baselineMs = 0;
                _wasCutting = false;
            }

            _hasCount = true;
            _count = count;
        }

        /// <summary>A sample stands for the time since the one before it, if the tool has cut since.</summary>
        private void TakeCut(long nowMs, bool isCutting, bool hasCurrent, double current)
        {
            long elapsed = nowMs - _lastMs;
            bool goesOn = isCutting && _wasCutting;
            _lastMs = nowMs;
            _wasCutting = isCutting;
            if (!goesOn)
            {
                _cutMs = 0;
                ClearSegment();
                return;
            }

            _cutMs += elapsed;
            _cuttingMs += elapsed;
            if (!hasCurrent)
            {
                ClearSegment();
                return;
            }

            _segmentSum += current * current * elapsed;
            _segmentMs += elapsed;
            if (_segmentMs >= _settings.SegmentMs)
            {
                TakeSegment();
                ClearSegment();
            }
        }

        private void TakeSegment()
        {
            SegmentCurrent = Math.Sqrt(_segmentSum / _segmentMs);
            SegmentEntrySeconds = (_cutMs - _segmentMs) / 1000.0;
            Segments++;
            _hasSegment = true;
            _isRestored = false;
            if (_baselineMs < _settings.BaselineMs)
            {
                _baselineSum += _segmentSum;
                _baselineMs += _segmentMs;
            }
        }

        private void ClearSegment()
        {
            _segmentSum = 0;
            _segmentMs = 0;
        }

        private void Publish(uint inputs)
        {
            if (!_hasSegment)
            {
                FailAll(StatusCode.BadWaitingForInitialData);
                Set(Quality, (double)ToolWearQuality.WaitingForCut, inputs);
            }
            else if (_model == null)
            {
                PublishRelative(inputs);
            }
            else
            {
                PublishCalibrated(inputs);
            }
        }

        private void PublishRelative(uint inputs)
        {
            bool isLearning = _baselineMs < _settings.BaselineMs;
            double fresh = Math.Sqrt(_baselineSum / _baselineMs);
            double rise = isLearning || fresh <= 0 ? 0 : (SegmentCurrent / fresh) - 1;
            uint status = WorseOf(inputs, _isRestored ? StatusCode.UncertainInitialValue : StatusCode.UncertainSensorNotAccurate);
            PublishIndex(rise / _settings.RiseAtLimit * 100, status);
            Set(Quality, (double)(isLearning ? ToolWearQuality.LearningBaseline : ToolWearQuality.NotCalibrated), inputs);
            Fail(FlankWear, StatusCode.BadConfigurationError);
            Fail(Low, StatusCode.BadConfigurationError);
            Fail(High, StatusCode.BadConfigurationError);
        }

        private void PublishCalibrated(uint inputs)
        {
            double seconds = CuttingSeconds;
            double wear = _model.FlankWear(SegmentCurrent, SegmentEntrySeconds, seconds);
            double half = _model.HalfWidth(wear);
            ToolWearQuality quality = ToolWearQuality.Valid;
            uint status = _isRestored ? StatusCode.UncertainInitialValue : StatusCode.Good;
            if (!_isHistoryKnown && _model.PerRootSecond != 0)
            {
                quality = ToolWearQuality.HistoryUnknown;
                status = StatusCode.UncertainSubNormal;
            }
            else if (!_model.IsInRange(SegmentCurrent, seconds))
            {
                quality = ToolWearQuality.OutOfRange;
                status = StatusCode.UncertainEngineeringUnitsExceeded;
            }

            status = WorseOf(inputs, status);
            PublishIndex(wear / _settings.WearLimit * 100, status);
            Set(Quality, (double)quality, inputs);
            Set(FlankWear, wear, status);
            Set(Low, wear > half ? wear - half : 0, status);
            Set(High, wear + half, status);
        }

        private void PublishIndex(double percent, uint status)
        {
            double index = percent < 0 ? 0 : percent > 100 ? 100 : percent;
            Set(Index, index, status);
            Set(ToolLife, 100 - index, status);
        }
    }
}
