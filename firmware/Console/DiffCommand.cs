namespace Sidetap.Terminal
{
    /// <summary>Shows what is staged.</summary>
    public sealed class DiffCommand : SettingListCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public DiffCommand(ShellParts parts)
            : base(parts, false)
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
        protected override bool Shows(int index)
        {
            return !Desk.Staged.IsSame(index, Desk.Base);
        }

        /// <inheritdoc/>
        protected override void Write(Answer answer, int index)
        {
            answer.Text(Desk.Table.NameOf(index));
            answer.Column(NameWidth);
            WriteShown(answer, Desk.Base, index);
            answer.Column(ValueWidth);
            if (Desk.Table.IsSecret(index) && Desk.Base.LengthOf(index) > 0 && Desk.Staged.LengthOf(index) > 0)
            {
                answer.Text("(changed)");
            }
            else
            {
                WriteShown(answer, Desk.Staged, index);
            }
        }
    }
}
