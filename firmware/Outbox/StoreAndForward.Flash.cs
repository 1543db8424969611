namespace Sidetap.Outbox
{
    /// <content>What moves to flash, what is dropped, and what a start finds.</content>
    public sealed partial class StoreAndForward
    {
        private void Recover()
        {
            _state.Load();
            _accounts.Restore(_state.Settled, _state.Lost);
            Recovery recovery = new Recovery(_accounts, _state.SequenceEnd, _state.FlashWrites);
            _pages.Recover(_queue.Buffer, recovery);
            _nextNumber = recovery.NextNumber;
            _nextSequence = recovery.SequenceEnd;
            FirstSequence = recovery.SequenceEnd;
            _statistics.FlashWrites = recovery.FlashWrites;
            _statistics.Recovered = (uint)_pages.Count;
            CountLost();
            SaveState(_nextSequence + (2 * SequenceBlock), 0);
        }

        /// <summary>Moves a run of the oldest messages in RAM to flash, with one Append, and with one Write before it where that needs a new page.</summary>
        /// <returns>False when there is no flash, it is left alone, or it failed: the messages stay in RAM.</returns>
        private bool MoveToFlash(long nowMs)
        {
            if (_pages.Slots == 0 || nowMs < _pagesRetryAtMs)
            {
                return false;
            }

            if (!_pages.IsOpen && !BeginPage())
            {
                return LeaveAlone(nowMs);
            }

            int octets = _queue.Seal(_pages.Room);
            if (!_pages.Append(_queue.Buffer, _queue.Head, octets, _queue.SealedCount))
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

        private bool BeginPage()
        {
            if (!_pages.HasFreeSlot)
            {
                if (!_pages.MayDropOldest)
                {
                    return false;
                }

                DropOldestPage();
            }

            PageHeader header = _pages.Header;
            header.Boot = _boot;
            header.UtcAtStart = _utcAtStart;
            header.Settled = _accounts.Settled;
            header.Lost = _accounts.LostBefore;
            header.NextSequence = _nextSequence;
            header.FlashWrites = _statistics.FlashWrites;
            if (!_pages.Begin())
            {
                return false;
            }

            IsKeyFrameWanted = true;
            return true;
        }

        private bool LeaveAlone(long nowMs)
        {
            _pagesRetryAtMs = nowMs + RetryMs;
            return false;
        }

        /// <summary>The message under way, if it lies there, goes on from the caller's buffer and is not lost.</summary>
        private void DropOldestPage()
        {
            int count = _pages.DropOldest();
            if (_takenFrom == InFlash)
            {
                _takenFrom = Nowhere;
                count--;
            }

            _accounts.Drop(count);
            IsKeyFrameWanted = true;
            CountLost();
        }

        private void DropOldestInRam()
        {
            _queue.RemoveHead();
            if (_takenFrom == InRam)
            {
                _takenFrom = Nowhere;
                return;
            }

            _accounts.Drop(1);
            IsKeyFrameWanted = true; // what was dropped had changes that only a key frame brings back
            CountLost();
        }

        /// <summary>The losses that are true after a power cut: without a page in flash all of them, for then the messages behind which others were
        /// dropped are gone as well.</summary>
        private uint LostToKeep
        {
            get { return _pages.Pages == 0 ? _accounts.Lost : _accounts.LostBefore; }
        }

        private void SaveState(uint sequenceEnd, long nowMs)
        {
            uint before = _state.SequenceEnd;
            uint oldestInRam = _queue.Count > 0 ? _queue.HeadNumber : _nextNumber;
            _state.Settled = _pages.Pages == 0 ? oldestInRam : _accounts.Settled;
            _state.Lost = LostToKeep;
            _state.SequenceEnd = sequenceEnd;
            _state.FlashWrites = _statistics.FlashWrites;
            _savedAtMs = nowMs;
            _isStateDue = !_state.Save();
            if (_isStateDue)
            {
                _state.SequenceEnd = before;
                _stateRetryAtMs = nowMs + RetryMs;
                _statistics.FlashFailures++;
            }
        }
    }
}
