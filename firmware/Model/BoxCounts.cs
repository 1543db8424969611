namespace Sidetap.Model
{
    /// <summary>What the box knows of itself, for a source of kind Box. Whoever samples fills it in before.</summary>
    public sealed class BoxCounts
    {
        /// <summary>Messages lost over all starts.</summary>
        public uint LostMessages;

        /// <summary>Messages that wait for the gateway.</summary>
        public int WaitingMessages;
    }
}
