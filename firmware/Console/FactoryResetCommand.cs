namespace Sidetap.Terminal
{
    /// <summary>Makes the box forget.</summary>
    public sealed class FactoryResetCommand : ShellCommand
    {
        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public FactoryResetCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "factory-reset"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "yes"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Erases settings, profile, calibration, PIN and what was counted, and restarts."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words != 2 || !line.Is(1, "yes"))
            {
                answer.Error(ShellError.WrongArguments, "everything would be lost; enter \"factory-reset yes\" if that is meant");
                return false;
            }

            if (!FactoryReset.EraseGiven(_parts))
            {
                answer.Error(ShellError.NotStored, "not everything could be erased; try again, or flash the box anew");
                return false;
            }

            _parts.Session.Ending = ShellEnding.FactoryReset;
            answer.Ok();
            return false;
        }
    }
}
