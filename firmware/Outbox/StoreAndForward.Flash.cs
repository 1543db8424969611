namespace Sidetap.Outbox
{
    /// <content>What moves to flash, what is dropped, and what a start finds.</content>
    public sealed partial class StoreAndForward
    {
        private void Recover()
        {
            _state.Load();
            if (_boot != 0 && _state.Boot != 0 && (int)(_boot - _state.Boot) <= 0)
            {
                _boot = _state.Boot + 1; // the count of starts was damaged: two starts of one number would share their time
            }

            _accounts.Restore(_state.Settled, _state.Lost, _state.LostBehind);
            uint unknown = UnknownStarts() * 2;
            Recovery recovery = new Recovery(
                _accounts, _state.SequenceEnd + (unknown * SequenceBlock), _state.EventEnd + (unknown * EventBlock), _state.FlashWrites);
            _pages.Recover(_queue.Buffer, recovery);
            _nextNumber = recovery.NextNumber;
            _nextSequence = recovery.SequenceEnd;
            _nextEvent = recovery.EventEnd;
            FirstSequence = recovery.SequenceEnd;
            FirstEvent = recovery.EventEnd;
            _statistics.FlashWrites = recovery.FlashWrites;
            _statistics.Recovered = (uint)_pages.Count;
            CountLost();
            SaveState(_nextSequence + (2 * SequenceBlock), _nextEvent + (2 * EventBlock), 0);
        }

        /// <summary>Starts that did not get as far as saving the state, or whose save did not last: each may have used the numbers it would have
        /// reserved.</summary>
        private uint UnknownStarts()
        {
            uint starts = _boot - _state.Boot - 1;
            bool isKnown = _boot != 0 && _state.Boot != 0 && starts < MaxUnknownStarts;
            return isKnown ? starts : 0;
        }

        /// <summary>Moves a run of the oldest messages in RAM to flash, with one Append, and with one Write before it where that needs a new page.</summary>
        /// <returns>False when there is no flash, it is left alone, or it failed: the messages stay in RAM.</returns>
        private bool MoveToFlash(long nowMs)
        {
            if (_pages.Slots == 0 || nowMs < _pagesRetryAtMs)
            {
                return false;
            }

            if (!_pages.IsOpen && !BeginPage(nowMs))
            {
                return LeaveAlone(nowMs);
            }

            int octets = _queue.Seal(_pages.Room);
            if (!_pages.Append(_queue.Buffer, _queue.Head, octets, _queue.SealedCount, _queue.HeadNumber + (uint)_queue.SealedCount))
            {
                return LeaveAlone(nowMs);
            }

            if (_takenFrom == InRam)
            {
                _takenFrom = InFlash; // the flash was empty: it is the first record of the page
                _pages.DrainOpenPage(_queue.HeadLength);
            }

            if (_pages.Room < FrameQueue.EntryOverhead + _maxPayloadLength)
            {
                _pages.Close(); // the next batch would be a small one, and costs as much as a page's
            }

            _queue.RemoveSealed();
            _stalledSinceMs = nowMs;
            return true;
        }

        /// <summary>Begins a page. When that takes the last slot, the oldest page is given up: counted in the new one's header first, then deleted.</summary>
        private bool BeginPage(long nowMs)
        {
            int free = _pages.FreeSlots;
            int drop = -1;
            int dropped = 0;
            if (free < 2 && _pages.Pages > 0 && !_pages.IsWornOut)
            {
                drop = _pages.ToDrop(_takenFrom == InFlash);
            }

            if (drop >= 0)
            {
                dropped = _pages.CountIn(drop) - (_takenFrom == InFlash && _pages.IsDraining(drop) ? 1 : 0);
                _accounts.Drop(dropped);
            }

            if (free == 0 && drop >= 0)
            {
                KeepLosses(nowMs);
                Drop(drop); // the slot that was kept free is worn
            }

            if (!TryBeginPage(drop))
            {
                if (free > 0)
                {
                    _accounts.Keep(dropped);
                }

                return false;
            }

            if (free > 0 && drop >= 0)
            {
                Drop(drop);
            }

            IsKeyFrameWanted = true;
            return true;
        }

        private bool TryBeginPage(int drop)
        {
            PageHeader header = _pages.Header;
            header.Boot = _boot;
            header.UtcAtStart = _utcAtStart;
            header.First = _queue.HeadNumber;
            header.Settled = _accounts.Settled;
            header.Lost = _accounts.Lost;
            header.LostBehind = _accounts.LostBehind;
            header.NextSequence = _nextSequence;
            header.NextEvent = _nextEvent;
            header.FlashWrites = _statistics.FlashWrites;
            return _pages.Begin(drop);
        }

        private bool LeaveAlone(long nowMs)
        {
            _pagesRetryAtMs = nowMs + RetryMs;
            return false;
        }

        /// <summary>Gives up a page whose messages are counted. The one under way, if it lies there, goes on from the caller's buffer and is not lost.</summary>
        private void Drop(int page)
        {
            _takenFrom = _takenFrom == InFlash && _pages.IsDraining(page) ? Nowhere : _takenFrom;
            _pages.Drop(page);
            CountLost();
        }

        private void DropOldestInRam()
        {
            bool isEvent = (_queue.HeadFlags & OutboxRecord.IsEvent) != 0;
            _queue.RemoveHead();
            if (_takenFrom == InRam)
            {
                _takenFrom = Nowhere;
                return;
            }

            _accounts.Drop(1);
            IsKeyFrameWanted |= !isEvent; // what was dropped had changes that only a key frame brings back
            CountLost();
        }

        private void Advance(long nowMs)
        {
            if (_pages.IsLast)
            {
                KeepLosses(nowMs);
            }

            uint failures = _statistics.FlashFailures;
            _pages.Advance();
            _isStateDue |= _statistics.FlashFailures != failures; // the page is still there: the state says that it is settled
        }

        /// <summary>What is left of the page that is being read is damaged: lost.</summary>
        private void GiveUpPage(long nowMs)
        {
            _accounts.AdvanceTo(_pages.End);
            KeepLosses(nowMs);
            _pages.GiveUp();
            IsKeyFrameWanted = true;
            CountLost();
        }

        /// <summary>The losses are saved before the page is deleted that would tell of them.</summary>
        private void KeepLosses(long nowMs)
        {
            if (_accounts.Lost != _savedLost)
            {
                SaveState(_state.SequenceEnd, _state.EventEnd, nowMs);
            }
        }

        private void SaveState(uint sequenceEnd, uint eventEnd, long nowMs)
        {
            uint before = _state.SequenceEnd;
            uint eventsBefore = _state.EventEnd;
            _state.Settled = _accounts.Settled;
            _state.Lost = _accounts.Lost;
            _state.LostBehind = _accounts.LostBehind;
            _state.SequenceEnd = sequenceEnd;
            _state.EventEnd = eventEnd;
            _state.FlashWrites = _statistics.FlashWrites;
            _state.Boot = _boot;
            _savedAtMs = nowMs;
            _isStateDue = !_state.Save();
            if (!_isStateDue)
            {
                _savedLost = _state.Lost;
                _pages.FreeEmpty(); // nothing is in them that the state does not say now
            }
            else
            {
                _state.SequenceEnd = before;
                _state.EventEnd = eventsBefore;
                _stateRetryAtMs = nowMs + RetryMs;
                _statistics.FlashFailures++;
            }
        }
    }
}
