namespace Sidetap.MqttSn
{
    /// <content>Topics: registering, subscribing, and the acknowledgements.</content>
    public static partial class FrameWriter
    {
        /// <summary>REGISTER (5.4.10).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="topicId">The id a gateway assigns; 0 from a client.</param>
        /// <param name="msgId">MsgId.</param>
        /// <param name="topicName">The name, 1 octet or more.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Register(byte[] buffer, int offset, int topicId, int msgId, byte[] topicName)
        {
            int at = Header(buffer, offset, 4 + topicName.Length, MessageType.Register);
            if (at == 0)
            {
                return 0;
            }

            Put16(buffer, at, topicId);
            Put16(buffer, at + 2, msgId);
            return PutTail(buffer, offset, at + 4, topicName, 0, topicName.Length);
        }

        /// <summary>REGACK (5.4.11) or PUBACK (5.4.13).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="topicId">TopicId.</param>
        /// <param name="msgId">MsgId of what is answered.</param>
        /// <param name="returnCode">ReturnCode.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int TopicAck(byte[] buffer, int offset, MessageType type, int topicId, int msgId, int returnCode)
        {
            int at = Header(buffer, offset, 5, type);
            if (at == 0)
            {
                return 0;
            }

            Put16(buffer, at, topicId);
            Put16(buffer, at + 2, msgId);
            buffer[at + 4] = (byte)returnCode;
            return 7;
        }

        /// <summary>PUBREC, PUBREL, PUBCOMP (5.4.14) or UNSUBACK (5.4.18): messages that are one MsgId.</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="msgId">MsgId of what is answered.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int MsgIdAck(byte[] buffer, int offset, MessageType type, int msgId)
        {
            int at = Header(buffer, offset, 2, type);
            if (at == 0)
            {
                return 0;
            }

            Put16(buffer, at, msgId);
            return 4;
        }

        /// <summary>SUBSCRIBE (5.4.15) or UNSUBSCRIBE (5.4.17) by name.</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="flags">DUP and QoS; the topic id type is normal.</param>
        /// <param name="msgId">MsgId.</param>
        /// <param name="topicName">The name or wildcard, 1 octet or more.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int SubscribeName(byte[] buffer, int offset, MessageType type, int flags, int msgId, byte[] topicName)
        {
            int at = Header(buffer, offset, 3 + topicName.Length, type);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            Put16(buffer, at + 1, msgId);
            return PutTail(buffer, offset, at + 3, topicName, 0, topicName.Length);
        }

        /// <summary>SUBSCRIBE (5.4.15) or UNSUBSCRIBE (5.4.17) by predefined id or short name.</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="flags">DUP, QoS and TopicIdType.</param>
        /// <param name="msgId">MsgId.</param>
        /// <param name="topicId">The id, or a short name's two characters.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int SubscribeId(byte[] buffer, int offset, MessageType type, int flags, int msgId, int topicId)
        {
            int at = Header(buffer, offset, 5, type);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            Put16(buffer, at + 1, msgId);
            Put16(buffer, at + 3, topicId);
            return 7;
        }

        /// <summary>SUBACK (5.4.16).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="flags">The granted QoS.</param>
        /// <param name="topicId">The topic's id; 0 for a wildcard.</param>
        /// <param name="msgId">MsgId of the SUBSCRIBE.</param>
        /// <param name="returnCode">ReturnCode.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int SubAck(byte[] buffer, int offset, int flags, int topicId, int msgId, int returnCode)
        {
            int at = Header(buffer, offset, 6, MessageType.SubAck);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            Put16(buffer, at + 1, topicId);
            Put16(buffer, at + 3, msgId);
            buffer[at + 5] = (byte)returnCode;
            return 8;
        }
    }
}
