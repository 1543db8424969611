namespace Sidetap.Terminal
{
    /// <summary>Takes the PIN.</summary>
    public sealed class UnlockCommand : ShellCommand
    {
        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public UnlockCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "unlock"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "PIN"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Unlocks what changes something; without the PIN, asks for it."; }
        }

        /// <inheritdoc/>
        public override bool HasSecret(CommandLine line)
        {
            return line.Words > 1;
        }

        /// <inheritdoc/>
        public override string Asks(CommandLine line)
        {
            return line.Words == 1 && _parts.Session.Lock.HasPin ? "PIN: " : null;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            ShellLock box = _parts.Session.Lock;
            if (!box.HasPin)
            {
                answer.Ok("no PIN is set (console.pin), so nothing is locked");
                return false;
            }

            int length;
            int begin = line.ValueAfter(0, out length);
            if (begin < 0)
            {
                WriteUsage(answer);
                return false;
            }

            int error = box.Try(line.Octets, begin, length, nowMs);
            if (error == 0)
            {
                answer.Ok("unlocked");
                return false;
            }

            answer.BeginError(error);
            answer.Text(error == ShellError.Wait ? "wait " : "that is not the PIN; try again in ");
            answer.Number(box.WaitSeconds(nowMs));
            answer.Text(" s");
            answer.End();
            return false;
        }
    }
}
