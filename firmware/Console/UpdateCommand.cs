namespace Sidetap.Terminal
{
    /// <summary>Which firmware there is and how another one comes.</summary>
    public sealed class UpdateCommand : ShellCommand
    {
        private int _at;

        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public UpdateCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "update"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows how the firmware of this box is updated."; }
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
                    answer.Key("method");
                    answer.Text("over the flashing port, with flash.ps1; settings and profile are kept");
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
