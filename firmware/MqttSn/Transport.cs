using System;
using Sidetap.Hal;

namespace Sidetap.MqttSn
{
    /// <summary>
    /// The way frames take between client and link: sent from the buffer they were written in, wrapped for a forwarder where the client is one of its nodes
    /// (MQTT-SN 1.2, 5.5), and read from a buffer of their own.
    /// </summary>
    internal sealed class Transport
    {
        /// <summary>No datagram waits.</summary>
        public const int NothingWaits = -1;

        /// <summary>A datagram that does not fit the receive buffer.</summary>
        public const int TooLong = 256;

        private const int WrapperHeaderLength = 3; // Length, MsgType, Ctrl; then WirelessNodeId

        private readonly ClientSettings _settings;
        private readonly IDatagramLink _link;
        private readonly ClientStatistics _statistics;
        private readonly byte[] _receiveBuffer;

        /// <summary>Makes a transport.</summary>
        public Transport(ClientSettings settings, IDatagramLink link, ClientStatistics statistics)
        {
            _settings = settings;
            _link = link;
            _statistics = statistics;
            WrapperLength = settings.WirelessNodeId.Length == 0 ? 0 : WrapperHeaderLength + settings.WirelessNodeId.Length;
            _receiveBuffer = new byte[WrapperLength + settings.MaxFrameLength];
        }

        /// <summary>Octets that have to be free before every frame that is sent.</summary>
        public int WrapperLength { get; }

        /// <summary>Octets of the receive buffer.</summary>
        public int BufferLength
        {
            get { return _receiveBuffer.Length; }
        }

        /// <summary>Sends a frame, with <see cref="WrapperLength"/> octets free before it.</summary>
        /// <returns>Whether the link took it.</returns>
        public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
        {
            int start = offset - WrapperLength;
            return length != 0 && Count(_link.Send(buffer, Wrap(buffer, start, offset), length + WrapperLength, to), length + WrapperLength);
        }

        /// <summary>Sends a frame to all around, with <see cref="WrapperLength"/> octets free before it.</summary>
        public bool Broadcast(byte[] buffer, int offset, int length, int radius)
        {
            int start = offset - WrapperLength;
            return length != 0 && Count(_link.Broadcast(buffer, Wrap(buffer, start, offset), length + WrapperLength, radius), length + WrapperLength);
        }

        /// <summary>Takes the next datagram.</summary>
        /// <param name="frame">Receives the frame, where there is one.</param>
        /// <param name="from">Receives the sender.</param>
        /// <returns><see cref="NothingWaits"/>, <see cref="TooLong"/>, or a <see cref="FrameError"/>.</returns>
        public int Receive(Frame frame, LinkAddress from)
        {
            int length = _link.Receive(_receiveBuffer, 0, _receiveBuffer.Length, from);
            if (length < 0)
            {
                return NothingWaits;
            }

            _statistics.FramesReceived++;
            _statistics.OctetsReceived += (uint)length;
            if (length > _receiveBuffer.Length)
            {
                return TooLong;
            }

            FrameError error = frame.Parse(_receiveBuffer, 0, length);
            if (error == FrameError.None && frame.Type == MessageType.Encapsulated && IsForUs(frame))
            {
                error = frame.Parse(_receiveBuffer, frame.DataOffset, frame.DataLength);
            }

            return (int)error;
        }

        private bool IsForUs(Frame frame)
        {
            byte[] nodeId = _settings.WirelessNodeId;
            if (nodeId.Length == 0 || nodeId.Length != frame.NodeIdLength)
            {
                return false;
            }

            for (int i = 0; i < nodeId.Length; i++)
            {
                if (nodeId[i] != frame.Buffer[frame.NodeIdOffset + i])
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Writes the wrapper before a frame; returns where the datagram begins.</summary>
        private int Wrap(byte[] buffer, int start, int offset)
        {
            if (start != offset)
            {
                buffer[start] = (byte)WrapperLength;
                buffer[start + 1] = (byte)MessageType.Encapsulated;
                buffer[start + 2] = (byte)(_settings.ForwarderRadius & 3);
                Array.Copy(_settings.WirelessNodeId, 0, buffer, start + WrapperHeaderLength, _settings.WirelessNodeId.Length);
            }

            return start;
        }

        private bool Count(bool sent, int length)
        {
            if (sent)
            {
                _statistics.FramesSent++;
                _statistics.OctetsSent += (uint)length;
            }
            else
            {
                _statistics.SendFailures++;
            }

            return sent;
        }
    }
}
