namespace Sidetap.Outbox
{
    /// <summary>What the pages in flash say at a start about the time before it.</summary>
    internal sealed class Recovery
    {
        private readonly Accounts _accounts;
        private readonly uint _stateWrites;
        private bool _hasPages;
        private bool _hasOldest;
        private bool _hasWhole;
        private uint _youngestWhole;
        private uint _wholes;
        private uint _oldest;
        private uint _oldestWhole;

        /// <summary>Begins with what the state record said.</summary>
        public Recovery(Accounts accounts, uint sequenceEnd, uint eventEnd, uint flashWrites)
        {
            _accounts = accounts;
            SequenceEnd = sequenceEnd;
            EventEnd = eventEnd;
            FlashWrites = flashWrites;
            _stateWrites = flashWrites;
            NextNumber = accounts.Settled;
        }

        /// <summary>The first message number that no record in flash has.</summary>
        public uint NextNumber { get; private set; }

        /// <summary>The first page sequence that no page in flash has.</summary>
        public uint NextPage { get; private set; }

        /// <summary>The page that was given up for the youngest one, and perhaps not deleted any more.</summary>
        public uint GivenUp { get; private set; }

        /// <summary>The first sequence number that no message may have used.</summary>
        public uint SequenceEnd { get; private set; }

        /// <summary>The first number that no event may have used.</summary>
        public uint EventEnd { get; private set; }

        /// <summary>Pages and batches that were written before.</summary>
        public uint FlashWrites { get; private set; }

        /// <summary>Takes a page's header into account.</summary>
        public void TakeHeader(PageHeader header)
        {
            _accounts.Restore(header.Settled, header.Lost, header.LostBehind);
            TakeNumber(header.First - 1);
            if (!_hasPages || (int)(header.Sequence - NextPage) >= 0)
            {
                NextPage = header.Sequence + 1;
                GivenUp = header.GivesUp;
            }

            // No more than so many were used behind the page's beginning before the state was saved again.
            uint end = header.NextSequence + StoreAndForward.SequenceBlock;
            bool isBehindState = (int)(header.FlashWrites - _stateWrites) >= 0;
            SequenceEnd = isBehindState && (int)(end - SequenceEnd) > 0 ? end : SequenceEnd;
            end = header.NextEvent + StoreAndForward.EventBlock;
            EventEnd = isBehindState && (int)(end - EventEnd) > 0 ? end : EventEnd;
            FlashWrites = (int)(header.FlashWrites + 1 - FlashWrites) > 0 ? header.FlashWrites + 1 : FlashWrites;
            _hasPages = true;
        }

        /// <summary>Takes a whole record into account.</summary>
        /// <param name="number">Its number.</param>
        /// <param name="isOfUse">Whether it can leave: its page has a header.</param>
        /// <returns>Whether it still has to leave.</returns>
        public bool TakeRecord(uint number, bool isOfUse)
        {
            TakeNumber(number);
            if (_accounts.IsSettled(number))
            {
                return false;
            }

            TakeOldest(number);
            if (isOfUse)
            {
                _oldestWhole = !_hasWhole || (int)(number - _oldestWhole) < 0 ? number : _oldestWhole;
                _youngestWhole = !_hasWhole || (int)(number - _youngestWhole) > 0 ? number : _youngestWhole;
                _hasWhole = true;
                _wholes++;
            }

            return isOfUse;
        }

        /// <summary>Takes a message into account that was in flash, whether its record is whole or not.</summary>
        public void TakeOldest(uint number)
        {
            _oldest = !_hasOldest || (int)(number - _oldest) < 0 ? number : _oldest;
            _hasOldest = true;
        }

        /// <summary>Whether a message was settled before the restart.</summary>
        public bool IsSettled(uint number)
        {
            return _accounts.IsSettled(number);
        }

        /// <summary>
        /// All was taken into account. What came before the oldest message in flash was handed over, and its page deleted, or is counted; what was damaged
        /// before the oldest whole one is lost. Gaps behind that one are met when the messages leave.
        /// </summary>
        public void End()
        {
            _accounts.SkipTo(_hasOldest ? _oldest : NextNumber, MissingBehind());
            _accounts.AdvanceTo(_hasWhole ? _oldestWhole : NextNumber);
        }

        /// <summary>How many numbers are missing from the oldest message in flash on: damaged ones, and those of pages that were dropped.</summary>
        private uint MissingBehind()
        {
            return _hasWhole ? _youngestWhole + 1 - _oldest - _wholes : 0;
        }

        private void TakeNumber(uint number)
        {
            NextNumber = (int)(number - NextNumber) >= 0 ? number + 1 : NextNumber;
        }
    }
}
