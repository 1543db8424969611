namespace Sidetap.PubSub
{
    /// <summary>The flag bits and codes of UADP messages (OPC 10000-14, 7.2.4.4.2 and 7.2.4.5.4).</summary>
    public static class Uadp
    {
        /// <summary>UADPVersion, bits 3-0 of the first octet.</summary>
        public const int Version = 1;

        /// <summary>UADPFlags: the PublisherId is there.</summary>
        public const int PublisherIdEnabled = 0x10;

        /// <summary>UADPFlags: the GroupHeader is there.</summary>
        public const int GroupHeaderEnabled = 0x20;

        /// <summary>UADPFlags: the PayloadHeader is there.</summary>
        public const int PayloadHeaderEnabled = 0x40;

        /// <summary>UADPFlags: ExtendedFlags1 is there.</summary>
        public const int ExtendedFlags1Enabled = 0x80;

        /// <summary>ExtendedFlags1: PublisherId type, bits 2-0.</summary>
        public const int PublisherIdTypeMask = 0x07;

        /// <summary>ExtendedFlags1: DataSetClassId is there.</summary>
        public const int DataSetClassIdEnabled = 0x08;

        /// <summary>ExtendedFlags1: the SecurityHeader is there.</summary>
        public const int SecurityEnabled = 0x10;

        /// <summary>ExtendedFlags1: Timestamp is there.</summary>
        public const int TimestampEnabled = 0x20;

        /// <summary>ExtendedFlags1: PicoSeconds is there.</summary>
        public const int PicoSecondsEnabled = 0x40;

        /// <summary>ExtendedFlags1: ExtendedFlags2 is there.</summary>
        public const int ExtendedFlags2Enabled = 0x80;

        /// <summary>ExtendedFlags2: the payload is a piece of one (7.2.4.4.4).</summary>
        public const int Chunk = 0x01;

        /// <summary>ExtendedFlags2: promoted fields are there.</summary>
        public const int PromotedFieldsEnabled = 0x02;

        /// <summary>ExtendedFlags2: a discovery announcement, value 2 in bits 4-2 (7.2.4.6.3).</summary>
        public const int DiscoveryAnnouncement = 0x08;

        /// <summary>ExtendedFlags2: where the message type is.</summary>
        public const int MessageTypeMask = 0x1C;

        /// <summary>GroupFlags: WriterGroupId is there.</summary>
        public const int WriterGroupIdEnabled = 0x01;

        /// <summary>GroupFlags: GroupVersion is there.</summary>
        public const int GroupVersionEnabled = 0x02;

        /// <summary>GroupFlags: NetworkMessageNumber is there.</summary>
        public const int NetworkMessageNumberEnabled = 0x04;

        /// <summary>GroupFlags: SequenceNumber is there.</summary>
        public const int SequenceNumberEnabled = 0x08;

        /// <summary>DataSetFlags1: the message is valid.</summary>
        public const int DataSetMessageValid = 0x01;

        /// <summary>DataSetFlags1: where the field encoding is.</summary>
        public const int FieldEncodingMask = 0x06;

        /// <summary>DataSetFlags1: fields as Variants.</summary>
        public const int FieldsAsVariant = 0x00;

        /// <summary>DataSetFlags1: fields as RawData.</summary>
        public const int FieldsAsRawData = 0x02;

        /// <summary>DataSetFlags1: fields as DataValues.</summary>
        public const int FieldsAsDataValue = 0x04;

        /// <summary>DataSetFlags1: the sequence number is there.</summary>
        public const int MessageSequenceNumberEnabled = 0x08;

        /// <summary>DataSetFlags1: the status is there.</summary>
        public const int StatusEnabled = 0x10;

        /// <summary>DataSetFlags1: ConfigurationVersion.MajorVersion is there.</summary>
        public const int MajorVersionEnabled = 0x20;

        /// <summary>DataSetFlags1: ConfigurationVersion.MinorVersion is there.</summary>
        public const int MinorVersionEnabled = 0x40;

        /// <summary>DataSetFlags1: DataSetFlags2 is there.</summary>
        public const int DataSetFlags2Enabled = 0x80;

        /// <summary>DataSetFlags2: a key frame.</summary>
        public const int KeyFrame = 0;

        /// <summary>DataSetFlags2: a delta frame.</summary>
        public const int DeltaFrame = 1;

        /// <summary>DataSetFlags2: an event.</summary>
        public const int Event = 2;

        /// <summary>DataSetFlags2: a keep-alive.</summary>
        public const int KeepAlive = 3;

        /// <summary>DataSetFlags2: the timestamp is there.</summary>
        public const int MessageTimestampEnabled = 0x10;

        /// <summary>DataSetFlags2: PicoSeconds is there.</summary>
        public const int MessagePicoSecondsEnabled = 0x20;
    }
}
