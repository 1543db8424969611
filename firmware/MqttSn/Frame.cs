namespace Sidetap.MqttSn
{
    /// <summary>
    /// One received MQTT-SN 1.2 frame, read where it lies. The object is made once and filled by <see cref="Parse"/> for every datagram;
    /// fields that a message does not have are left 0.
    /// </summary>
    /// <remarks>Reads nothing outside the datagram, throws nothing, allocates nothing.</remarks>
    public sealed class Frame
    {
        /// <summary>Longest ClientId in octets (5.3.1).</summary>
        public const int MaxClientIdLength = 23;

        /// <summary>The octets that were parsed; belongs to the caller.</summary>
        public byte[] Buffer;

        /// <summary>The message.</summary>
        public MessageType Type;

        /// <summary>The Flags octet (5.3.4); see <see cref="MqttSn.Flags"/>.</summary>
        public int Flags;

        /// <summary>TopicId, 0..65,535; for a short topic name its two characters, the first one high.</summary>
        public int TopicId;

        /// <summary>MsgId, 0..65,535.</summary>
        public int MsgId;

        /// <summary>The ReturnCode octet; 4 and above are reserved.</summary>
        public int ReturnCode;

        /// <summary>Duration in seconds (CONNECT, ADVERTISE, DISCONNECT); -1 in a DISCONNECT without one.</summary>
        public int Duration;

        /// <summary>GwId of ADVERTISE and GWINFO, ProtocolId of CONNECT, Radius of SEARCHGW, Ctrl of an encapsulated frame.</summary>
        public int Octet;

        /// <summary>
        /// Index in <see cref="Buffer"/> of the variable part: ClientId, TopicName, WillTopic, WillMsg, Data, GwAdd, or the wrapped frame.
        /// </summary>
        public int DataOffset;

        /// <summary>Octets of the variable part, 0 or more.</summary>
        public int DataLength;

        /// <summary>Index of an encapsulated frame's WirelessNodeId.</summary>
        public int NodeIdOffset;

        /// <summary>Octets of an encapsulated frame's WirelessNodeId.</summary>
        public int NodeIdLength;

        /// <summary>Reads a datagram.</summary>
        /// <param name="buffer">Holds it; kept as <see cref="Buffer"/>.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets; they may be anything a network delivers.</param>
        /// <returns><see cref="FrameError.None"/>, or the reason for which nothing of this object may be used.</returns>
        public FrameError Parse(byte[] buffer, int offset, int length)
        {
            if (length < 2)
            {
                return FrameError.TooShort;
            }

            Buffer = buffer;
            int end = offset + length;
            int at = offset + 1;
            int frameLength = buffer[offset];
            if (frameLength == 1)
            {
                // 5.2.1: 0x01, then the length in two octets. Short frames may use this form too.
                if (length < 4)
                {
                    return FrameError.TooShort;
                }

                frameLength = (buffer[at] << 8) | buffer[at + 1];
                at += 2;
            }

            int code = buffer[at++];
            Type = (MessageType)code;
            if (frameLength == length && code == (int)MessageType.Publish)
            {
                return ParsePublish(at, end);
            }

            Flags = 0;
            TopicId = 0;
            MsgId = 0;
            ReturnCode = 0;
            Duration = 0;
            Octet = 0;
            NodeIdOffset = 0;
            NodeIdLength = 0;
            DataOffset = end;
            DataLength = 0;
            if (code == (int)MessageType.Encapsulated)
            {
                return ParseEncapsulated(at, offset + frameLength, end);
            }

            if (frameLength != length)
            {
                return FrameError.LengthMismatch;
            }

            if (MessageTypes.IsReserved(code))
            {
                return FrameError.ReservedType;
            }

            FrameError error = ReadFields(MessageTypes.LayoutOf(code), at, end);
            return error == FrameError.None ? CheckFields() : error;
        }

        /// <summary>PUBLISH (5.4.12) apart from the table: it is nearly all the traffic there is.</summary>
        private FrameError ParsePublish(int at, int end)
        {
            if (end - at < 5)
            {
                return FrameError.FieldsMissing;
            }

            byte[] buffer = Buffer;
            int flags = buffer[at];
            int topicId = (buffer[at + 1] << 8) | buffer[at + 2];
            Flags = flags;
            TopicId = topicId;
            MsgId = (buffer[at + 3] << 8) | buffer[at + 4];
            DataOffset = at + 5;
            DataLength = end - at - 5;
            ReturnCode = 0;
            Duration = 0;
            Octet = 0;
            NodeIdOffset = 0;
            NodeIdLength = 0;
            return CheckTopicId(flags, topicId);
        }

        /// <summary>5.5: Length counts itself, MsgType, Ctrl and WirelessNodeId; the wrapped frame is the rest of the datagram.</summary>
        private FrameError ParseEncapsulated(int at, int headerEnd, int end)
        {
            if (headerEnd > end || headerEnd < at)
            {
                return FrameError.LengthMismatch;
            }

            if (headerEnd == at || end - headerEnd < 2)
            {
                return FrameError.FieldsMissing;
            }

            Octet = Buffer[at];
            NodeIdOffset = at + 1;
            NodeIdLength = headerEnd - at - 1;
            DataOffset = headerEnd;
            DataLength = end - headerEnd;
            return FrameError.None;
        }

        private FrameError ReadFields(int layout, int at, int end)
        {
            byte[] buffer = Buffer;
            for (; layout != 0; layout >>= 4)
            {
                FieldKind kind = (FieldKind)(layout & 15);
                switch (kind)
                {
                    case FieldKind.Variable:
                        DataOffset = at;
                        DataLength = end - at;
                        at = end;
                        continue;

                    case FieldKind.OptionalDuration:
                        Duration = -1;
                        if (at == end)
                        {
                            continue;
                        }

                        kind = FieldKind.Duration;
                        break;

                    case FieldKind.OptionalFlags:
                        if (at == end)
                        {
                            continue;
                        }

                        kind = FieldKind.Flags;
                        break;
                }

                if (kind == FieldKind.Flags || kind == FieldKind.Octet || kind == FieldKind.ReturnCode)
                {
                    if (end - at < 1)
                    {
                        return FrameError.FieldsMissing;
                    }

                    SetOctet(kind, buffer[at]);
                    at++;
                }
                else
                {
                    if (end - at < 2)
                    {
                        return FrameError.FieldsMissing;
                    }

                    SetInteger(kind, (buffer[at] << 8) | buffer[at + 1]);
                    at += 2;
                }
            }

            return at == end ? FrameError.None : FrameError.ExtraOctets;
        }

        private void SetOctet(FieldKind kind, int value)
        {
            if (kind == FieldKind.Flags)
            {
                Flags = value;
            }
            else if (kind == FieldKind.ReturnCode)
            {
                ReturnCode = value;
            }
            else
            {
                Octet = value;
            }
        }

        private void SetInteger(FieldKind kind, int value)
        {
            if (kind == FieldKind.TopicId)
            {
                TopicId = value;
            }
            else if (kind == FieldKind.MsgId)
            {
                MsgId = value;
            }
            else
            {
                Duration = value;
            }
        }

        /// <summary>What the fields may hold, where the specification says so for every receiver.</summary>
        private FrameError CheckFields()
        {
            switch (Type)
            {
                case MessageType.Connect:
                    return DataLength < 1 || DataLength > MaxClientIdLength ? FrameError.ClientIdLength : FrameError.None;

                case MessageType.PingReq:
                    return DataLength > MaxClientIdLength ? FrameError.ClientIdLength : FrameError.None;

                case MessageType.Register:
                    if (DataLength < 1)
                    {
                        return FrameError.TopicNameLength;
                    }

                    return TopicId == 0xFFFF ? FrameError.ReservedTopicId : FrameError.None; // 0 is what a client sends

                case MessageType.Subscribe:
                case MessageType.Unsubscribe:
                    return CheckTopicOfSubscription();

                default:
                    return FrameError.None;
            }
        }

        /// <summary>SUBSCRIBE and UNSUBSCRIBE carry a name, or for the other id types two octets (5.4.15).</summary>
        private FrameError CheckTopicOfSubscription()
        {
            int topicIdType = Flags & MqttSn.Flags.TopicIdTypeMask;
            if (topicIdType == (int)TopicIdType.Normal)
            {
                return DataLength < 1 ? FrameError.TopicNameLength : FrameError.None;
            }

            if (DataLength != 2)
            {
                return topicIdType == 3 ? FrameError.ReservedTopicIdType
                    : DataLength < 2 ? FrameError.FieldsMissing : FrameError.ExtraOctets;
            }

            TopicId = (Buffer[DataOffset] << 8) | Buffer[DataOffset + 1];
            return CheckTopicId(Flags, TopicId);
        }

        private static FrameError CheckTopicId(int flags, int topicId)
        {
            int topicIdType = flags & MqttSn.Flags.TopicIdTypeMask;
            if (topicIdType == 3)
            {
                return FrameError.ReservedTopicIdType;
            }

            return topicIdType != (int)TopicIdType.ShortName && (topicId == 0 || topicId == 0xFFFF)
                ? FrameError.ReservedTopicId
                : FrameError.None;
        }
    }
}
