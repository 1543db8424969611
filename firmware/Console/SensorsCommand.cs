using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Terminal
{
    /// <summary>The fields as they are now.</summary>
    public sealed class SensorsCommand : ShellCommand
    {
        private const int NameWidth = 28;
        private const int ValueWidth = 16;
        private const int UnitWidth = 8;
        private const int StatusWidth = 36;
        private const string Heading = "field";

        private readonly ShellParts _parts;
        private int _next;

        /// <summary>Makes it.</summary>
        /// <param name="parts">The box.</param>
        public SensorsCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "sensors"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[FIELD]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the fields' values, units and statuses, and the readings before calibration."; }
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            _next = -1;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (_parts.Node == null)
            {
                NodeFault.Write(answer, _parts);
                return false;
            }

            DataSet data = _parts.Node.DataSet;
            if (line.Words > 1)
            {
                return NextOne(line, answer, data);
            }

            if (_next < 0)
            {
                _next = 0;
                if (!answer.IsMachine)
                {
                    WriteHeading(answer);
                    return true;
                }
            }

            if (_next == data.Count)
            {
                answer.Ok();
                return false;
            }

            WriteField(answer, data, _next++);
            return true;
        }

        private bool NextOne(CommandLine line, Answer answer, DataSet data)
        {
            if (_next >= 0)
            {
                answer.Ok();
                return false;
            }

            for (int i = 0; i < data.Count; i++)
            {
                if (line.Is(1, data.Fields[i].Name))
                {
                    WriteField(answer, data, i);
                    _next = i;
                    return true;
                }
            }

            answer.Error(ShellError.UnknownField, "there is no such field: sensors lists them");
            return false;
        }

        private void WriteField(Answer answer, DataSet data, int index)
        {
            FieldMetaData field = data.Fields[index];
            answer.Begin();
            answer.Text(field.Name);
            answer.Column(NameWidth);
            FieldText.WriteValue(answer, data, index);
            answer.Column(ValueWidth);
            answer.Text(FieldText.UnitOf(field));
            answer.Column(UnitWidth);
            FieldText.WriteStatus(answer, data.StatusOf(index));
            answer.Column(StatusWidth);
            FieldBinding binding = _parts.Node.Profile.Fields[index];
            SourceSet sources = _parts.Node.Sources;
            if (CalibratedSignal.Shows(binding) && sources.Links.CanCorrect(binding.Signal) && !StatusCode.IsBad(sources.Signals.Statuses[binding.Signal]))
            {
                NumberText.Write(answer, (sources.RawOf(binding.Signal) * binding.Gain) + binding.Offset, NumberText.FloatDigits);
            }

            answer.End();
        }

        private static void WriteHeading(Answer answer)
        {
            answer.Begin();
            answer.Text(Heading);
            answer.Column(NameWidth);
            answer.Text("value");
            answer.Column(ValueWidth);
            answer.Text("unit");
            answer.Column(UnitWidth);
            answer.Text("status");
            answer.Column(StatusWidth);
            answer.Text("raw");
            answer.End();
        }
    }
}
