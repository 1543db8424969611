using Sidetap.MqttSn;

namespace Sidetap.Tests
{
    /// <summary>A gateway that answers what it should and keeps the payloads it was given.</summary>
    public sealed class AnsweringGateway
    {
        private const int MaxPayloads = 1024;

        private readonly ScriptedLink _link;
        private readonly Frame _frame = new Frame();
        private int _lastTopicId;

        /// <summary>Payloads in the order they came, of all topics.</summary>
        public readonly byte[][] Payloads = new byte[MaxPayloads][];

        /// <summary>The topic each came to.</summary>
        public readonly int[] TopicIds = new int[MaxPayloads];

        /// <summary>The Flags each came with.</summary>
        public readonly int[] PublishFlags = new int[MaxPayloads];

        /// <summary>How many payloads came.</summary>
        public int Count;

        /// <summary>How many CONNECTs came.</summary>
        public int Connects;

        /// <summary>How many PINGREQs came.</summary>
        public int Pings;

        /// <summary>How many DISCONNECTs came.</summary>
        public int Disconnects;

        /// <summary>Whether it answers at all.</summary>
        public bool Answers = true;

        /// <summary>Whether it takes PUBLISH; otherwise it only answers everything else.</summary>
        public bool TakesPublish = true;

        /// <summary>The longest frame it reads; longer ones are ignored.</summary>
        public int MaxFrameLength = 65535;

        /// <summary>The ReturnCode of the next CONNACKs.</summary>
        public int ConnectReturnCode;

        /// <summary>The ReturnCode of the next REGACKs.</summary>
        public int RegAckCode;

        /// <summary>A name whose REGISTER is refused; null: none.</summary>
        public string RefusedName;

        /// <summary>Every so many datagrams from the box, one is lost; 0: none.</summary>
        public int LosesEvery;

        /// <summary>How many PUBLISH came with DUP.</summary>
        public int Dups;

        private int _datagrams;

        /// <summary>The ReturnCode of the next PUBACKs.</summary>
        public int PubAckCode;

        /// <summary>Names registered, by topic id.</summary>
        public readonly string[] Names = new string[32];

        /// <summary>Makes the other end of a link.</summary>
        public AnsweringGateway(ScriptedLink link)
        {
            _link = link;
        }

        /// <summary>Takes and answers what was sent; returns whether there was anything.</summary>
        public bool Serve()
        {
            bool any = false;
            byte[] datagram = _link.TakeSent();
            while (datagram != null)
            {
                any = true;
                Take(datagram);
                datagram = _link.TakeSent();
            }

            return any;
        }

        private void Take(byte[] datagram)
        {
            _datagrams++;
            bool isLost = LosesEvery > 0 && _datagrams % LosesEvery == 0;
            if (isLost || !Answers || datagram.Length > MaxFrameLength || _frame.Parse(datagram, 0, datagram.Length) != FrameError.None)
            {
                return;
            }

            switch (_frame.Type)
            {
                case MessageType.Connect:
                    Connects++;
                    _link.Arrive("03 05 0" + ConnectReturnCode.ToString());
                    break;

                case MessageType.Register:
                    string name = Text(datagram, _frame.DataOffset, _frame.DataLength);
                    if (RegAckCode != 0 || name == RefusedName)
                    {
                        Acknowledge(MessageType.RegAck, 0, _frame.MsgId, RegAckCode != 0 ? RegAckCode : 3);
                        break;
                    }

                    _lastTopicId++;
                    Names[_lastTopicId] = name;
                    Acknowledge(MessageType.RegAck, _lastTopicId, _frame.MsgId, 0);
                    break;

                case MessageType.Publish:
                    Dups += (_frame.Flags & Flags.Dup) != 0 ? 1 : 0;
                    if (!TakesPublish)
                    {
                        break;
                    }

                    byte[] payload = new byte[_frame.DataLength];
                    System.Array.Copy(datagram, _frame.DataOffset, payload, 0, payload.Length);
                    if (PubAckCode == 0)
                    {
                        Payloads[Count] = payload;
                        TopicIds[Count] = _frame.TopicId;
                        PublishFlags[Count] = _frame.Flags;
                        Count++;
                    }

                    if (Flags.ToQos(_frame.Flags) == 1)
                    {
                        Acknowledge(MessageType.PubAck, _frame.TopicId, _frame.MsgId, PubAckCode);
                    }

                    break;

                case MessageType.PingReq:
                    Pings++;
                    _link.Arrive("02 17");
                    break;

                case MessageType.Disconnect:
                    Disconnects++;
                    _link.Arrive("02 18");
                    break;
            }
        }

        private void Acknowledge(MessageType type, int topicId, int msgId, int returnCode)
        {
            byte[] frame = new byte[7];
            FrameWriter.TopicAck(frame, 0, type, topicId, msgId, returnCode);
            _link.Arrive(frame, _link.Gateway);
        }

        private static string Text(byte[] octets, int offset, int length)
        {
            char[] text = new char[length];
            for (int i = 0; i < length; i++)
            {
                text[i] = (char)octets[offset + i];
            }

            return new string(text);
        }
    }
}
