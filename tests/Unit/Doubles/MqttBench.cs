using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    /// <summary>A box with the test profile on a fake board, which publishes to a fake broker.</summary>
    public sealed class MqttBench
    {
        /// <summary>Settings.</summary>
        public readonly NodeSettings Settings = new NodeSettings();

        /// <summary>The profile.</summary>
        public readonly MachineProfile Profile = TestProfile.Create();

        /// <summary>The board.</summary>
        public readonly FakeBoard Board = new FakeBoard();

        /// <summary>The broker.</summary>
        public readonly FakeBroker Broker = new FakeBroker();

        /// <summary>The box.</summary>
        public Node Node;

        /// <summary>The time, in milliseconds of uptime.</summary>
        public long NowMs;

        /// <summary>Prepares everything but the box.</summary>
        public MqttBench()
        {
            Settings.TimeWaitMs = 0;
            Settings.PublishesEvents = false;
            Settings.Mqtt.MaxMessageLength = 8192;
            Settings.QueueCapacity = 65536;
            Settings.OutboxPages = 0;
        }

        /// <summary>Makes and starts the box at time 0.</summary>
        public MqttBench Start()
        {
            Node = new Node(Settings, Profile, Board, Broker, Board.Inputs, new MemoryFiles());
            Node.Start(0);
            return this;
        }

        /// <summary>Lets the box live up to a time, at a machine whose X axis moves all the time, every PUBACK being there at once.</summary>
        public void RunTo(long untilMs)
        {
            while (true)
            {
                Board.Values[TestChannels.PositionX] = (NowMs / 100) % 200;
                long due = Node.Step(NowMs);
                for (int i = 0; i < 200 && (HasNews || due <= NowMs); i++)
                {
                    due = Node.Step(NowMs);
                }

                if (due > untilMs)
                {
                    NowMs = untilMs;
                    return;
                }

                NowMs = due;
            }
        }

        /// <summary>Whether the broker has done something that the box has not seen.</summary>
        private bool HasNews
        {
            get { return Broker.HasAcknowledged || (Node.Uplink.State == ClientState.Connecting && Broker.State != BrokerState.Connecting); }
        }

        /// <summary>Whether a message is a key or delta frame in UADP-Dynamic: those have sequence numbers of their own.</summary>
        public bool IsData(int index)
        {
            byte[] payload = Broker.Payloads[index];
            int type = payload[0] == 0xD1 ? payload[14] & 15 : -1;
            return type == Uadp.KeyFrame || type == Uadp.DeltaFrame;
        }

        /// <summary>The sequence number of a data message in UADP-Dynamic.</summary>
        public int SequenceOf(int index)
        {
            byte[] payload = Broker.Payloads[index];
            return payload[15] | (payload[16] << 8);
        }

        /// <summary>How many sequence numbers are missing among the data messages that came; a message that came again counts once.</summary>
        public int Gaps()
        {
            int next = -1;
            int gaps = 0;
            for (int i = 0; i < Broker.Count; i++)
            {
                if (IsData(i))
                {
                    int sequence = SequenceOf(i);
                    if (next < 0 || sequence >= next)
                    {
                        gaps += next < 0 ? 0 : sequence - next;
                        next = sequence + 1;
                    }
                }
            }

            return gaps;
        }

        /// <summary>How many data messages came more than once.</summary>
        public int Repeated()
        {
            int last = -1;
            int repeated = 0;
            for (int i = 0; i < Broker.Count; i++)
            {
                if (IsData(i))
                {
                    repeated += SequenceOf(i) == last ? 1 : 0;
                    last = SequenceOf(i);
                }
            }

            return repeated;
        }
    }
}
