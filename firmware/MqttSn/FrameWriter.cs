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
    public static partial class FrameWriter
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
