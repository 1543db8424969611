namespace Sidetap.Terminal
{
    /// <summary>What there is to say.</summary>
    public sealed class HelpCommand : ShellCommand
    {
        private const int NameWidth = 15;
        private const int UsageWidth = 28;

        private int _at;
        private int _found;

        /// <inheritdoc/>
        public override string Name
        {
            get { return "help"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[COMMAND]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows all commands, or one."; }
        }

        /// <summary>Which commands it tells of.</summary>
        internal ShellCommand[] Commands { get; set; }

        /// <inheritdoc/>
        public override string Candidate(int index)
        {
            return index < Commands.Length ? Commands[index].Name : null;
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            _at = 0;
            _found = 0;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 2)
            {
                WriteUsage(answer);
                return false;
            }

            while (_at < Commands.Length)
            {
                ShellCommand command = Commands[_at++];
                if (line.Words < 2 || line.Is(1, command.Name))
                {
                    _found++;
                    Write(answer, command);
                    return true;
                }
            }

            if (_found == 0)
            {
                answer.Error(ShellError.UnknownCommand, "there is no such command; \"help\" shows what there is");
            }
            else
            {
                answer.Ok();
            }

            return false;
        }

        private static void Write(Answer answer, ShellCommand command)
        {
            answer.Begin();
            answer.Text(command.Name);
            answer.Column(NameWidth);
            answer.Text(command.Usage);
            answer.Column(UsageWidth);
            answer.Text(command.Help);
            answer.End();
        }
    }
}
