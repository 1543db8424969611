namespace Sidetap.Terminal
{
    /// <summary>Holds what is staged to the rules.</summary>
    public sealed class CheckCommand : SettingCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public CheckCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "check"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Checks whether the settings go together, saved or not."; }
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                return Misused(answer);
            }

            if (!Desk.Check())
            {
                return Conflict(answer);
            }

            answer.Ok();
            return Done();
        }
    }
}
