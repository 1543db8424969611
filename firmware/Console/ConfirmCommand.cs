namespace Sidetap.Terminal
{
    /// <summary>Keeps the settings on trial.</summary>
    public sealed class ConfirmCommand : ShellCommand
    {
        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public ConfirmCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "confirm"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Keeps the settings on trial for good."; }
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
            }
            else if (!_parts.Session.Trial.IsRunning)
            {
                answer.Error(ShellError.NoTrial, "no settings are on trial");
            }
            else if (!_parts.Session.Trial.Confirm())
            {
                answer.Error(ShellError.NotStored, "the flash did not take them, and they are on trial still; try again");
            }
            else
            {
                answer.Ok();
            }

            return false;
        }
    }
}
