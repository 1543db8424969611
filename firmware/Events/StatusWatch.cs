using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>
    /// Looks after the status of every field: a change to or from Bad is a fault, a change of the limit that a value violates is a limit's. An array of which
    /// only some elements are Bad is Uncertain_SubNormal as a whole, and that is a fault too.
    /// </summary>
    internal sealed class StatusWatch
    {
        private const int IntervalMs = 10000;
        private const int InARow = 4;
        private const uint CodeMask = 0xFFFF0000;
        private const uint LimitBits = 0x00000300;

        private readonly DataSet _dataSet;
        private readonly EventBinding[] _faults;
        private readonly EventBinding[] _limits;
        private readonly uint[] _told;
        private readonly uint[] _seen;
        private readonly bool[] _wasFault;
        private readonly Pace _pace;

        /// <summary>Makes a watch over a data set's fields.</summary>
        public StatusWatch(EventBinding[] events, DataSet dataSet)
        {
            int count = dataSet.Count;
            _dataSet = dataSet;
            _faults = new EventBinding[count];
            _limits = new EventBinding[count];
            _told = new uint[count];
            _seen = new uint[count];
            _wasFault = new bool[count];
            _pace = new Pace(count, IntervalMs, InARow);
            for (int i = 0; i < count; i++)
            {
                _told[i] = StatusCode.BadWaitingForInitialData;
                _seen[i] = StatusCode.BadWaitingForInitialData;
            }

            for (int i = 0; i < events.Length; i++)
            {
                if (events[i].Kind == EventKind.Fault)
                {
                    _faults[events[i].Field] = events[i];
                }
                else if (events[i].Kind == EventKind.Limit)
                {
                    _limits[events[i].Field] = events[i];
                }
            }
        }

        /// <summary>Octets of the tables.</summary>
        public int BufferOctets
        {
            get { return (_told.Length * (4 + 4 + 4 + 4 + 1)) + _pace.BufferOctets; }
        }

        /// <summary>What a status means here: the code of a Bad one, the limit that is violated, or 0 for what is in order.</summary>
        public static uint CodeOf(uint status)
        {
            if (status == StatusCode.BadWaitingForInitialData)
            {
                return 0; // nothing is wrong yet
            }

            if (StatusCode.IsBad(status))
            {
                return status & CodeMask;
            }

            bool isLimit = (status & CodeMask) == StatusCode.UncertainEngineeringUnitsExceeded && (status & LimitBits) != 0;
            return isLimit && (status & StatusCode.DataValueInfo) != 0 ? status & (CodeMask | StatusCode.DataValueInfo | LimitBits) : 0;
        }

        /// <summary>Looks at all of them.</summary>
        /// <returns>How many are due then.</returns>
        public int Look(long nowMs, int[] due, int dueCount)
        {
            // This runs for every field of every sample, and hardly ever anything has changed.
            uint[] statuses = _dataSet.Statuses;
            uint[] seen = _seen;
            for (int i = 0; i < seen.Length; i++)
            {
                if ((statuses[i] != seen[i] || _pace.HasChanged(i)) && IsDue(i, statuses[i], nowMs) && dueCount < due.Length)
                {
                    due[dueCount] = i;
                    dueCount++;
                }
            }

            return dueCount;
        }

        /// <summary>The status that was told of last, or from which it changed without a need to.</summary>
        public uint ToldOf(int field)
        {
            return _told[field];
        }

        /// <summary>The status now.</summary>
        public uint SeenOf(int field)
        {
            return _seen[field];
        }

        /// <summary>When it became so, in milliseconds of uptime.</summary>
        public long SinceMsOf(int field)
        {
            return _pace.SinceMsOf(field);
        }

        /// <summary>Whether the change concerns a fault, and not just limits.</summary>
        public bool IsFault(int field)
        {
            return _wasFault[field] || IsFaultCode(CodeOf(field, _told[field]));
        }

        /// <summary>What the profile says about such an event; null: nothing.</summary>
        public EventBinding BindingOf(int field, bool isFault)
        {
            return isFault ? _faults[field] : _limits[field];
        }

        /// <summary>Changes that the event does not tell.</summary>
        public int SuppressedOf(int field)
        {
            return _pace.ChangesOf(field) - (CodeOf(field, _told[field]) != CodeOf(field, _seen[field]) ? 1 : 0);
        }

        /// <summary>The event was made.</summary>
        public void Tell(int field, long nowMs)
        {
            _pace.Tell(field, nowMs);
            _told[field] = _seen[field];
            _wasFault[field] = false;
        }

        private static bool IsFaultCode(uint code)
        {
            return (code & StatusCode.Bad) != 0 || code == StatusCode.UncertainSubNormal;
        }

        private uint CodeOf(int field, uint status)
        {
            bool lacksElements = (status & CodeMask) == StatusCode.UncertainSubNormal && _dataSet.Fields[field].ArrayLength > 0;
            return lacksElements ? StatusCode.UncertainSubNormal : CodeOf(status);
        }

        private bool IsDue(int field, uint status, long nowMs)
        {
            if (status == StatusCode.BadWaitingForInitialData)
            {
                return false;
            }

            uint code = CodeOf(field, status);
            if (code != CodeOf(field, _seen[field]))
            {
                _pace.Change(field, nowMs);
                _wasFault[field] |= IsFaultCode(code);
            }

            _seen[field] = status;
            if (!_pace.HasChanged(field))
            {
                _told[field] = status;
                return false;
            }

            return _pace.MayTell(field, nowMs);
        }
    }
}
