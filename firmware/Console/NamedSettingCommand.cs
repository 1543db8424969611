namespace Sidetap.Terminal
{
    /// <summary>A command with a setting's name behind it, which the Tab key completes.</summary>
    public abstract class NamedSettingCommand : SettingCommand
    {
        /// <summary>Makes one.</summary>
        /// <param name="parts">What the shell works on.</param>
        protected NamedSettingCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Candidate(int index)
        {
            ConfigDesk desk = Parts.Session.OpenDesk();
            return index < desk.Table.Count ? desk.Table.NameOf(index) : null;
        }
    }
}
