using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Terminal
{
    /// <summary>A signal and its correction in the unit of the field that shows it, which is what people know; where no field does, in the signal's own.</summary>
    internal sealed class CalibratedSignal
    {
        private readonly Node _node;
        private FieldBinding _field;
        private double _scale;
        private double _shift;

        /// <summary>Makes one that is no signal yet.</summary>
        public CalibratedSignal(Node node)
        {
            _node = node;
            Signal = -1;
        }

        /// <summary>The signal's number; -1: none.</summary>
        public int Signal { get; private set; }

        /// <summary>The name of the field that shows it; "" for none.</summary>
        public string Name
        {
            get { return _field == null ? string.Empty : _field.MetaData.Name; }
        }

        /// <summary>The unit that all numbers here are in.</summary>
        public string Unit
        {
            get { return _field == null ? string.Empty : FieldText.UnitOf(_field.MetaData); }
        }

        /// <summary>What is to be expected between the lowest and the highest value; 0: nobody has said.</summary>
        public double Span
        {
            get { return _field == null || !_field.MetaData.HasRange ? 0 : _field.MetaData.RangeHigh - _field.MetaData.RangeLow; }
        }

        /// <summary>Its StatusCode.</summary>
        public uint Status
        {
            get { return _node.Sources.Signals.Statuses[Signal]; }
        }

        /// <summary>The reading before correction.</summary>
        public double Raw
        {
            get { return (_node.Sources.RawOf(Signal) * _scale) + _shift; }
        }

        /// <summary>The value.</summary>
        public double Value
        {
            get { return (_node.Sources.Signals.Values[Signal] * _scale) + _shift; }
        }

        /// <summary>The correction; null: none.</summary>
        public Correction Correction
        {
            get { return _node.Sources.CorrectionOf(Signal); }
        }

        /// <summary>Whether a field shows one signal's number.</summary>
        public static bool Shows(FieldBinding field)
        {
            return field.MetaData.ArrayLength == 0 && field.MetaData.Type != BuiltInType.String && field.MetaData.Type != BuiltInType.Boolean
                && field.MetaData.EnumStrings == null && field.Gain != 0;
        }

        /// <summary>Takes a signal.</summary>
        /// <param name="signal">Its number.</param>
        /// <returns>False when there is none of that number, or it can't have a correction.</returns>
        public bool TryTake(int signal)
        {
            Signal = -1;
            if (signal < 0 || !_node.Sources.Links.CanCorrect(signal))
            {
                return false;
            }

            Signal = signal;
            _field = null;
            _scale = 1;
            _shift = 0;
            FieldBinding[] fields = _node.Profile.Fields;
            for (int i = 0; i < fields.Length && _field == null; i++)
            {
                if (fields[i].Signal == signal && Shows(fields[i]))
                {
                    _field = fields[i];
                    _scale = fields[i].Gain;
                    _shift = fields[i].Offset;
                }
            }

            return true;
        }

        /// <summary>The offset of a correction in the field's unit, of that in the signal's.</summary>
        public double ShownOffset(double gain, double offset)
        {
            return (_scale * offset) + (_shift * (1 - gain));
        }

        /// <summary>The offset of a correction in the signal's unit, of that in the field's.</summary>
        public double OwnOffset(double gain, double offset)
        {
            return (offset - (_shift * (1 - gain))) / _scale;
        }

        /// <summary>Writes the names of the fields that are made of the signal.</summary>
        /// <param name="answer">Takes them.</param>
        /// <param name="most">How many names there is room for.</param>
        public void WriteFollowers(Answer answer, int most)
        {
            bool[] follows = new bool[_node.Sources.Signals.Values.Length];
            _node.Sources.Links.MarkFollowers(Signal, follows);
            FieldBinding[] fields = _node.Profile.Fields;
            int count = 0;
            for (int i = 0; i < fields.Length; i++)
            {
                bool isMade = false;
                for (int j = 0; j < fields[i].SignalCount; j++)
                {
                    isMade |= follows[fields[i].Signal + j];
                }

                if (!isMade)
                {
                    continue;
                }

                if (count < most)
                {
                    answer.Text(count > 0 ? ", " : string.Empty);
                    answer.Text(fields[i].MetaData.Name);
                }

                count++;
            }

            if (count > most)
            {
                answer.Text(" and ");
                answer.Number(count - most);
                answer.Text(" more");
            }

            if (count == 0)
            {
                answer.Text("no field");
            }
        }
    }
}
