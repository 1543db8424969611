using System;
using Sidetap.Hal;

namespace Sidetap.Outbox
{
    /// <summary>
    /// The outbox: messages wait in RAM, move to flash when they can't go out, and leave in the order they came, one at a time, when they have been handed over.
    /// </summary>
    /// <remarks>
    /// <para>What is in flash is older than what is in RAM; the oldest of all leaves first, and is dropped first when there is no room. The message under way
    /// keeps its place until <see cref="End"/>, and has a copy in the caller's buffer, which survives when its place is needed.</para>
    /// <para>What is promised. A message that is in flash survives a power cut at any time, and so does its order; no damaged one is ever handed out.
    /// Messages that only were in RAM when the power went are gone, and nobody can count them: a consumer sees a gap in the sequence numbers, for a new start
    /// begins with one that was never used (<see cref="SequenceBlock"/> are reserved, and as many again in advance, so that one save that was lost does no
    /// harm; a restart without loss therefore shows a gap too, unless <see cref="Save"/> was called before it).</para>
    /// <para>Every other loss is counted in <see cref="NodeStatistics.Lost"/>, exactly, and survives restarts: what was dropped, what the gateway refused, what
    /// was damaged in flash. The count stands in every page's header; it is saved before a page is deleted that would tell of a loss; and a loss of which no
    /// page tells (refused from RAM, dropped from RAM) is saved after ten minutes at the most. Not exact are three cases. Damage at the end of the last page
    /// before a power cut is taken for the part of an append that was cut. A page that messages had left from, that came again after a restart and was dropped
    /// then, counts with all its messages. And storage that loses what it has reported as stored loses the count of it as well.</para>
    /// <para>A message is delivered twice, under its old sequence number, only when its acknowledgement did not arrive, or when the power went, or a deletion
    /// failed, before its page was deleted. After the restart the page's messages come again in their order, before everything that is younger.</para>
    /// <para>Nothing is written while messages go out and none waits in flash, but for the state record every <see cref="SequenceBlock"/> messages.</para>
    /// </remarks>
    public sealed partial class StoreAndForward
    {
        /// <summary>So many sequence numbers are reserved at a time, and so many more in advance.</summary>
        public const int SequenceBlock = 1024;

        /// <summary>The same of event numbers, which are far fewer, and which people read.</summary>
        public const int EventBlock = 64;

        // After a failed write the file area is left alone for so long.
        private const int RetryMs = 60000;

        // A count of losses that goes up all the time is not saved more often than this.
        private const int LossSaveMs = 600000;

        // More starts than this without a saved state are taken for a boot count of another box.
        private const uint MaxUnknownStarts = 8;

        // Where the message under way has its place.
        private const int Nowhere = 0; // none under way, or its place was needed for others
        private const int InRam = 1;
        private const int InFlash = 2;

        private readonly NodeSettings _settings;
        private readonly NodeStatistics _statistics;
        private uint _boot;
        private readonly int _maxPayloadLength;
        private readonly FrameQueue _queue;
        private readonly PageStore _pages;
        private readonly OutboxState _state;
        private readonly Accounts _accounts = new Accounts();
        private uint _nextNumber;
        private uint _nextSequence;
        private uint _nextEvent;
        private long _utcAtStart;
        private bool _isTaken;
        private int _takenFrom;
        private uint _takenNumber;
        private long _takenUtcAtStart;
        private bool _isMovingAll;
        private uint _moveTo;
        private long _stalledSinceMs;
        private long _pagesRetryAtMs;
        private long _stateRetryAtMs;
        private long _savedAtMs;
        private bool _isStateDue;
        private uint _savedLost; // as the state record has it; a page that has more may be deleted any time

        /// <summary>Makes the outbox and finds what waits in flash.</summary>
        /// <param name="settings">Capacities and times.</param>
        /// <param name="files">Where pages and state are kept.</param>
        /// <param name="statistics">Where losses, writes and failures are counted.</param>
        /// <param name="boot">The number of this start; 0 when it is not known.</param>
        /// <param name="maxPayloadLength">The longest message in octets.</param>
        public StoreAndForward(NodeSettings settings, IFileArea files, NodeStatistics statistics, uint boot, int maxPayloadLength)
        {
            _settings = settings;
            _statistics = statistics;
            _boot = boot;
            _maxPayloadLength = maxPayloadLength;
            _queue = new FrameQueue(settings.QueueCapacity);
            _pages = new PageStore(files, settings.OutboxPages, settings.OutboxPageOctets, statistics);
            _state = new OutboxState(files);
            Recover();
        }

        /// <summary>The number of this start; 0 when it is not known. More than was given where the outbox knows of as many starts.</summary>
        public uint Boot
        {
            get { return _boot; }
        }

        /// <summary>Where payloads are written.</summary>
        public byte[] Buffer
        {
            get { return _queue.Buffer; }
        }

