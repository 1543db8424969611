namespace Sidetap.Terminal
{
    /// <summary>Shows and sets the clock.</summary>
    public sealed class TimeCommand : ShellCommand
    {
        private const long TicksPerMs = 10000;

        private int _at;

        private readonly ShellParts _parts;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public TimeCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "time"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[set ISO8601]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the time, or sets it: time set 2026-11-30T08:15:00Z."; }
        }

        /// <inheritdoc/>
        public override bool Changes(CommandLine line)
        {
            return line.Words > 1;
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
                Set(line, answer);
                return false;
            }

            long atStart = _parts.Clock.UtcAtStart;
            switch (_at++)
            {
                case 0:
                    answer.Key("utc");
                    IsoTime.Write(answer, atStart == 0 ? 0 : atStart + (nowMs * TicksPerMs));
                    break;

                case 1:
                    answer.Key("uptime");
                    answer.Number(nowMs);
                    break;

                case 2:
                    answer.Key("source");
                    answer.Text(atStart == 0 ? "none" : _parts.Session.HasSetTime ? "console" : "network");
                    break;

                default:
                    answer.Ok();
                    return false;
            }

            answer.End();
            return true;
        }

        private void Set(CommandLine line, Answer answer)
        {
            if (line.Words != 3 || !line.Is(1, "set"))
            {
                WriteUsage(answer);
                return;
            }

            int length;
            int begin = line.RestFrom(2, out length);
            long utc = IsoTime.Read(line.Octets, begin, length);
            if (utc < 0)
            {
                answer.Error(ShellError.WrongArguments, "a time is written 2026-11-30T08:15:00Z, in UTC, from 2025 to 2099");
            }
            else if (_parts.SettableClock == null || !_parts.SettableClock.SetUtc(utc))
            {
                answer.Error(ShellError.NotOnThisBoard, "this board's clock can't be set by hand; set time.server");
            }
            else
            {
                _parts.Session.HasSetTime = true;
                answer.Ok();
            }
        }
    }
}
