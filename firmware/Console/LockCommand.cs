namespace Sidetap.Terminal
{
    /// <summary>Locks what changes something.</summary>
    public sealed class LockCommand : ShellCommand
    {
        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public LockCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "lock"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Locks the box; the PIN unlocks it."; }
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                WriteUsage(answer);
                return false;
            }

            _parts.Session.Lock.Lock();
            if (_parts.Session.Lock.HasPin)
            {
                answer.Ok();
            }
            else
            {
                answer.Ok("no PIN is set (console.pin), so nothing is locked");
            }

            return false;
        }
    }
}