        /// <summary>Messages that have not left, the one under way included.</summary>
        public int Count
        {
            get { return _queue.Count + _pages.Count + (_isTaken && _takenFrom == Nowhere ? 1 : 0); }
        }

        /// <summary>Of these, messages in flash.</summary>
        public int CountInFlash
        {
            get { return _pages.Count; }
        }

        /// <summary>Whether RAM is more than half full.</summary>
        public bool IsHalfFull
        {
            get { return _queue.UsedOctets > _queue.Buffer.Length / 2; }
        }

        /// <summary>Octets of the buffers and tables that were allocated.</summary>
        public int BufferOctets
        {
            get { return _queue.Buffer.Length + _pages.TableOctets + OutboxState.BufferOctets; }
        }

        /// <summary>Whether the next message has to be a key frame, because something was or may be lost that only a key frame brings back.</summary>
        /// <remarks>Set also with every page that is begun: so a stream in flash has a key frame about every page, and a consumer recovers soon after the
        /// place from which a page was dropped, not only at the stream's end.</remarks>
        public bool IsKeyFrameWanted { get; set; }

        /// <summary>The sequence number to begin this start with.</summary>
        public uint FirstSequence { get; private set; }

        /// <summary>The number to begin this start's events with.</summary>
        public uint FirstEvent { get; private set; }

        /// <summary>Octets of the message under way.</summary>
        public int TakenLength { get; private set; }

        /// <summary>Whether the message under way is an event.</summary>
        public bool TakenIsEvent { get; private set; }

        /// <summary>Whether the timestamp of the message under way is an uptime; whoever makes a time of it says so here.</summary>
        public bool TakenIsUptime { get; set; }

        /// <summary>Whether the message under way was made before this start, so that waiting does not tell its time.</summary>
        public bool TakenIsEarlier { get; private set; }

        /// <summary>What to add to an uptime of the message under way, in 100 ns since 1601-01-01; 0 while that is not known.</summary>
        public long TakenUtcAtStart
        {
            get { return TakenIsEarlier ? _takenUtcAtStart : _utcAtStart; }
        }

        /// <summary>Makes room for one more message: in RAM; else by moving the oldest to flash; else by dropping the oldest.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>Index in <see cref="Buffer"/> at which to write the message; then call <see cref="Commit"/>.</returns>
        public int Reserve(long nowMs)
        {
            int at = _queue.Reserve(_maxPayloadLength);
            while (at < 0)
            {
                if (!MoveToFlash(nowMs))
                {
                    DropOldestInRam();
                }

                at = _queue.Reserve(_maxPayloadLength);
            }

            return at;
        }

        /// <summary>Adds the data message that was written where <see cref="Reserve"/> said.</summary>
        /// <param name="length">Its octets.</param>
        /// <param name="isUptime">Whether its timestamp is an uptime.</param>
        /// <param name="nextSequence">The sequence number of the message after it.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Commit(int length, bool isUptime, uint nextSequence, long nowMs)
        {
            Add(length, isUptime ? OutboxRecord.IsUptime : 0, nowMs);
            _nextSequence = nextSequence;
            _isStateDue |= (int)(nextSequence + SequenceBlock - _state.SequenceEnd) >= 0;
        }

        /// <summary>Adds the event that was written where <see cref="Reserve"/> said.</summary>
        /// <param name="length">Its octets.</param>
        /// <param name="isUptime">Whether its times are uptimes.</param>
        /// <param name="nextEvent">The number of the event after it.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void CommitEvent(int length, bool isUptime, uint nextEvent, long nowMs)
        {
            Add(length, OutboxRecord.IsEvent | (isUptime ? OutboxRecord.IsUptime : 0), nowMs);
            _nextEvent = nextEvent;
            _isStateDue |= (int)(nextEvent + EventBlock - _state.EventEnd) >= 0;
        }

        /// <summary>Copies the oldest message into a buffer; it is under way then.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="payloadAt">Index of its first octet; <see cref="FrameQueue.EntryOverhead"/> octets before it are used too.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when none waits.</returns>
        public bool TryTake(byte[] buffer, int payloadAt, long nowMs)
        {
            int at = payloadAt - FrameQueue.EntryOverhead;
            while (true)
            {
                int octets = _pages.Read(buffer, at, FrameQueue.EntryOverhead + _maxPayloadLength);
                if (octets == PageStore.Empty)
                {
                    return TryTakeFromRam(buffer, at);
                }

                if (octets == PageStore.Damaged)
                {
                    GiveUpPage(nowMs);
                }
                else if (_accounts.IsSettled(OutboxRecord.NumberOf(buffer, at)))
                {
                    _pages.Skip();
                }
                else
                {
                    TakenIsEarlier = _pages.IsFromEarlierStart;
                    _takenUtcAtStart = _pages.DrainingUtcAtStart != 0 ? _pages.DrainingUtcAtStart : _state.UtcOf(_pages.DrainingBoot);
                    Take(buffer, at, InFlash);
                    return true;
                }
            }
        }

