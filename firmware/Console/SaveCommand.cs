using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>Saves what is staged.</summary>
    public sealed class SaveCommand : SettingCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public SaveCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "save"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Saves what was changed; what may cut the box off is tried first."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                return Misused(answer);
            }

            bool wasOpen = !Parts.Session.Lock.IsLocked;
            SaveOutcome outcome = Desk.Save(Parts.Patience, Parts.Session.Console);
            if (wasOpen)
            {
                Parts.Session.Lock.Keep(); // a PIN that was set just now does not lock out who has set it
            }

            switch (outcome)
            {
                case SaveOutcome.Conflict:
                    return Conflict(answer);

                case SaveOutcome.NotStored:
                    answer.Error(ShellError.NotStored, "the flash did not take it, and what was saved stands; try again");
                    break;

                case SaveOutcome.Trial:
                    answer.BeginOk();
                    answer.Text("trial, restart needed, confirm within ");
                    answer.Number(Desk.Staged.NumberOf(Desk.Table.IndexOf(SettingId.ConsoleTrialTime)));
                    answer.Text(" s");
                    answer.End();
                    break;

                case SaveOutcome.NeedsRestart:
                    answer.Ok("saved, restart needed");
                    break;

                case SaveOutcome.Saved:
                    answer.Ok("saved");
                    break;

                default:
                    answer.Ok("nothing to save");
                    break;
            }

            return Done();
        }
    }
}
