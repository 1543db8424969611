using System.Text;
using Sidetap.Hal;

namespace Sidetap.Device.Bench
{
    /// <summary>The whole box: one sample, what it makes due, into the outbox and out of it, the PUBLISH and its PUBACK.</summary>
    public sealed class StepScenario : Scenario
    {
        /// <summary>No sample is due.</summary>
        public const int NoSample = -1;

        /// <summary>Every field changes.</summary>
        public const int AllFields = BenchBoard.Channels;

        private const int StepsToConnect = 100;

        private readonly BenchBoard _board = new BenchBoard();
        private readonly Node _node;
        private readonly string _name;
        private readonly int _changes;
        private long _nowMs;

        /// <summary>Makes a box and connects it.</summary>
        /// <param name="name">The scenario's name.</param>
        /// <param name="changes">How many fields change from run to run; <see cref="NoSample"/> for a step between two samples.</param>
        public StepScenario(string name, int changes)
        {
            _name = name;
            _changes = changes;
            LinkAddress gateway = new LinkAddress();
            gateway.Length = 6;
            NodeSettings settings = new NodeSettings();
            settings.TimeWaitMs = 0;
            settings.OutboxPages = 0;
            settings.DrainIntervalMs = 0;
            settings.Client.ClientId = Encoding.UTF8.GetBytes("bench");
            settings.Gateway.CopyFrom(gateway);
            _node = new Node(settings, BenchProfile.Create(), _board, new BenchLink(gateway), new MachineInputs { Analog = _board }, _board);
            _node.Start(0);
            for (int i = 0; i < StepsToConnect; i++)
            {
                _node.Step(_nowMs);
                _nowMs += 10;
            }
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return _name; }
        }

        /// <inheritdoc/>
        public override void Prepare()
        {
            _nowMs += BenchProfile.IntervalMs;
            if (_changes >= 0)
            {
                _board.Change(_changes);
                return;
            }

            _node.Step(_nowMs - 1); // takes the sample that is due, so that the next step finds none
            _nowMs -= 1;
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _node.Step(_nowMs); // samples, and sends
            if (_changes > 0)
            {
                _node.Step(_nowMs); // takes the answer
            }
        }
    }
}