        /// <summary>The message under way has left.</summary>
        /// <param name="delivered">Whether it was handed over; otherwise it is lost.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void End(bool delivered, long nowMs)
        {
            _accounts.End(_takenNumber, delivered);
            if (_takenFrom == InRam)
            {
                _queue.RemoveHead();
            }
            else if (_takenFrom == InFlash)
            {
                Advance(nowMs);
            }

            _isTaken = false;
            _takenFrom = Nowhere;
            _isMovingAll = false;
            _stalledSinceMs = nowMs;
            IsKeyFrameWanted |= !delivered && !TakenIsEvent; // it had changes that only a key frame brings back
            if (Count == 0)
            {
                _accounts.SettleAll(_nextNumber);
            }

            CountLost();
        }

        /// <summary>Moves to flash what can't go out, and saves the state when that is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="isOnline">Whether messages can go out, or wait because the box chose so: then they move to flash only when they have waited for long
        /// enough.</param>
        /// <param name="utcAtStart">The UTC time of uptime 0; 0 while unknown.</param>
        public void Step(long nowMs, bool isOnline, long utcAtStart)
        {
            if (utcAtStart != 0 && _utcAtStart == 0)
            {
                _state.SetUtc(_boot, utcAtStart);
                _isStateDue |= _boot != 0;
            }

            _utcAtStart = utcAtStart;
            if (_isMovingAll)
            {
                _isMovingAll = _queue.Count > 0 && (int)(_moveTo - _queue.HeadNumber) > 0;
            }
            else if (_queue.Count > 0 && nowMs - _stalledSinceMs >= _settings.SpillAfterMs)
            {
                _isMovingAll = true;
                _moveTo = _nextNumber;
            }

            if (_isMovingAll || (!isOnline && _queue.Count > 0 && _queue.UsedOctets >= _pages.Room))
            {
                MoveToFlash(nowMs);
            }

            if ((_isStateDue || (_accounts.Lost != _savedLost && nowMs - _savedAtMs >= LossSaveMs)) && nowMs >= _stateRetryAtMs)
            {
                SaveState(_nextSequence + (2 * SequenceBlock), _nextEvent + (2 * EventBlock), nowMs);
            }
        }

        /// <summary>When <see cref="Step"/> has something to do again; <see cref="long.MaxValue"/> for never.</summary>
        public long NextDue(long nowMs)
        {
            long due = _isStateDue ? Later(nowMs, _stateRetryAtMs) : long.MaxValue;
            if (_queue.Count > 0 && _pages.Slots > 0)
            {
                long moveAt = _isMovingAll ? nowMs : _stalledSinceMs + _settings.SpillAfterMs;
                moveAt = Later(moveAt, _pagesRetryAtMs);
                due = moveAt < due ? moveAt : due;
            }

            return due;
        }

        /// <summary>The box stops in an orderly way: what it knows is saved as it is, so that the next start goes on with the next number.</summary>
        public void Save(long nowMs)
        {
            while (_queue.Count > 0 && MoveToFlash(nowMs))
            {
            }

            SaveState(_nextSequence, _nextEvent, nowMs);
        }

        private static long Later(long a, long b)
        {
            return a > b ? a : b;
        }

        private void Add(int length, int flags, long nowMs)
        {
            _stalledSinceMs = _queue.Count == 0 ? nowMs : _stalledSinceMs;
            _queue.Commit(length, _nextNumber, flags);
            _nextNumber++;
        }

        private bool TryTakeFromRam(byte[] buffer, int at)
        {
            if (_queue.Count == 0)
            {
                _accounts.SettleAll(_nextNumber); // what was damaged in flash is settled: lost
                CountLost();
                return false;
            }

            Array.Copy(_queue.Buffer, _queue.Head, buffer, at, _queue.HeadLength);
            TakenIsEarlier = false;
            Take(buffer, at, InRam);
            return true;
        }

        private void Take(byte[] buffer, int at, int from)
        {
            _isTaken = true;
            _takenFrom = from;
            _takenNumber = OutboxRecord.NumberOf(buffer, at);
            TakenLength = OutboxRecord.LengthOf(buffer, at) - FrameQueue.EntryOverhead;
            TakenIsUptime = (OutboxRecord.FlagsOf(buffer, at) & OutboxRecord.IsUptime) != 0;
            TakenIsEvent = (OutboxRecord.FlagsOf(buffer, at) & OutboxRecord.IsEvent) != 0;
            _accounts.AdvanceTo(_takenNumber);
            CountLost();
        }

        private void CountLost()
        {
            _statistics.Lost = _accounts.Lost;
        }
    }
}
