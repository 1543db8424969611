namespace Sidetap.Terminal
{
    /// <summary>Shows what is staged.</summary>
    public sealed class DiffCommand : SettingCommand
    {
        private int _at;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public DiffCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "diff"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the settings that are changed and not saved."; }
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            base.Begin(line, nowMs);
            _at = 0;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                return Misused(answer);
            }

            while (_at < Desk.Table.Count && Desk.Staged.IsSame(_at, Desk.Base))
            {
                _at++;
            }

            if (_at == Desk.Table.Count)
            {
                answer.Ok();
                return Done();
            }

            answer.Begin();
            answer.Text(Desk.Table.NameOf(_at));
            answer.Column(NameWidth);
            WriteShown(answer, Desk.Base, _at);
            answer.Column(ValueWidth);
            if (Desk.Table.IsSecret(_at) && Desk.Base.LengthOf(_at) > 0 && Desk.Staged.LengthOf(_at) > 0)
            {
                answer.Text("(changed)");
            }
            else
            {
                WriteShown(answer, Desk.Staged, _at);
            }

            answer.End();
            _at++;
            return true;
        }
    }
}
