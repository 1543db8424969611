using System;
using Sidetap.Hal;

namespace Sidetap.Device.Bench
{
    /// <summary>A link with a gateway behind it that says yes to everything at once, without memory of the heap.</summary>
    public sealed class BenchLink : IDatagramLink
    {
        private const int Answers = 8;
        private const int AnswerLength = 8;

        private readonly byte[] _answers = new byte[Answers * AnswerLength];
        private readonly LinkAddress _gateway;
        private int _head;
        private int _count;
        private int _lastTopicId;

        /// <summary>Makes a link to a gateway.</summary>
        public BenchLink(LinkAddress gateway)
        {
            _gateway = gateway;
        }

        /// <inheritdoc/>
        public int MaxDatagramLength
        {
            get { return 1024; }
        }

        /// <inheritdoc/>
        public bool IsUp
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
        {
            int at = buffer[offset] == 1 ? offset + 3 : offset + 1; // three octets of length, or one (MQTT-SN 1.2, 5.2.1)
            switch (buffer[at])
            {
                case 0x04: // CONNECT
                    Answer(3, 0x05, 0, 0, 0);
                    break;

                case 0x0A: // REGISTER
                    _lastTopicId++;
                    Answer(7, 0x0B, _lastTopicId, buffer[at + 3], buffer[at + 4]);
                    break;

                case 0x0C: // PUBLISH
                    Answer(7, 0x0D, buffer[at + 3], buffer[at + 4], buffer[at + 5]);
                    break;

                case 0x16: // PINGREQ
                    Answer(2, 0x17, 0, 0, 0);
                    break;
            }

            return true;
        }

        /// <inheritdoc/>
        public bool Broadcast(byte[] buffer, int offset, int length, int radius)
        {
            return true;
        }

        /// <inheritdoc/>
        public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
        {
            if (_count == 0)
            {
                return -1;
            }

            int at = _head * AnswerLength;
            int length = _answers[at];
            Array.Copy(_answers, at, buffer, offset, length);
            from.CopyFrom(_gateway);
            _head = (_head + 1) % Answers;
            _count--;
            return length;
        }

        private void Answer(int length, int type, int topicId, int msgIdHigh, int msgIdLow)
        {
            int at = ((_head + _count) % Answers) * AnswerLength;
            _answers[at] = (byte)length;
            _answers[at + 1] = (byte)type;
            _answers[at + 2] = 0;
            _answers[at + 3] = (byte)topicId;
            _answers[at + 4] = (byte)msgIdHigh;
            _answers[at + 5] = (byte)msgIdLow;
            _answers[at + 6] = 0;
            _count++;
        }
    }
}
