namespace Sidetap.Outbox
{
    /// <summary>What the pages in flash say at a start about the time before it.</summary>
    internal sealed class Recovery
    {
        private readonly Accounts _accounts;
        private bool _hasPages;

        /// <summary>Begins with what the state record said.</summary>
        public Recovery(Accounts accounts, uint sequenceEnd, uint flashWrites)
        {
            _accounts = accounts;
            SequenceEnd = sequenceEnd;
            FlashWrites = flashWrites;
            NextNumber = accounts.Settled;
        }

        /// <summary>The first message number that no record in flash has.</summary>
        public uint NextNumber { get; private set; }

        /// <summary>The first page sequence that no page in flash has.</summary>
        public uint NextPage { get; private set; }

        /// <summary>The first sequence number that no message may have used.</summary>
        public uint SequenceEnd { get; private set; }

        /// <summary>Pages and batches that were written before.</summary>
        public uint FlashWrites { get; private set; }

        /// <summary>Takes a page's header into account.</summary>
        public void TakeHeader(PageHeader header)
        {
            _accounts.Restore(header.Settled, header.Lost);
            TakeNumber(header.Settled - 1);
            if (!_hasPages || (int)(header.Sequence - NextPage) >= 0)
            {
                NextPage = header.Sequence + 1;
            }

            // No more than so many were used behind the page's beginning before the state was saved again.
            uint end = header.NextSequence + StoreAndForward.SequenceBlock;
            SequenceEnd = (int)(end - SequenceEnd) > 0 ? end : SequenceEnd;
            FlashWrites = (int)(header.FlashWrites + 1 - FlashWrites) > 0 ? header.FlashWrites + 1 : FlashWrites;
            _hasPages = true;
        }

        /// <summary>Takes a record's number into account.</summary>
        public void TakeNumber(uint number)
        {
            NextNumber = (int)(number - NextNumber) >= 0 ? number + 1 : NextNumber;
        }

        /// <summary>Whether a message was settled before the restart.</summary>
        public bool IsSettled(uint number)
        {
            return _accounts.IsSettled(number);
        }
    }
}
