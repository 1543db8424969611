using System.Text;
using Sidetap.Model;

namespace Sidetap.Tests
{
    /// <summary>A box with the test profile on a fake board, a scripted link and an answering gateway.</summary>
    public sealed class NodeBench
    {
        /// <summary>Settings; ClientId "box".</summary>
        public readonly NodeSettings Settings = new NodeSettings();

        /// <summary>The profile.</summary>
        public MachineProfile Profile = TestProfile.Create();

        /// <summary>The board.</summary>
        public readonly FakeBoard Board = new FakeBoard();

        /// <summary>What the box sees of it.</summary>
        public Hal.MachineInputs Inputs;

        /// <summary>Its files.</summary>
        public readonly MemoryFiles Files;

        /// <summary>Its link.</summary>
        public readonly ScriptedLink Link = new ScriptedLink();

        /// <summary>The gateway.</summary>
        public readonly AnsweringGateway Gateway;

        /// <summary>The box.</summary>
        public Node Node;

        /// <summary>The time, in milliseconds of uptime.</summary>
        public long NowMs;

        /// <summary>Prepares everything but the box.</summary>
        public NodeBench()
            : this(new MemoryFiles())
        {
        }

        /// <summary>Prepares everything but the box, whose files are these.</summary>
        public NodeBench(MemoryFiles files)
        {
            Files = files;
            Inputs = Board.Inputs;
            Gateway = new AnsweringGateway(Link);
            Settings.TimeWaitMs = 0; // the tests that are not about the time don't set it
            Settings.PublishesEvents = false; // nor do those that are not about events count them
            Settings.Client.ClientId = Encoding.UTF8.GetBytes("box");
            Settings.Gateway.CopyFrom(Link.Gateway);
        }

        /// <summary>Makes and starts the box at time 0.</summary>
        public NodeBench Start()
        {
            Node = new Node(Settings, Profile, Board, Link, Inputs, Files);
            Node.Start(0);
            return this;
        }

        /// <summary>Lets the box live up to a time, every answer arriving at once.</summary>
        public void RunTo(long untilMs)
        {
            while (true)
            {
                long due = Node.Step(NowMs);
                for (int i = 0; i < 200 && (Gateway.Serve() || due <= NowMs); i++)
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

        /// <summary>The message type of a data message in UADP-Dynamic (DataSetFlags2, bits 3-0), or -1 for another kind of message.</summary>
        public int TypeOf(int index)
        {
            byte[] payload = Gateway.Payloads[index];
            return payload[0] == 0xD1 ? payload[14] & 15 : -1;
        }

        /// <summary>The sequence number of a data message in UADP-Dynamic.</summary>
        public int SequenceOf(int index)
        {
            byte[] payload = Gateway.Payloads[index];
            return payload[15] | (payload[16] << 8);
        }

        /// <summary>How many data messages of a type came.</summary>
        public int CountOf(int type)
        {
            int count = 0;
            for (int i = 0; i < Gateway.Count; i++)
            {
                count += TypeOf(i) == type ? 1 : 0;
            }

            return count;
        }
    }
}
