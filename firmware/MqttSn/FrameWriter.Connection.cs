namespace Sidetap.MqttSn
{
    /// <content>Finding a gateway, connecting, will, keep-alive and sleep.</content>
    public static partial class FrameWriter
    {
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
    }
}
