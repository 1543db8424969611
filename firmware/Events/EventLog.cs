using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>
    /// The machine's log: looks after every sample for what has changed and makes an event message of it. Every field's status is looked after, for faults and
    /// limits; the values of the fields that the profile binds to a state, a mode or a tool; and the start of the box itself.
    /// </summary>
    /// <remarks>
    /// <para>The first value after a start is no change. A fault that the box finds when it starts is an event, for nothing else would tell of it.</para>
    /// <para>What flickers does not flood: a source may have a few events in a row at once, and after that one at a time (<see cref="Pace"/>). What happens in
    /// between is counted, and the next event of the source, which comes in any case, says how often it has changed unheard. Its time is that of the last
    /// change.</para>
    /// </remarks>
    public sealed class EventLog
    {
        /// <summary>The most events of one sample; what else has changed waits for the next one.</summary>
        public const int MaxAtOnce = 8;

        /// <summary>Severity of a fault that the profile has no event for (OPC 10000-5, 6.4.2: 1..1000).</summary>
        public const int FaultSeverity = 700;

        /// <summary>Severity of a violated limit that the profile has no event for.</summary>
        public const int LimitSeverity = 500;

        /// <summary>Severity of a start.</summary>
        public const int StartSeverity = 100;

        /// <summary>SourceName of a start.</summary>
        internal static readonly string StartSource = "BootCount";

        private const int StartWatch = -1;

        private readonly DataSet _dataSet;
        private readonly EventWriter _writer;
        private readonly StatusWatch _statuses;
        private readonly ValueWatch _values;
        private readonly int[] _due = new int[MaxAtOnce];
        private int _dueCount;
        private bool _hasStarted;
        private uint _boot;

        /// <summary>Makes a log in which nothing has happened.</summary>
        /// <param name="events">The profile's events; not changed afterwards.</param>
        /// <param name="dataSet">The data set they are about.</param>
        /// <param name="writer">Makes the messages.</param>
        public EventLog(EventBinding[] events, DataSet dataSet, EventWriter writer)
        {
            _dataSet = dataSet;
            _writer = writer;
            _statuses = new StatusWatch(events, dataSet);
            _values = new ValueWatch(events, dataSet);
        }

        /// <summary>The number behind that of the last event.</summary>
        public uint NextNumber
        {
            get { return _writer.NextSequence; }
        }

        /// <summary>Octets of the tables.</summary>
        internal int BufferOctets
        {
            get { return _statuses.BufferOctets + _values.BufferOctets + _writer.BufferOctets + (MaxAtOnce * 4); }
        }

        /// <summary>The box has started: that is the first event.</summary>
        /// <param name="boot">The number of this start; 0 when it is not known.</param>
        public void Start(uint boot)
        {
            _boot = boot;
            _hasStarted = true;
        }

        /// <summary>Looks at what a sample has brought into the data set.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>How many events there are to <see cref="Write"/>, <see cref="MaxAtOnce"/> at the most.</returns>
        public int Watch(long nowMs)
        {
            _dueCount = 0;
            if (_hasStarted)
            {
                _due[0] = StartWatch;
                _dueCount = 1;
            }

            _dueCount = _statuses.Look(nowMs, _due, _dueCount);
            _dueCount = _values.Look(nowMs, _due, _dueCount);
            return _dueCount;
        }

        /// <summary>Writes one of the events that <see cref="Watch"/> has found; each of them once, in their order.</summary>
        /// <param name="index">0 for the first one.</param>
        /// <param name="buffer">Receives the message; it has room for <see cref="EventLength.LongestOf"/>.</param>
        /// <param name="offset">Index of the message's first octet.</param>
        /// <param name="nowMs">Uptime in milliseconds, as it was told to <see cref="Watch"/>.</param>
        /// <param name="utcAtStart">The UTC time of uptime 0 in 100 ns since 1601-01-01; 0 while unknown: then the message has uptimes.</param>
        /// <returns>The message's octets.</returns>
        public int Write(int index, byte[] buffer, int offset, long nowMs, long utcAtStart)
        {
            int watch = _due[index];
            if (watch == StartWatch)
            {
                WriteStart(buffer, offset, utcAtStart + (nowMs * 10000));
            }
            else if (watch < _dataSet.Count)
            {
                WriteStatus(watch, buffer, offset, nowMs, utcAtStart);
            }
            else
            {
                WriteValue(watch - _dataSet.Count, buffer, offset, nowMs, utcAtStart);
            }

            return _writer.End();
        }

        private void WriteStart(byte[] buffer, int offset, long time)
        {
            OctetWindow o = Begin(EventKind.Start, StartSource, buffer, offset, time);
            _hasStarted = false;
            PutNumber(o, _boot == 0 ? double.NaN : (long)_boot - 1);
            PutNumber(o, _boot == 0 ? double.NaN : (long)_boot);
            PutText(o, null);
            PutText(o, null);
            PutEnd(o, StatusCode.Good, StatusCode.Good, StartSeverity, null, 0);
        }

        private void WriteStatus(int field, byte[] buffer, int offset, long nowMs, long utcAtStart)
        {
            StatusWatch watch = _statuses;
            FieldMetaData metaData = _dataSet.Fields[field];
            uint was = watch.ToldOf(field);
            uint now = watch.SeenOf(field);
            bool isFault = watch.IsFault(field);
            EventBinding binding = watch.BindingOf(field, isFault);
            double value = _dataSet.NumberOf(field); // while the status is Bad, the last one there was
            OctetWindow o = Begin(isFault ? EventKind.Fault : EventKind.Limit, metaData.Name, buffer, offset, utcAtStart + (watch.SinceMsOf(field) * 10000));
            PutValue(o, was, StatusCode.IsBad(now) ? value : double.NaN);
            PutValue(o, now, value);
            PutText(o, isFault ? EventText.Of(metaData, StatusCode.IsBad(was) || !StatusCode.IsBad(now) ? double.NaN : value) : EventText.OfLimit(was));
            PutText(o, isFault ? EventText.Of(metaData, StatusCode.IsBad(now) ? double.NaN : value) : EventText.OfLimit(now));
            int severity = binding != null ? binding.Severity : isFault ? FaultSeverity : LimitSeverity;
            PutEnd(o, was, now, severity, binding == null ? null : binding.Cause, watch.SuppressedOf(field));
            watch.Tell(field, nowMs);
        }

        private void WriteValue(int index, byte[] buffer, int offset, long nowMs, long utcAtStart)
        {
            ValueWatch watch = _values;
            EventBinding binding = watch.BindingOf(index);
            FieldMetaData metaData = _dataSet.Fields[binding.Field];
            OctetWindow o = Begin(binding.Kind, metaData.Name, buffer, offset, utcAtStart + (watch.SinceMsOf(index) * 10000));
            HeldText text = watch.TextOf(index);
            if (text != null)
            {
                PutNumber(o, double.NaN);
                PutNumber(o, double.NaN);
                text.PutTold(o);
                text.PutSeen(o);
            }
            else
            {
                PutNumber(o, watch.ToldOf(index));
                PutNumber(o, watch.SeenOf(index));
                PutText(o, EventText.Of(metaData, watch.ToldOf(index)));
                PutText(o, EventText.Of(metaData, watch.SeenOf(index)));
            }

            PutEnd(o, watch.ToldStatusOf(index), watch.SeenStatusOf(index), binding.Severity, binding.Cause, watch.SuppressedOf(index));
            watch.Tell(index, nowMs);
        }

        /// <summary>Time, EventNumber, Kind and SourceName.</summary>
        private OctetWindow Begin(EventKind kind, string source, byte[] buffer, int offset, long time)
        {
            OctetWindow o = _writer.Begin(buffer, offset, time);
            o.Put8((int)BuiltInType.UInt32);
            o.Put32(_writer.NextSequence);
            o.Put8((int)BuiltInType.Int32);
            o.Put32((uint)kind);
            PutText(o, source);
            return o;
        }

        /// <summary>OldStatus, NewStatus, Severity, Cause and Suppressed.</summary>
        private static void PutEnd(OctetWindow o, uint was, uint now, int severity, string cause, int suppressed)
        {
            o.Put8((int)BuiltInType.StatusCode);
            o.Put32(was);
            o.Put8((int)BuiltInType.StatusCode);
            o.Put32(now);
            o.Put8((int)BuiltInType.UInt16);
            o.Put16(severity);
            PutText(o, cause);
            o.Put8((int)BuiltInType.UInt32);
            o.Put32((uint)suppressed);
        }

        /// <summary>A field that is Bad is its StatusCode (7.2.4.5.4).</summary>
        private static void PutValue(OctetWindow o, uint status, double value)
        {
            if (StatusCode.IsBad(status))
            {
                o.Put8(BuiltInTypes.StatusCodeId);
                o.Put32(status);
            }
            else
            {
                PutNumber(o, value);
            }
        }

        /// <summary>What is no number is null.</summary>
        private static void PutNumber(OctetWindow o, double value)
        {
            if (value - value != 0)
            {
                o.Put8(0);
                return;
            }

            o.Put8((int)BuiltInType.Double);
            o.Put64(UaBinary.BitsOf(value));
        }

        private static void PutText(OctetWindow o, string text)
        {
            if (text == null)
            {
                o.Put8(0);
                return;
            }

            o.Put8((int)BuiltInType.String);
            o.PutString(text);
        }
    }
}
