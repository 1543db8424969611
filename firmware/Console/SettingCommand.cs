using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>What the commands about settings have in common.</summary>
    public abstract class SettingCommand : ShellCommand
    {
        /// <summary>Columns for a name, for people.</summary>
        protected const int NameWidth = 30;

        /// <summary>Columns for a value, for people.</summary>
        protected const int ValueWidth = 26;

        /// <summary>Makes one.</summary>
        /// <param name="parts">What the shell works on.</param>
        protected SettingCommand(ShellParts parts)
        {
            Parts = parts;
        }

        /// <summary>What the shell works on.</summary>
        protected ShellParts Parts { get; }

        /// <summary>Where settings are looked at and changed; null until a request has begun.</summary>
        protected ConfigDesk Desk { get; private set; }

        /// <summary>Index of the setting that the request names; -1: it names none, or one there is not.</summary>
        protected int Index { get; private set; }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            Desk = Parts.Session.OpenDesk();
            Index = Find(line);
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            Desk = null;
        }

        /// <summary>Lets go of the desk: the answer has ended, and the session alone decides how long it stays.</summary>
        /// <returns>False, for <see cref="ShellCommand.Next"/> to end with.</returns>
        protected bool Done()
        {
            Desk = null;
            return false;
        }

        /// <summary>Ends the answer: there is no setting of that name.</summary>
        /// <param name="answer">Takes it.</param>
        /// <returns>False.</returns>
        protected bool Unknown(Answer answer)
        {
            answer.Error(ShellError.UnknownSetting, "there is no such setting; \"describe\" shows what there is");
            return Done();
        }

        /// <summary>Ends the answer: the command is used otherwise.</summary>
        /// <param name="answer">Takes it.</param>
        /// <returns>False.</returns>
        protected bool Misused(Answer answer)
        {
            WriteUsage(answer);
            return Done();
        }

        /// <summary>Finds the setting that a request names.</summary>
        /// <param name="line">The request.</param>
        /// <returns>Its index; -1: there is none.</returns>
        protected int Find(CommandLine line)
        {
            return line.Words < 2 ? -1 : Parts.Session.OpenDesk().Table.Find(line.Octets, line.OffsetOf(1), line.LengthOf(1));
        }

        /// <summary>Writes a value; nothing of a secret.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="values">Holds it.</param>
        /// <param name="index">The setting.</param>
        protected void WriteValue(Answer answer, SettingValues values, int index)
        {
            if (!values.Table.IsSecret(index))
            {
                int length = SettingText.Format(values, index, Desk.Text, 0);
                answer.Utf8(Desk.Text, 0, length);
            }
        }

        /// <summary>Writes a value; of a secret that there is one.</summary>
        /// <param name="answer">Takes it.</param>
        /// <param name="values">Holds it.</param>
        /// <param name="index">The setting.</param>
        protected void WriteShown(Answer answer, SettingValues values, int index)
        {
            if (values.Table.IsSecret(index) && values.LengthOf(index) > 0)
            {
                answer.Text("(set)");
            }

            WriteValue(answer, values, index);
        }

        /// <summary>Ends the answer: settings contradict each other.</summary>
        /// <param name="answer">Takes it.</param>
        /// <returns>False.</returns>
        protected bool Conflict(Answer answer)
        {
            answer.BeginError(ShellError.Conflict);
            answer.Text(Desk.Table.NameOf(Desk.ErrorIndex));
            answer.Text(" ");
            answer.Text(SettingErrors.TextOf(Desk.Error));
            answer.End();
            return Done();
        }
    }
}
