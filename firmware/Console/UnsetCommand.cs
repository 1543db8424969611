namespace Sidetap.Terminal
{
    /// <summary>Stages a default.</summary>
    public sealed class UnsetCommand : NamedSettingCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public UnsetCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "unset"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "NAME"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Puts a setting back to its default; it counts once it is saved."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words != 2)
            {
                return Misused(answer);
            }

            if (Index < 0)
            {
                return Unknown(answer);
            }

            Desk.Staged.ResetOne(Index);
            answer.Ok();
            return Done();
        }
    }
}
