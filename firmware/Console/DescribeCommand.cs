using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>Tells what settings there are.</summary>
    public sealed class DescribeCommand : SettingListCommand
    {
        private const int IdWidth = 4;
        private const int TypeWidth = 10;
        private const int FormWidth = 11;
        private const int MinimumWidth = 4;
        private const int MaximumWidth = 8;
        private const int DefaultWidth = 14;
        private const int UnitWidth = 7;
        private const int FlagsWidth = 4;
        private const int ChoicesWidth = 14;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public DescribeCommand(ShellParts parts)
            : base(parts, true)
        {
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "describe"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[NAME]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Tells what a setting takes, or all: range, default, unit, and what for."; }
        }

        /// <inheritdoc/>
        protected override bool WriteHeading(Answer answer)
        {
            answer.Begin();
            answer.Text("id");
            answer.Column(IdWidth);
            answer.Text("name");
            answer.Column(NameWidth);
            answer.Text("type");
            answer.Column(TypeWidth);
            answer.Text("form");
            answer.Column(FormWidth);
            answer.Text("min");
            answer.Column(MinimumWidth);
            answer.Text("max");
            answer.Column(MaximumWidth);
            answer.Text("default");
            answer.Column(DefaultWidth);
            answer.Text("unit");
            answer.Column(UnitWidth);
            answer.Text("is");
            answer.Column(FlagsWidth);
            answer.Text("choices");
            answer.Column(ChoicesWidth);
            answer.Text("what for (is: s secret, r needs restart, n may cut the box off: trial)");
            answer.End();
            return true;
        }

        /// <inheritdoc/>
        protected override void Write(Answer answer, int index)
        {
            SettingTable table = Desk.Table;
            answer.Number(table.IdOf(index));
            answer.Column(IdWidth);
            answer.Text(table.NameOf(index));
            answer.Column(NameWidth);
            answer.Text(NameOf(table.TypeOf(index)));
            answer.Column(TypeWidth);
            answer.Text(NameOf(table.FormOf(index)));
            answer.Column(FormWidth);
            answer.Number(table.MinimumOf(index));
            answer.Column(MinimumWidth);
            answer.Number(table.MaximumOf(index));
            answer.Column(MaximumWidth);
            WriteValue(answer, Desk.Defaults, index);
            answer.Column(DefaultWidth);
            answer.Text(table.UnitOf(index));
            answer.Column(UnitWidth);
            WriteFlags(answer, table, index);
            answer.Column(FlagsWidth);
            answer.Text(table.ChoicesOf(index));
            answer.Column(ChoicesWidth);
            answer.Text(table.HelpOf(index));
        }

        private static void WriteFlags(Answer answer, SettingTable table, int index)
        {
            bool isSecret = table.IsSecret(index);
            bool needsRestart = table.NeedsRestart(index);
            bool isRisky = table.IsRisky(index);
            answer.Text(isSecret ? "s" : string.Empty);
            answer.Text(needsRestart ? "r" : string.Empty);
            answer.Text(isRisky ? "n" : string.Empty);
            answer.Text(isSecret || needsRestart || isRisky ? string.Empty : "-");
        }

        private static string NameOf(SettingType type)
        {
            switch (type)
            {
                case SettingType.Text:
                    return "text";

                case SettingType.Octets:
                    return "octets";

                case SettingType.Number:
                    return "number";

                case SettingType.Switch:
                    return "switch";

                case SettingType.Choice:
                    return "choice";

                case SettingType.Address:
                    return "address";

                default:
                    return "ipAddress";
            }
        }

        private static string NameOf(SettingForm form)
        {
            switch (form)
            {
                case SettingForm.Topic:
                    return "topic";

                case SettingForm.Host:
                    return "host";

                case SettingForm.File:
                    return "file";

                case SettingForm.Digits:
                    return "digits";

                case SettingForm.Passphrase:
                    return "passphrase";

                case SettingForm.Pin:
                    return "pin";

                default:
                    return "any";
            }
        }
    }
}
