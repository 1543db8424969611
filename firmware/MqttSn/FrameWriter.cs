using System;

namespace Sidetap.MqttSn
{
    /// <summary>
    /// Writes MQTT-SN 1.2 frames, one method a message, fields in wire order. The room is checked once, before anything is written.
    /// </summary>
    /// <remarks>
    /// Every method returns the frame's octets, or 0 when the buffer has no room for it or the frame would be longer than 65,535 octets; then
    /// nothing was written. Frames of 256 octets and more get the three-octet Length (5.2.1). Arguments are the caller's to get right: they come
    /// from settings and from frames that were checked on arrival.
    /// </remarks>
    public static class FrameWriter
    {
        /// <summary>The longest PUBLISH header in octets: what must be free before a payload that is encoded in place.</summary>
        public const int PublishHeaderRoom = 9;

        /// <summary>The ProtocolId of CONNECT (5.3.7).</summary>
        public const int ProtocolId = 0x01;

        /// <summary>Writes the header of a PUBLISH (5.4.12) so that it ends where the payload begins.</summary>
        /// <param name="buffer">Holds the payload.</param>
        /// <param name="payloadOffset">Index of the payload's first octet, at least <see cref="PublishHeaderRoom"/>.</param>
        /// <param name="payloadLength">Octets of payload, 0..65,526.</param>
        /// <param name="flags">DUP, QoS, Retain and TopicIdType.</param>
        /// <param name="topicId">Topic id, or a short name's two characters.</param>
        /// <param name="msgId">MsgId; 0 for QoS 0 and -1.</param>
        /// <returns>Index of the frame's first octet; the frame ends with the payload.</returns>
        public static int PublishHeader(byte[] buffer, int payloadOffset, int payloadLength, int flags, int topicId, int msgId)
        {
            int start = payloadOffset - 7;
            if (payloadLength <= 255 - 7)
            {
                buffer[start] = (byte)(payloadLength + 7);
            }
            else
            {
                start -= 2;
                int length = payloadLength + 9;
                buffer[start] = 1;
                buffer[start + 1] = (byte)(length >> 8);
                buffer[start + 2] = (byte)length;
            }

            buffer[payloadOffset - 6] = (byte)MessageType.Publish;
            buffer[payloadOffset - 5] = (byte)flags;
            buffer[payloadOffset - 4] = (byte)(topicId >> 8);
            buffer[payloadOffset - 3] = (byte)topicId;
            buffer[payloadOffset - 2] = (byte)(msgId >> 8);
            buffer[payloadOffset - 1] = (byte)msgId;
            return start;
        }

        /// <summary>PUBLISH (5.4.12) with a payload from elsewhere.</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="flags">DUP, QoS, Retain and TopicIdType.</param>
        /// <param name="topicId">Topic id, or a short name's two characters.</param>
        /// <param name="msgId">MsgId; 0 for QoS 0 and -1.</param>
        /// <param name="data">Holds the payload.</param>
        /// <param name="dataOffset">Index of its first octet.</param>
        /// <param name="dataLength">Its octets.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Publish(byte[] buffer, int offset, int flags, int topicId, int msgId, byte[] data, int dataOffset, int dataLength)
        {
            int header = dataLength <= 255 - 7 ? 7 : 9;
            int length = header + dataLength;
            if (buffer.Length - offset < length || length > 0xFFFF)
            {
                return 0;
            }

            Array.Copy(data, dataOffset, buffer, offset + header, dataLength);
            PublishHeader(buffer, offset + header, dataLength, flags, topicId, msgId);
            return length;
        }

        /// <summary>ADVERTISE (5.4.1).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="gwId">The gateway's id, 0..255.</param>
        /// <param name="duration">Seconds until the next ADVERTISE.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Advertise(byte[] buffer, int offset, int gwId, int duration)
        {
            int at = Header(buffer, offset, 3, MessageType.Advertise);
            if (at != 0)
            {
                buffer[at] = (byte)gwId;
                Put16(buffer, at + 1, duration);
                return 5;
            }

            return 0;
        }

        /// <summary>SEARCHGW (5.4.2).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="radius">Broadcast radius, 0 for all nodes.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int SearchGw(byte[] buffer, int offset, int radius)
        {
            return OneOctet(buffer, offset, MessageType.SearchGw, radius);
        }

        /// <summary>GWINFO (5.4.3).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="gwId">The gateway's id, 0..255.</param>
        /// <param name="address">The gateway's address, where a client answers for it.</param>
        /// <param name="addressLength">Octets of it; 0 when the gateway itself answers.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int GwInfo(byte[] buffer, int offset, int gwId, byte[] address, int addressLength)
        {
            int at = Header(buffer, offset, 1 + addressLength, MessageType.GwInfo);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)gwId;
            return PutTail(buffer, offset, at + 1, address, 0, addressLength);
        }

        /// <summary>CONNECT (5.4.4).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="flags">Will and CleanSession.</param>
        /// <param name="duration">Keep-alive in seconds.</param>
        /// <param name="clientId">ClientId, 1..23 octets.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Connect(byte[] buffer, int offset, int flags, int duration, byte[] clientId)
        {
            int at = Header(buffer, offset, 4 + clientId.Length, MessageType.Connect);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            buffer[at + 1] = ProtocolId;
            Put16(buffer, at + 2, duration);
            return PutTail(buffer, offset, at + 4, clientId, 0, clientId.Length);
        }

