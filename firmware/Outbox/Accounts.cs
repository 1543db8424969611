namespace Sidetap.Outbox
{
    /// <summary>
    /// Which messages are settled, and how many of them were lost. Messages have running numbers, so what is missing between two that leave one after the
    /// other was lost, whatever became of it.
    /// </summary>
    /// <remarks>
    /// What was dropped although older messages still wait is counted at once, and met as a gap in the numbers later: <see cref="LostBehind"/> is what then is
    /// not counted again. All three figures are kept over a restart.
    /// </remarks>
    internal sealed class Accounts
    {
        /// <summary>The oldest message that has been neither handed over nor lost.</summary>
        public uint Settled { get; private set; }

        /// <summary>Messages before <see cref="Settled"/> that were lost.</summary>
        public uint LostBefore { get; private set; }

        /// <summary>Lost messages behind <see cref="Settled"/>.</summary>
        public uint LostBehind { get; private set; }

        /// <summary>All messages that were lost.</summary>
        public uint Lost
        {
            get { return LostBefore + LostBehind; }
        }

        /// <summary>Takes over what was kept over a restart, where it is further than what is known: neither what is settled nor what is lost gets
        /// less.</summary>
        public void Restore(uint settled, uint lost, uint lostBehind)
        {
            bool isFurther = (int)(settled - Settled) > 0;
            Settled = isFurther ? settled : Settled;
            if ((int)(lost - Lost) > 0 || (lost == Lost && isFurther))
            {
                LostBefore = lost - lostBehind;
                LostBehind = lostBehind;
            }
        }

        /// <summary>What came before this message was handed over before the restart, or is counted as dropped.</summary>
        /// <param name="number">The oldest message that is left.</param>
        /// <param name="missingBehind">Numbers that are missing behind it. No more dropped ones than these can lie there; the others lay before it.</param>
        public void SkipTo(uint number, uint missingBehind)
        {
            int gap = (int)(number - Settled);
            if (gap <= 0)
            {
                return;
            }

            uint before = LostBehind > missingBehind ? LostBehind - missingBehind : 0;
            before = (uint)gap < before ? (uint)gap : before;
            LostBehind -= before;
            LostBefore += before;
            Settled = number;
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
                LostBehind -= (uint)gap < LostBehind ? (uint)gap : LostBehind;
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

        /// <summary>Messages were dropped, and perhaps older ones still wait.</summary>
        public void Drop(int count)
        {
            LostBehind += (uint)count;
        }

        /// <summary>Messages that were counted as dropped are to stay.</summary>
        public void Keep(int count)
        {
            LostBehind -= (uint)count;
        }

        /// <summary>Nothing waits any more.</summary>
        public void SettleAll(uint nextNumber)
        {
            AdvanceTo(nextNumber);
            LostBefore += LostBehind;
            LostBehind = 0;
        }
    }
}
