namespace Sidetap.Outbox
{
    /// <summary>
    /// Which messages are settled, and how many of them were lost. Messages have running numbers, so what is missing between two that leave one after the
    /// other was lost, whatever became of it.
    /// </summary>
    /// <remarks>
    /// What is kept over a restart is the pair <see cref="Settled"/>, <see cref="LostBefore"/>: it stays true for whatever the flash gives back afterwards,
    /// because what was dropped behind the settled messages is a gap in the numbers then and counted when the gap is met.
    /// </remarks>
    internal sealed class Accounts
    {
        // Dropped behind the settled messages: counted already, and met as a gap later.
        private uint _lostBehind;

        /// <summary>The oldest message that has been neither handed over nor lost.</summary>
        public uint Settled { get; private set; }

        /// <summary>Messages before <see cref="Settled"/> that were lost.</summary>
        public uint LostBefore { get; private set; }

        /// <summary>All messages that were lost.</summary>
        public uint Lost
        {
            get { return LostBefore + _lostBehind; }
        }

        /// <summary>Takes over what was kept over the restart, when it is further than what is known.</summary>
        public void Restore(uint settled, uint lostBefore)
        {
            int ahead = (int)(settled - Settled);
            if (ahead > 0 || (ahead == 0 && (int)(lostBefore - LostBefore) > 0))
            {
                Settled = settled;
                LostBefore = lostBefore;
            }
        }

        /// <summary>Whether a message is settled: one that flash gives back again.</summary>
        public bool IsSettled(uint number)
        {
            return (int)(number - Settled) < 0;
        }

        /// <summary>The next message to leave is this one: those before it are lost.</summary>
        public void AdvanceTo(uint number)
        {
            int gap = (int)(number - Settled);
            if (gap > 0)
            {
                _lostBehind -= (uint)gap < _lostBehind ? (uint)gap : _lostBehind;
                LostBefore += (uint)gap;
                Settled = number;
            }
        }

        /// <summary>A message has left, for the gateway or for good.</summary>
        public void End(uint number, bool delivered)
        {
            AdvanceTo(number);
            Settled = number + 1;
            LostBefore += delivered ? 0u : 1u;
        }

        /// <summary>Messages were dropped that come later than others which still wait.</summary>
        public void Drop(int count)
        {
            _lostBehind += (uint)count;
        }

        /// <summary>Nothing waits any more.</summary>
        public void SettleAll(uint nextNumber)
        {
            AdvanceTo(nextNumber);
            LostBefore += _lostBehind;
            _lostBehind = 0;
        }
    }
}
