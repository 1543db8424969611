namespace Sidetap.Update
{
    /// <summary>How the box is, as far as an update goes by it.</summary>
    public sealed class UpdateHealth
    {
        /// <summary>Whether gateway or broker have been reached.</summary>
        public bool IsConnected;

        /// <summary>Whether a publication was acknowledged since the start, or sent where none is ever acknowledged.</summary>
        public bool HasDelivered;

        /// <summary>Fields that are not Good.</summary>
        public int NotGood;

        /// <summary>Messages that wait in the outbox.</summary>
        public int Waiting;

        /// <summary>Whether everything was handed over.</summary>
        public bool IsDrained;
    }
}
