using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>Looks after the values that tell the machine's state, its mode and its tool: numbers and texts.</summary>
    internal sealed class ValueWatch
    {
        private const int IntervalMs = 1000;
        private const int InARow = 10;

        private readonly DataSet _dataSet;
        private readonly EventBinding[] _bindings;
        private readonly HeldText[] _texts;
        private readonly double[] _told;
        private readonly double[] _seen;
        private readonly uint[] _toldStatuses;
        private readonly uint[] _seenStatuses;
        private readonly Pace _pace;

        /// <summary>Makes a watch over what the profile binds to a state, a mode or a tool.</summary>
        public ValueWatch(EventBinding[] events, DataSet dataSet)
        {
            _dataSet = dataSet;
            int count = 0;
            for (int i = 0; i < events.Length; i++)
            {
                count += IsOfValue(events[i].Kind) ? 1 : 0;
            }

            _bindings = new EventBinding[count];
            _texts = new HeldText[count];
            _told = new double[count];
            _seen = new double[count];
            _toldStatuses = new uint[count];
            _seenStatuses = new uint[count];
            _pace = new Pace(count, IntervalMs, InARow);
            count = 0;
            for (int i = 0; i < events.Length; i++)
            {
                if (IsOfValue(events[i].Kind))
                {
                    _bindings[count] = events[i];
                    bool isText = dataSet.Fields[events[i].Field].Type == BuiltInType.String;
                    _texts[count] = isText ? new HeldText(dataSet, events[i].Field) : null;
                    _told[count] = double.NaN; // none yet
                    count++;
                }
            }
        }

        /// <summary>How many there are.</summary>
        public int Count
        {
            get { return _bindings.Length; }
        }

        /// <summary>Octets of the tables.</summary>
        public int BufferOctets
        {
            get
            {
                int octets = (_bindings.Length * (4 + 4 + 8 + 8 + 4 + 4)) + _pace.BufferOctets;
                for (int i = 0; i < _texts.Length; i++)
                {
                    octets += _texts[i] == null ? 0 : _texts[i].BufferOctets;
                }

                return octets;
            }
        }

        /// <summary>Whether a kind of event is about a value, and not about a status.</summary>
        public static bool IsOfValue(EventKind kind)
        {
            return kind == EventKind.State || kind == EventKind.Mode || kind == EventKind.Tool;
        }

        /// <summary>Looks at all of them.</summary>
        /// <returns>How many are due then.</returns>
        public int Look(long nowMs, int[] due, int dueCount)
        {
            for (int i = 0; i < _bindings.Length; i++)
            {
                if (IsDue(i, nowMs) && dueCount < due.Length)
                {
                    due[dueCount] = _dataSet.Count + i;
                    dueCount++;
                }
            }

            return dueCount;
        }

        /// <summary>What the profile says about it.</summary>
        public EventBinding BindingOf(int index)
        {
            return _bindings[index];
        }

        /// <summary>Its texts; null: it is a number.</summary>
        public HeldText TextOf(int index)
        {
            return _texts[index];
        }

        /// <summary>The value that was told of last; of a text, which one it was.</summary>
        public double ToldOf(int index)
        {
            return _told[index];
        }

        /// <summary>The value now.</summary>
        public double SeenOf(int index)
        {
            return _seen[index];
        }

        /// <summary>The status of the value that was told of last.</summary>
        public uint ToldStatusOf(int index)
        {
            return _toldStatuses[index];
        }

        /// <summary>The status of the value now.</summary>
        public uint SeenStatusOf(int index)
        {
            return _seenStatuses[index];
        }

        /// <summary>When it became so, in milliseconds of uptime.</summary>
        public long SinceMsOf(int index)
        {
            return _pace.SinceMsOf(index);
        }

        /// <summary>Changes that the event does not tell.</summary>
        public int SuppressedOf(int index)
        {
            bool isTold = _texts[index] != null ? _texts[index].IsTold : _told[index] == _seen[index];
            return _pace.ChangesOf(index) - (isTold ? 0 : 1);
        }

        /// <summary>The event was made.</summary>
        public void Tell(int index, long nowMs)
        {
            _pace.Tell(index, nowMs);
            TakeAsTold(index);
        }

        private void TakeAsTold(int index)
        {
            _told[index] = _seen[index];
            _toldStatuses[index] = _seenStatuses[index];
            if (_texts[index] != null)
            {
                _texts[index].Tell();
            }
        }

        private double NumberOf(int index, int field)
        {
            HeldText text = _texts[index];
            return text != null ? text.Look() : _dataSet.NumberOf(field);
        }

        private bool IsDue(int index, long nowMs)
        {
            int field = _bindings[index].Field;
            uint status = _dataSet.Statuses[field];
            double value = StatusCode.IsBad(status) ? double.NaN : NumberOf(index, field);
            if (value - value == 0)
            {
                bool isFirst = !(_told[index] - _told[index] == 0);
                if (!isFirst && value != _seen[index])
                {
                    _pace.Change(index, nowMs);
                }

                _seen[index] = value;
                _seenStatuses[index] = status;
                if (isFirst || !_pace.HasChanged(index))
                {
                    TakeAsTold(index);
                }
            }

            return _pace.HasChanged(index) && _pace.MayTell(index, nowMs);
        }
    }
}
