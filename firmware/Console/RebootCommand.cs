namespace Sidetap.Terminal
{
    /// <summary>Restarts the box.</summary>
    public sealed class RebootCommand : ShellCommand
    {
        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public RebootCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "reboot"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Restarts the box; messages that wait are kept."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                WriteUsage(answer);
                return false;
            }

            _parts.Session.Ending = ShellEnding.Restart;
            answer.Ok();
            return false;
        }
    }
}
