using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Tests
{
    /// <summary>A box with its supervisor, on virtual time.</summary>
    public sealed class SupervisorBench
    {
        /// <summary>The box.</summary>
        public readonly NodeBench Box;

        /// <summary>What is around it.</summary>
        public readonly FakeSurroundings Around = new FakeSurroundings();

        /// <summary>How patient the supervisor is.</summary>
        public readonly SupervisorSettings Settings = new SupervisorSettings();

        /// <summary>What the box remembers.</summary>
        public RestartRecord Restarts;

        /// <summary>What has happened since the start.</summary>
        public readonly Notes Notes = new Notes();

        /// <summary>The supervisor.</summary>
        public Supervisor.Supervisor Supervisor;

        /// <summary>Settings on trial; null: the supervisor knows of none.</summary>
        public SettingTrial Trial;

        /// <summary>Uptime.</summary>
        public long NowMs;

        /// <summary>Steps that were made.</summary>
        public int Steps;

        /// <summary>Makes a bench on fresh files.</summary>
        public SupervisorBench()
            : this(new MemoryFiles())
        {
        }

        /// <summary>Makes a bench on files that an earlier start has left.</summary>
        public SupervisorBench(MemoryFiles files)
        {
            Box = new NodeBench(files);
        }

        /// <summary>Starts it at uptime 0.</summary>
        public SupervisorBench Start()
        {
            Restarts = new RestartRecord(Box.Files);
            Box.Node = new Node(Box.Settings, Box.Profile, Box.Board, Box.Link, Box.Inputs, Box.Files);
            SupervisedParts parts = new SupervisedParts { Network = Around, Time = Around, Led = Around, Power = Around, Notes = Notes, Trial = Trial };
            Supervisor = new Supervisor.Supervisor(Settings, Box.Node, Box.Settings, Box.Board, Around, Restarts, parts);
            Supervisor.Start(0);
            return this;
        }

        /// <summary>Runs until a time, or until the box has restarted or sleeps.</summary>
        public void RunTo(long untilMs)
        {
            const int MaxSteps = 2000000;
            for (int i = 0; i < MaxSteps && !Supervisor.IsEnded; i++)
            {
                Box.Link.Up = Around.State == Hal.NetworkState.Up;
                long due = Supervisor.Step(NowMs);
                Steps++;
                if (Box.Gateway.Serve())
                {
                    continue;
                }

                if (Supervisor.IsEnded)
                {
                    return;
                }

                if (due > untilMs)
                {
                    NowMs = untilMs;
                    return;
                }

                NowMs = due > NowMs ? due : NowMs + 1;
            }
        }
    }
}
