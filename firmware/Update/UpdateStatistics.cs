namespace Sidetap.Update
{
    /// <summary>What has been counted of updates since the start. All wrap at 2^32.</summary>
    public sealed class UpdateStatistics
    {
        /// <summary>Offers that came.</summary>
        public uint Offers;

        /// <summary>Offers that were refused.</summary>
        public uint Refused;

        /// <summary>Why the last one was.</summary>
        public UpdateError LastRefusal;

        /// <summary>Times that blocks were asked for.</summary>
        public uint Asked;

        /// <summary>Blocks that were taken.</summary>
        public uint BlocksTaken;

        /// <summary>Blocks that came out of their order, or again.</summary>
        public uint BlocksRepeated;

        /// <summary>Blocks that were damaged, or of another image.</summary>
        public uint BlocksRefused;
    }
}
