namespace Sidetap.Terminal
{
    /// <summary>The table of commands, in the order in which "help" shows them.</summary>
    public static class ShellCommands
    {
        /// <summary>Makes all commands of a box.</summary>
        /// <param name="parts">What the shell works on.</param>
        /// <returns>The commands, for <see cref="Shell"/>.</returns>
        public static ShellCommand[] Create(ShellParts parts)
        {
            HelpCommand help = new HelpCommand();
            help.Commands = new ShellCommand[]
            {
                help,
                new VersionCommand(parts),
                new StatusCommand(parts),
                new DescribeCommand(parts),
                new GetCommand(parts),
                new ShowCommand(parts),
                new SetCommand(parts),
                new UnsetCommand(parts),
                new DiffCommand(parts),
                new CheckCommand(parts),
                new SaveCommand(parts),
                new RevertCommand(parts),
                new ConfirmCommand(parts),
                new FactoryResetCommand(parts),
                new TimeCommand(parts),
                new UpdateCommand(parts),
                new RebootCommand(parts),
                new UnlockCommand(parts),
                new LockCommand(parts),
                new MachineCommand(parts),
                new ExitCommand(parts),
            };
            return help.Commands;
        }
    }
}
