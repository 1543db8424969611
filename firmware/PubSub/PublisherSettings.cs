namespace Sidetap.PubSub
{
    /// <summary>Who publishes what, and how it is laid out.</summary>
    public sealed class PublisherSettings
    {
        /// <summary>The layout of data messages.</summary>
        public HeaderLayout Layout;

        /// <summary>The PublisherId. UADP-Dynamic sends it as UInt64, the fixed layout as UInt16 when it fits and else as UInt64 (A.2.1.4).</summary>
        public ulong PublisherId;

        /// <summary>WriterGroupId, 1..32,767 (6.2.6.1).</summary>
        public int WriterGroupId = 1;

        /// <summary>DataSetWriterId, 1..32,767 (6.2.4.1).</summary>
        public int DataSetWriterId = 1;

        /// <summary>ConfigurationVersion.MajorVersion in seconds since 2000-01-01: changes when a field goes, moves or changes its type
        /// (6.2.3.2.6).</summary>
        public uint MajorVersion = 1;

        /// <summary>ConfigurationVersion.MinorVersion in seconds since 2000-01-01: changes also when a field is added at the end.</summary>
        public uint MinorVersion = 1;

        /// <summary>GroupVersion in seconds since 2000-01-01; sent in the fixed layout.</summary>
        public uint GroupVersion = 1;

        /// <summary>The same publisher's writer of events: another DataSetWriterId, and a layout of its own (<see cref="EventWriter"/>), under the same
        /// PublisherId and with its type.</summary>
        /// <param name="majorVersion">ConfigurationVersion.MajorVersion of the events' data set.</param>
        /// <param name="minorVersion">ConfigurationVersion.MinorVersion of the events' data set.</param>
        /// <returns>New settings.</returns>
        public PublisherSettings ForEvents(uint majorVersion, uint minorVersion)
        {
            return new PublisherSettings
            {
                Layout = Layout,
                PublisherId = PublisherId,
                WriterGroupId = WriterGroupId,
                DataSetWriterId = DataSetWriterId + 1,
                MajorVersion = majorVersion,
                MinorVersion = minorVersion,
                GroupVersion = GroupVersion,
            };
        }

        /// <summary>The PublisherId's type on the wire.</summary>
        public PublisherIdType PublisherIdType
        {
            get { return Layout == HeaderLayout.PeriodicFixed && PublisherId <= 0xFFFF ? PublisherIdType.UInt16 : PublisherIdType.UInt64; }
        }
    }
}
