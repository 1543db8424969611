namespace Sidetap.PubSub
{
    /// <summary>
    /// The discovery announcement that carries a data set's DataSetMetaData (OPC 10000-14, 7.2.4.6.4), in one NetworkMessage or, where that exceeds the
    /// frame, in chunks (7.2.4.4.4). Written when asked for; the text is never held whole.
    /// </summary>
    public sealed class MetaDataAnnouncement
    {
        private const int DataSetMetaData = 2;  // AnnouncementType, 7.2.4.6.3
        private const int ChunkHeaderLength = 14; // MessageSequenceNumber u16, ChunkOffset u32, TotalSize u32, ChunkData's length i32

        private const int EUInformationEncodingId = 889; // EUInformation_Encoding_DefaultBinary (OPC 10000-6, NodeIds)
        private const int RangeEncodingId = 886;         // Range_Encoding_DefaultBinary

        // Fields, because a literal is a new object each time it is evaluated.
        private static readonly string EngineeringUnitsKey = "EngineeringUnits";
        private static readonly string EURangeKey = "EURange";
        private static readonly string EnumStringsKey = "EnumStrings";

        private readonly PublisherSettings _settings;
        private readonly FieldMetaData[] _fields;
        private readonly string _dataSetName;
        private readonly string _description;
        private readonly NetworkMessageHeader _header;
        private readonly OctetWindow _window = new OctetWindow();
        private readonly byte[] _classId;
        private readonly int _totalSize;

        /// <summary>Makes the announcement of a data set.</summary>
        /// <param name="settings">Identity and versions; they may change later, with a new <see cref="SequenceNumber"/>.</param>
        /// <param name="fields">The fields.</param>
        /// <param name="dataSetName">The data set's name.</param>
        /// <param name="description">What it is, in a sentence; null for none.</param>
        /// <param name="classId">DataSetClassId (6.2.3.3), 16 octets as a Guid is encoded (OPC 10000-6, 5.2.2.6); null for a data set that belongs to no
        /// class.</param>
        public MetaDataAnnouncement(PublisherSettings settings, FieldMetaData[] fields, string dataSetName, string description, byte[] classId)
        {
            _settings = settings;
            _fields = fields;
            _classId = classId;
            _dataSetName = dataSetName;
            _description = description;
            _header = new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = settings.PublisherIdType,
                PublisherId = settings.PublisherId,
                ExtendedFlags2 = Uadp.DiscoveryAnnouncement,
                HasSecurityHeader = true, // 7.2.4.6.3: ExtendedFlags1 bit 4 shall be true
            };
            _window.Open(null, 0, 0, 0);
            WritePayload();
            _totalSize = _window.Position;
        }

        /// <summary>Octets of the whole payload: announcement header, DataSetWriterId, MetaData and StatusCode.</summary>
        public int TotalSize
        {
            get { return _totalSize; }
        }

        /// <summary>How many NetworkMessages the announcement takes.</summary>
        /// <param name="maxLength">The longest NetworkMessage, in octets.</param>
        /// <returns>1 or more; 0 when not even a chunk of one octet fits.</returns>
        public int MessageCount(int maxLength)
        {
            if (_header.Length + _totalSize <= maxLength)
            {
                return 1;
            }

            int chunk = maxLength - _header.Length - ChunkHeaderLength;
            return chunk < 1 ? 0 : (_totalSize + chunk - 1) / chunk;
        }

        /// <summary>The announcement's sequence number, 0..65,535: one more with every announcement of a PublisherId, whatever its data set
        /// (7.2.4.6.3).</summary>
        public int SequenceNumber { get; set; }

        /// <summary>Writes one of the announcement's NetworkMessages.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="maxLength">The longest NetworkMessage, the same for all of them; the buffer has that much room.</param>
        /// <param name="index">0..<see cref="MessageCount"/> - 1. All chunks but the last have the same size (7.2.4.4.4).</param>
        /// <returns>The message's octets, or 0 for an index that does not exist.</returns>
        public int Write(byte[] buffer, int offset, int maxLength, int index)
        {
            int count = MessageCount(maxLength);
            if (index >= count)
            {
                return 0;
            }

            _header.ExtendedFlags2 = count == 1 ? Uadp.DiscoveryAnnouncement : Uadp.DiscoveryAnnouncement | Uadp.Chunk;
            int at = offset + _header.Write(buffer, offset);
            if (count == 1)
            {
                _window.Open(buffer, at, 0, _totalSize);
                WritePayload();
                return at + _totalSize - offset;
            }

            int size = maxLength - _header.Length - ChunkHeaderLength;
            int from = index * size;
            int length = _totalSize - from < size ? _totalSize - from : size;
            UaBinary.Put16(buffer, at, SequenceNumber);
            UaBinary.Put32(buffer, at + 2, (uint)from);
            UaBinary.Put32(buffer, at + 6, (uint)_totalSize);
            UaBinary.Put32(buffer, at + 10, (uint)length);
            at += ChunkHeaderLength;
            _window.Open(buffer, at, from, from + length);
            WritePayload();
            return at + length - offset;
        }

        private void WritePayload()
        {
            OctetWindow o = _window;
            o.Put8(DataSetMetaData);
            o.Put16(SequenceNumber);
            o.Put16(_settings.DataSetWriterId);

            // DataSetMetaDataType (6.2.3.2.3): first what it inherits of DataTypeSchemaHeader, all empty.
            PutNullArray(); // Namespaces
            PutNullArray(); // StructureDataTypes
            PutNullArray(); // EnumDataTypes
            PutNullArray(); // SimpleDataTypes
            o.PutString(_dataSetName);
            PutLocalizedText(_description);
            o.Put32((uint)_fields.Length);
            for (int i = 0; i < _fields.Length; i++)
            {
                PutField(_fields[i], i);
            }

            PutClassId();
            o.Put32(_settings.MajorVersion);
            o.Put32(_settings.MinorVersion);
            o.Put32(StatusCode.Good);
        }

        private void PutField(FieldMetaData field, int index)
        {
            OctetWindow o = _window;
            o.PutString(field.Name);
            PutLocalizedText(field.Description);
            o.Put16(0); // FieldFlags: not promoted
            o.Put8((int)field.Type);
            o.Put8(0); // DataType: a NodeId of two octets in namespace 0, where the built-in types are
            o.Put8((int)field.Type);
            if (field.ArrayLength > 0)
            {
                o.Put32(1); // ValueRank: one dimension
                o.Put32(1);
                o.Put32((uint)field.ArrayLength);
            }
            else
            {
                o.Put32(0xFFFFFFFF); // ValueRank: scalar
                PutNullArray();
            }

            o.Put32((uint)field.MaxStringLength);
            PutFieldId(index);
            PutProperties(field);
        }

        /// <summary>
        /// DataSetFieldId: a Guid that names the field for the life of the data set. Made of PublisherId, DataSetWriterId and position, marked as a
        /// custom (version 8) Guid.
        /// </summary>
        private void PutFieldId(int index)
        {
            _window.Put32((uint)(_settings.PublisherId >> 32));
            _window.Put16((int)(_settings.PublisherId >> 16) & 0xFFFF);
            _window.Put16(0x8000 | _settings.WriterGroupId & 0x0FFF);
            _window.Put8(0x80);
            _window.Put8(0);
            _window.Put16((int)_settings.PublisherId & 0xFFFF);
            _window.Put16(_settings.DataSetWriterId);
            _window.Put16(index + 1);
        }

        private void PutProperties(FieldMetaData field)
        {
            int count = (field.Unit != null ? 1 : 0) + (field.HasRange ? 1 : 0) + (field.EnumStrings != null ? 1 : 0);
            if (count == 0)
            {
                PutNullArray();
                return;
            }

            OctetWindow o = _window;
            o.Put32((uint)count);
            if (field.Unit != null)
            {
                EngineeringUnit unit = field.Unit;
                PutKey(EngineeringUnitsKey);
                PutExtensionObject(
                    EUInformationEncodingId,
                    4 + Utf8.Length(EngineeringUnit.NamespaceUri) + 4 + LocalizedTextLength(unit.DisplayName) + LocalizedTextLength(unit.Description));
                o.PutString(EngineeringUnit.NamespaceUri);
                o.Put32((uint)unit.UnitId);
                PutLocalizedText(unit.DisplayName);
                PutLocalizedText(unit.Description);
            }

            if (field.HasRange)
            {
                PutKey(EURangeKey);
                PutExtensionObject(RangeEncodingId, 16);
                o.Put64(UaBinary.BitsOf(field.RangeLow));
                o.Put64(UaBinary.BitsOf(field.RangeHigh));
            }

            if (field.EnumStrings != null)
            {
                PutKey(EnumStringsKey);
                o.Put8(BuiltInTypes.ArrayFlag | BuiltInTypes.LocalizedTextId);
                o.Put32((uint)field.EnumStrings.Length);
                for (int i = 0; i < field.EnumStrings.Length; i++)
                {
                    PutLocalizedText(field.EnumStrings[i]);
                }
            }
        }

        /// <summary>A QualifiedName of namespace 0.</summary>
        private void PutKey(string name)
        {
            _window.Put16(0);
            _window.PutString(name);
        }

        /// <summary>A Variant with an ExtensionObject: NodeId of its encoding in four octets, then a body of this length.</summary>
        private void PutExtensionObject(int encodingId, int length)
        {
            _window.Put8(BuiltInTypes.ExtensionObjectId);
            _window.Put8(1); // NodeId in four octets
            _window.Put8(0); // namespace 0
            _window.Put16(encodingId);
            _window.Put8(1); // the body is a ByteString
            _window.Put32((uint)length);
        }

        private static int LocalizedTextLength(string text)
        {
            return text == null ? 1 : 5 + Utf8.Length(text);
        }

        /// <summary>A LocalizedText without a locale (OPC 10000-6, 5.2.2.14).</summary>
        private void PutLocalizedText(string text)
        {
            if (text == null)
            {
                _window.Put8(0);
            }
            else
            {
                _window.Put8(2);
                _window.PutString(text);
            }
        }

        private void PutNullArray()
        {
            _window.Put32(0xFFFFFFFF);
        }

        private void PutClassId()
        {
            for (int i = 0; i < 16; i++)
            {
                _window.Put8(_classId == null ? 0 : _classId[i]);
            }
        }
    }
}
