namespace Sidetap.Terminal
{
    /// <summary>Shows values.</summary>
    public sealed class GetCommand : SettingListCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public GetCommand(ShellParts parts)
            : base(parts, true)
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
        protected override void Write(Answer answer, int index)
        {
            answer.Text(Desk.Table.NameOf(index));
            answer.Column(NameWidth);
            WriteValue(answer, Desk.Staged, index);
            answer.Column(ValueWidth);
            answer.Text(Desk.Staged.IsSame(index, Desk.Defaults) ? "default" : "set");
        }
    }
}
