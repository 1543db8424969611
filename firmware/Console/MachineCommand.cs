namespace Sidetap.Terminal
{
    /// <summary>Goes into machine mode.</summary>
    public sealed class MachineCommand : ShellCommand
    {
        /// <summary>The version of what is spoken in machine mode.</summary>
        public const int Protocol = 1;

        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public MachineCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "machine"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Goes into the mode for tools: answers in fixed form, no echo."; }
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                WriteUsage(answer);
                return false;
            }

            _parts.Session.IsMachine = true;
            answer.IsMachine = true;
            answer.BeginOk();
            answer.Text("machine ");
            answer.Number(Protocol);
            answer.Text(" sidetap ");
            answer.Text(_parts.Version);
            answer.End();
            return false;
        }
    }
}
