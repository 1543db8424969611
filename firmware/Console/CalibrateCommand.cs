using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>Holds readings against a reference, and corrects them: by an offset from one point, by gain and offset from two.</summary>
    /// <remarks>A point is the mean of the readings of the second that follows the request, all of them Good. Points are kept in RAM, those of one signal at a time, and outlive the session.</remarks>
    public sealed partial class CalibrateCommand : ShellCommand
    {
        private const int MeasureMs = 1000;
        private const double LeastPart = 0.01; // of the span between two points
        private const int MostNames = 5;

        private readonly ShellParts _parts;
        private CalibratedSignal _signal;
        private CalibratedSignal _listed;
        private int _next;
        private CalibrationPoints _points;
        private double _value;
        private double _sum;
        private int _count;
        private uint _samples;
        private long _untilMs;
        private bool _isHigh;
        private bool _isDone;

        /// <summary>Makes it.</summary>
        /// <param name="parts">The box.</param>
        public CalibrateCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "calibrate"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[NAME [low V | high V | save | clear]]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Holds a reading against a reference: low V, high V, save. NAME is a field's name or a channel's number."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return line.Words > 2;
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            _next = -1;
            _isDone = false;
            _untilMs = -1;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (_parts.Node == null)
            {
                NodeFault.Write(answer, _parts);
                return false;
            }

            if (_signal == null)
            {
                _signal = new CalibratedSignal(_parts.Node);
                _listed = new CalibratedSignal(_parts.Node);
                _points = _parts.Session.Points;
            }

            if (line.Words == 1)
            {
                return NextChannel(answer);
            }

            if (_next < 0 && !Find(line))
            {
                answer.Error(ShellError.UnknownField, "there is nothing of that name to calibrate: calibrate lists what can be");
                return false;
            }

            _next = 0;
            if (line.Words == 2)
            {
                return NextLineOfOne(answer);
            }

            if (line.Words == 3 && line.Is(2, "save"))
            {
                Save(answer, nowMs);
                return false;
            }

            if (line.Words == 3 && line.Is(2, "clear"))
            {
                Clear(answer, nowMs);
                return false;
            }

            return Measure(line, answer, nowMs);
        }

        /// <summary>Finds the signal of a field's name or of a channel's number, before anything else is done.</summary>
        private bool Find(CommandLine line)
        {
            int number = line.NumberOf(1);
            if (number >= 0)
            {
                return _signal.TryTake(number);
            }

            FieldBinding[] fields = _parts.Node.Profile.Fields;
            for (int i = 0; i < fields.Length; i++)
            {
                if (line.Is(1, fields[i].MetaData.Name))
                {
                    return CalibratedSignal.Shows(fields[i]) && _signal.TryTake(fields[i].Signal);
                }
            }

            return false;
        }

        private bool Measure(CommandLine line, Answer answer, long nowMs)
        {
            if (_isDone)
            {
                answer.Ok(_points.HasLow && _points.HasHigh ? "two points taken: save corrects gain and offset" : "one point taken: save corrects the offset, a second point the gain too");
                return false;
            }

            if (_untilMs < 0 && !BeginPoint(line, answer, nowMs))
            {
                return false;
            }

            uint samples = _parts.Node.Statistics.Samples;
            if (samples != _samples)
            {
                _samples = samples;
                if (!TakeReading(answer))
                {
                    return false;
                }
            }

            return nowMs < _untilMs || EndPoint(answer);
        }

        private bool BeginPoint(CommandLine line, Answer answer, long nowMs)
        {
            _isHigh = line.Is(2, "high");
            if (line.Words != 4 || !(_isHigh || line.Is(2, "low")) || !NumberText.TryParse(line.Octets, line.OffsetOf(3), line.LengthOf(3), out _value))
            {
                answer.Error(ShellError.WrongArguments, "usage: calibrate NAME low V, high V, save or clear; V is a number like 12.5");
                return false;
            }

            if (_points.Signal != _signal.Signal)
            {
                _points.Signal = _signal.Signal;
                _points.Clear();
            }

            _untilMs = nowMs + MeasureMs;
            _sum = 0;
            _count = 0;
            _samples = _parts.Node.Statistics.Samples;
            return TakeReading(answer);
        }

        private bool TakeReading(Answer answer)
        {
            if (!StatusCode.IsGood(_signal.Status))
            {
                answer.BeginError(ShellError.NotGood);
                answer.Text("the reading is ");
                FieldText.WriteStatus(answer, _signal.Status);
                answer.Text(": it has to be Good for a second; look at wiring and range");
                answer.End();
                return false;
            }

            _sum += _signal.Raw;
            _count++;
            return true;
        }

        private bool EndPoint(Answer answer)
        {
            double raw = _sum / _count;
            bool hasOther = _isHigh ? _points.HasLow : _points.HasHigh;
            double difference = raw - (_isHigh ? _points.LowRaw : _points.HighRaw);
            difference = difference < 0 ? -difference : difference;
            if (hasOther && (difference == 0 || difference < LeastPart * _signal.Span))
            {
                answer.BeginError(ShellError.PointsTooClose);
                answer.Text("both points read nearly the same, ");
                NumberText.Write(answer, raw, NumberText.FloatDigits);
                answer.Text(": take them further apart, 1 % of the range at least");
                answer.End();
                return false;
            }

            if (_isHigh)
            {
                _points.HasHigh = true;
                _points.HighRaw = raw;
                _points.HighValue = _value;
            }
            else
            {
                _points.HasLow = true;
                _points.LowRaw = raw;
                _points.LowValue = _value;
            }

            _isDone = true;
            WritePoint(answer, raw);
            return true;
        }

        private void Save(Answer answer, long nowMs)
        {
            bool hasPoints = _points.Signal == _signal.Signal && (_points.HasLow || _points.HasHigh);
            if (!hasPoints)
            {
                answer.Error(ShellError.NoPoint, "no point was taken of it: calibrate NAME low V first");
                return;
            }

            double gain = _points.HasLow && _points.HasHigh ? (_points.HighValue - _points.LowValue) / (_points.HighRaw - _points.LowRaw) : 1;
            double offset = _points.HasLow ? _points.LowValue - (gain * _points.LowRaw) : _points.HighValue - (gain * _points.HighRaw);
            double own = _signal.OwnOffset(gain, offset);
            if (!Correction.IsSound(gain, own))
            {
                answer.BeginError(ShellError.ValueRefused);
                answer.Text("a gain of ");
                NumberText.Write(answer, gain, NumberText.FloatDigits);
                answer.Text(" is no correction (0.1..10): look at the sensor's range in the profile, and at both values");
                answer.End();
                return;
            }

            if (!_parts.Node.Calibration.Set(_signal.Signal, gain, own))
            {
                answer.Error(ShellError.NotStored, _parts.Node.Calibration.Count >= Calibration.MaxCorrections
                    ? "32 signals have a correction already: clear one of them"
                    : "the flash did not take it; nothing has changed; try again");
                return;
            }

            _points.Clear();
            Note(NoteKind.Calibrated, nowMs);
            EndWithFollowers(answer, "saved and in force, for ");
        }

        private void Clear(Answer answer, long nowMs)
        {
            bool hadOne = _signal.Correction != null;
            if (!_parts.Node.Calibration.Clear(_signal.Signal))
            {
                answer.Error(ShellError.NotStored, "the flash did not take it; nothing has changed; try again");
                return;
            }

            if (_points.Signal == _signal.Signal)
            {
                _points.Clear();
            }

            if (hadOne)
            {
                Note(NoteKind.CalibrationCleared, nowMs);
            }

            EndWithFollowers(answer, "no correction any more, for ");
        }

        private void Note(NoteKind kind, long nowMs)
        {
            if (_parts.Notes != null)
            {
                _parts.Notes.Add(kind, _signal.Signal, nowMs);
            }
        }

        private void EndWithFollowers(Answer answer, string text)
        {
            answer.BeginOk();
            answer.Text(text);
            _signal.WriteFollowers(answer, MostNames);
            answer.End();
        }
    }
}
