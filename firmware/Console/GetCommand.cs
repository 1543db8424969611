namespace Sidetap.Terminal
{
    /// <summary>Shows values.</summary>
    public sealed class GetCommand : NamedSettingCommand
    {
        private int _at;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public GetCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "get"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[NAME]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows a setting, or all: its value and whether it is the default."; }
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            base.Begin(line, nowMs);
            _at = Index < 0 ? 0 : Index;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 2)
            {
                return Misused(answer);
            }

            bool isOne = line.Words == 2;
            if (isOne && Index < 0)
            {
                return Unknown(answer);
            }

            if (_at > (isOne ? Index : Desk.Table.Count - 1))
            {
                answer.Ok();
                return Done();
            }

            answer.Begin();
            answer.Text(Desk.Table.NameOf(_at));
            answer.Column(NameWidth);
            WriteValue(answer, Desk.Staged, _at);
            answer.Column(ValueWidth);
            answer.Text(Desk.Staged.IsSame(_at, Desk.Defaults) ? "default" : "set");
            answer.End();
            _at++;
            return true;
        }
    }
}
