using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Terminal
{
    /// <content>What it shows.</content>
    public sealed partial class CalibrateCommand
    {
        private const int ChannelWidth = 9;
        private const int NameWidth = 28;
        private const int NumberWidth = 13;
        private const int UnitWidth = 8;

        /// <summary>All that can be calibrated, a line each.</summary>
        private bool NextChannel(Answer answer)
        {
            if (_next < 0)
            {
                _next = 0;
                if (!answer.IsMachine)
                {
                    WriteHeading(answer);
                    return true;
                }
            }

            int signals = _parts.Node.Sources.Signals.Values.Length;
            while (_next < signals && !_listed.TryTake(_next))
            {
                _next++;
            }

            if (_next < signals)
            {
                _next++;
                WriteChannel(answer, _listed);
                return true;
            }

            if (_parts.Node.Calibration.Dropped == 0)
            {
                answer.Ok();
                return false;
            }

            answer.BeginOk();
            answer.Number(_parts.Node.Calibration.Dropped);
            answer.Text(" of the saved corrections are for other signals than this profile has, and not in force");
            answer.End();
            return false;
        }

        private bool NextLineOfOne(Answer answer)
        {
            if (_isDone)
            {
                EndWithFollowers(answer, "it is in ");
                return false;
            }

            _isDone = true;
            WriteChannel(answer, _signal);
            return true;
        }

        private static void WriteChannel(Answer answer, CalibratedSignal signal)
        {
            bool isBad = StatusCode.IsBad(signal.Status);
            answer.Begin();
            answer.Number(signal.Signal);
            answer.Column(ChannelWidth);
            answer.Text(signal.Name);
            answer.Column(NameWidth);
            if (!isBad)
            {
                NumberText.Write(answer, signal.Raw, NumberText.FloatDigits);
            }

            answer.Column(NumberWidth);
            if (!isBad)
            {
                NumberText.Write(answer, signal.Value, NumberText.FloatDigits);
            }

            answer.Column(NumberWidth);
            answer.Text(signal.Unit);
            answer.Column(UnitWidth);
            Correction correction = signal.Correction;
            if (correction != null)
            {
                NumberText.Write(answer, correction.Gain, NumberText.FloatDigits);
            }

            answer.Column(NumberWidth);
            if (correction != null)
            {
                NumberText.Write(answer, signal.ShownOffset(correction.Gain, correction.Offset), NumberText.FloatDigits);
            }

            answer.End();
        }

        private void WritePoint(Answer answer, double raw)
        {
            answer.Begin();
            if (_signal.Name.Length > 0)
            {
                answer.Text(_signal.Name);
            }
            else
            {
                answer.Number(_signal.Signal);
            }

            answer.Column(NameWidth);
            NumberText.Write(answer, raw, NumberText.FloatDigits);
            answer.Column(NumberWidth);
            NumberText.Write(answer, _value, NumberText.FloatDigits);
            answer.Column(NumberWidth);
            answer.Text(_signal.Unit);
            answer.End();
        }

        private static void WriteHeading(Answer answer)
        {
            answer.Begin();
            answer.Text("channel");
            answer.Column(ChannelWidth);
            answer.Text("field");
            answer.Column(NameWidth);
            answer.Text("raw");
            answer.Column(NumberWidth);
            answer.Text("value");
            answer.Column(NumberWidth);
            answer.Text("unit");
            answer.Column(UnitWidth);
            answer.Text("gain");
            answer.Column(NumberWidth);
            answer.Text("offset");
            answer.End();
        }
    }
}
