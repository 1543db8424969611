namespace Sidetap.Terminal
{
    /// <summary>Ends the session.</summary>
    public sealed class ExitCommand : ShellCommand
    {
        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public ExitCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "exit"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Ends the session: locks, drops what is staged, leaves machine mode."; }
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                WriteUsage(answer);
                return false;
            }

            _parts.Session.End();
            _parts.Session.IsMachine = false;
            answer.Ok();
            return false;
        }
    }
}