        /// <summary>CONNACK (5.4.5).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="returnCode">ReturnCode.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int ConnAck(byte[] buffer, int offset, int returnCode)
        {
            return OneOctet(buffer, offset, MessageType.ConnAck, returnCode);
        }

        /// <summary>WILLTOPICREQ (5.4.6), WILLMSGREQ (5.4.8) or PINGRESP (5.4.20): messages without fields.</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Bare(byte[] buffer, int offset, MessageType type)
        {
            return Header(buffer, offset, 0, type) == 0 ? 0 : 2;
        }

        /// <summary>WILLTOPIC (5.4.7) or WILLTOPICUPD (5.4.22).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="flags">QoS and Retain of the will.</param>
        /// <param name="topic">The will topic; of no octets: the frame of two octets that deletes the will.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int WillTopic(byte[] buffer, int offset, MessageType type, int flags, byte[] topic)
        {
            if (topic.Length == 0)
            {
                return Bare(buffer, offset, type);
            }

            int at = Header(buffer, offset, 1 + topic.Length, type);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)flags;
            return PutTail(buffer, offset, at + 1, topic, 0, topic.Length);
        }

        /// <summary>WILLMSG (5.4.9), WILLMSGUPD (5.4.23) or PINGREQ (5.4.19): messages that are one variable part.</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="data">The will message; for PINGREQ a sleeping client's ClientId, else no octets.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Tail(byte[] buffer, int offset, MessageType type, byte[] data)
        {
            int at = Header(buffer, offset, data.Length, type);
            return at == 0 ? 0 : PutTail(buffer, offset, at, data, 0, data.Length);
        }

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

        /// <summary>DISCONNECT (5.4.21).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="duration">Seconds a client will sleep; negative for a DISCONNECT without Duration.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int Disconnect(byte[] buffer, int offset, int duration)
        {
            if (duration < 0)
            {
                return Bare(buffer, offset, MessageType.Disconnect);
            }

            int at = Header(buffer, offset, 2, MessageType.Disconnect);
            if (at == 0)
            {
                return 0;
            }

            Put16(buffer, at, duration);
            return 4;
        }

        /// <summary>WILLTOPICRESP (5.4.24) or WILLMSGRESP (5.4.25).</summary>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="type">Which of them.</param>
        /// <param name="returnCode">ReturnCode.</param>
        /// <returns>The frame's octets, or 0.</returns>
        public static int WillResp(byte[] buffer, int offset, MessageType type, int returnCode)
        {
            return OneOctet(buffer, offset, type, returnCode);
        }

        /// <summary>Wraps a frame for a forwarder (5.5). Length covers Ctrl and WirelessNodeId, not the frame.</summary>
        /// <param name="buffer">Receives the wrapper and the frame.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <param name="ctrl">Broadcast radius in bits 1-0.</param>
        /// <param name="nodeId">WirelessNodeId, up to 252 octets.</param>
        /// <param name="frame">Holds the frame to wrap.</param>
        /// <param name="frameOffset">Index of its first octet.</param>
        /// <param name="frameLength">Its octets, 2 or more.</param>
        /// <returns>Octets of wrapper and frame, or 0.</returns>
        public static int Encapsulated(byte[] buffer, int offset, int ctrl, byte[] nodeId, byte[] frame, int frameOffset, int frameLength)
        {
            int header = 3 + nodeId.Length;
            if (header > 255 || header + frameLength > 0xFFFF || buffer.Length - offset < header + frameLength)
            {
                return 0;
            }

            buffer[offset] = (byte)header;
            buffer[offset + 1] = (byte)MessageType.Encapsulated;
            buffer[offset + 2] = (byte)ctrl;
            Array.Copy(nodeId, 0, buffer, offset + 3, nodeId.Length);
            Array.Copy(frame, frameOffset, buffer, offset + header, frameLength);
            return header + frameLength;
        }

        private static int OneOctet(byte[] buffer, int offset, MessageType type, int value)
        {
            int at = Header(buffer, offset, 1, type);
            if (at == 0)
            {
                return 0;
            }

            buffer[at] = (byte)value;
            return 3;
        }

        /// <summary>Writes Length and MsgType for a message of so many octets behind MsgType; returns the index behind them, or 0.</summary>
        private static int Header(byte[] buffer, int offset, int bodyLength, MessageType type)
        {
            int length = bodyLength + 2;
            int at = offset;
            if (length > 255)
            {
                length += 2;
            }

            if (buffer.Length - offset < length || length > 0xFFFF)
            {
                return 0;
            }

            if (length > 255)
            {
                buffer[at] = 1;
                Put16(buffer, at + 1, length);
                at += 3;
            }
            else
            {
                buffer[at++] = (byte)length;
            }

            buffer[at] = (byte)type;
            return at + 1;
        }

        /// <summary>Writes the variable part that ends a frame; returns the frame's octets.</summary>
        private static int PutTail(byte[] buffer, int frameOffset, int at, byte[] data, int dataOffset, int dataLength)
        {
            Array.Copy(data, dataOffset, buffer, at, dataLength);
            return at + dataLength - frameOffset;
        }

        private static void Put16(byte[] buffer, int at, int value)
        {
            buffer[at] = (byte)(value >> 8);
            buffer[at + 1] = (byte)value;
        }
    }
}
