namespace Sidetap.Terminal
{
    /// <summary>Drops what is staged.</summary>
    public sealed class RevertCommand : SettingCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public RevertCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "revert"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Drops what was changed and not saved, and a trial that has not begun."; }
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
                return Misused(answer);
            }

            if (Desk.Revert())
            {
                answer.Ok();
            }
            else
            {
                answer.Error(ShellError.NotStored, "the flash did not take it, and the trial still waits; try again");
            }

            return Done();
        }
    }
}
