namespace Sidetap.Terminal
{
    /// <summary>Shows what differs from the defaults.</summary>
    public sealed class ShowCommand : SettingListCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public ShowCommand(ShellParts parts)
            : base(parts, false)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "show"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the settings that are not at their default."; }
        }

        /// <inheritdoc/>
        protected override bool Shows(int index)
        {
            return !Desk.Staged.IsSame(index, Desk.Defaults);
        }

        /// <inheritdoc/>
        protected override void Write(Answer answer, int index)
        {
            answer.Text(Desk.Table.NameOf(index));
            answer.Column(NameWidth);
            WriteShown(answer, Desk.Staged, index);
            answer.Column(ValueWidth);
            WriteShown(answer, Desk.Defaults, index);
        }
    }
}
