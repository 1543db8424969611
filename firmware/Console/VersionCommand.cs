namespace Sidetap.Terminal
{
    /// <summary>Which firmware, on which board.</summary>
    public sealed class VersionCommand : ShellCommand
    {
        private const int UniqueIdDigits = 12; // of 48 bits

        private int _at;

        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public VersionCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "version"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the firmware, the board and what the box is called."; }
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            _at = 0;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words > 1)
            {
                WriteUsage(answer);
                return false;
            }

            switch (_at++)
            {
                case 0:
                    answer.Key("firmware");
                    answer.Text(_parts.Version);
                    break;

                case 1:
                    answer.Key("protocol");
                    answer.Number(MachineCommand.Protocol);
                    break;

                case 2:
                    answer.Key("board");
                    answer.Text(_parts.BoardName);
                    break;

                case 3:
                    answer.Key("uniqueId");
                    answer.Hex(_parts.Itself.UniqueId, UniqueIdDigits);
                    break;

                case 4:
                    answer.Key("clientId");
                    if (_parts.Settings != null)
                    {
                        byte[] id = _parts.Settings.Client.ClientId;
                        answer.Utf8(id, 0, id.Length);
                    }

                    break;

                default:
                    answer.Ok();
                    return false;
            }

            answer.End();
            return true;
        }
    }
}
