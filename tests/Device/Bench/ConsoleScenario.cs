using Sidetap.Hal;
using Sidetap.Terminal;

namespace Sidetap.Device.Bench
{
    /// <summary>The shell's part of a round of the main loop while nobody is at the line.</summary>
    public sealed class ConsoleScenario : Scenario, ISerialPort
    {
        private readonly ShellOnDemand _shell;
        private long _nowMs;

        /// <summary>Makes the shell.</summary>
        public ConsoleScenario()
        {
            _shell = new ShellOnDemand(new ShellParts { Line = this });
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "console, nobody at the line"; }
        }

        /// <inheritdoc/>
        public override void Run()
        {
            _shell.Step(_nowMs);
            _nowMs += 20;
        }

        /// <inheritdoc/>
        public bool Open(int baud, int parity, int stopBits)
        {
            return true;
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int capacity)
        {
            return 0;
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            return true;
        }
    }
}
