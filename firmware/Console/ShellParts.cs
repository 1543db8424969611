using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>What a shell works on. A box that could not be put together has a shell too: then there is no node and no supervisor.</summary>
    public sealed class ShellParts
    {
        /// <summary>The serial line, open.</summary>
        public ISerialPort Line;

        /// <summary>Non-volatile memory.</summary>
        public IFileArea Files;

        /// <summary>The box itself.</summary>
        public ISystem Itself;

        /// <summary>The clocks.</summary>
        public IClock Clock;

        /// <summary>What the board has towards the machine.</summary>
        public MachineInputs Inputs;

        /// <summary>What the box remembers of its restarts.</summary>
        public RestartRecord Restarts;

        /// <summary>The network; null: the board's own affair.</summary>
        public INetwork Network;

        /// <summary>What the node was told; null: there is none.</summary>
        public NodeSettings Settings;

        /// <summary>What the machine is; null: there is no node.</summary>
        public MachineProfile Profile;

        /// <summary>The node; null: it could not be put together.</summary>
        public Node Node;

        /// <summary>What looks after the node; null: nothing does.</summary>
        public Supervisor.Supervisor Supervisor;

        /// <summary>Why there is no node; null: there is one.</summary>
        public string Fault;

        /// <summary>The settings this start uses and those on trial; null: the shell looks after the saved ones only.</summary>
        public BoxStart Start;

        /// <summary>What needs no restart to be changed; null: nothing does.</summary>
        public SupervisorSettings Patience;

        /// <summary>The board's clock where it can be set; null: it can't.</summary>
        public ISettableClock SettableClock;

        /// <summary>The board's name, for people.</summary>
        public string BoardName = string.Empty;

        /// <summary>The firmware's version.</summary>
        public string Version = string.Empty;

        /// <summary>The longest message, for <see cref="Model.ProfileStore"/>.</summary>
        public int MaxMessageLength;

        private ShellSession _session;

        /// <summary>What the commands share; made with the first use, when the fields above are filled in.</summary>
        public ShellSession Session
        {
            get
            {
                if (_session == null)
                {
                    _session = new ShellSession(this);
                }

                return _session;
            }
        }
    }
}
