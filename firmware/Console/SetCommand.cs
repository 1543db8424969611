using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>Stages a value.</summary>
    public sealed class SetCommand : NamedSettingCommand
    {
        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public SetCommand(ShellParts parts)
            : base(parts)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "set"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "NAME VALUE"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Changes a setting; it counts once it is saved. A secret without a value is asked for."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return true;
        }

        /// <inheritdoc/>
        public override bool HasSecret(CommandLine line)
        {
            if (line.Words < 3)
            {
                return false;
            }

            // What is misspelled may have been a secret.
            int index = Parts.Session.HasDesk ? Find(line) : -1;
            return index < 0 || Parts.Session.OpenDesk().Table.IsSecret(index);
        }

        /// <inheritdoc/>
        public override string Asks(CommandLine line)
        {
            int index = line.Words == 2 ? Find(line) : -1;
            return index >= 0 && Parts.Session.OpenDesk().Table.IsSecret(index) ? "new value, not shown: " : null;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words < 2)
            {
                return Misused(answer);
            }

            if (Index < 0)
            {
                return Unknown(answer);
            }

            int length;
            int begin = line.ValueAfter(1, out length);
            if (begin < 0)
            {
                return Misused(answer);
            }

            SettingError error = SettingText.Parse(Desk.Staged, Index, line.Octets, begin, length);
            if (error == SettingError.None)
            {
                answer.Ok();
                return Done();
            }

            answer.BeginError(ShellError.ValueRefused);
            answer.Text(Desk.Table.NameOf(Index));
            answer.Text(" ");
            answer.Text(SettingErrors.TextOf(error));
            WriteRange(answer);
            answer.End();
            return Done();
        }

        private void WriteRange(Answer answer)
        {
            SettingType type = Desk.Table.TypeOf(Index);
            if (type == SettingType.Switch || type == SettingType.IpAddress)
            {
                answer.Text(type == SettingType.Switch ? " (true or false)" : " (10.0.0.7, or nothing)");
                return;
            }

            answer.Text(" (");
            if (type == SettingType.Choice)
            {
                answer.Text(Desk.Table.ChoicesOf(Index));
            }
            else
            {
                answer.Number(Desk.Table.MinimumOf(Index));
                answer.Text("..");
                answer.Number(Desk.Table.MaximumOf(Index));
                answer.Text(type == SettingType.Address ? " addresses, 10.0.0.7:1883" : type == SettingType.Number ? string.Empty : " octets");
            }

            answer.Text(")");
        }
    }
}
