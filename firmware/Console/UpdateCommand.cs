using Sidetap.PubSub;
using Sidetap.Update;

namespace Sidetap.Terminal
{
    /// <summary>Which firmware there is, which one is on its way, and what to do about it by hand.</summary>
    public sealed class UpdateCommand : ShellCommand
    {
        private const int Keys = 9;

        private readonly ShellParts _parts;
        private int _at;

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
            get { return "[abort|confirm|revert]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the firmware and how far an update is. abort drops what has arrived; confirm and revert end a trial by hand."; }
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
            if (line.Words > 2)
            {
                WriteUsage(answer);
                return false;
            }

            if (line.Words == 2)
            {
                Act(line, answer);
                return false;
            }

            if (_at == Keys)
            {
                answer.Ok();
                return false;
            }

            Write(answer);
            answer.End();
            _at++;
            return true;
        }

        private UpdateAgent Agent
        {
            get { return _parts.Node == null ? null : _parts.Node.Update; }
        }

        private void Act(CommandLine line, Answer answer)
        {
            bool isAbort = line.Is(1, "abort");
            bool isConfirm = line.Is(1, "confirm");
            if (!isAbort && !isConfirm && !line.Is(1, "revert"))
            {
                WriteUsage(answer);
                return;
            }

            UpdateAgent agent = Agent;
            if (agent == null)
            {
                answer.Error(ShellError.NotOnThisBoard, WhyNone());
                return;
            }

            bool isThere = isAbort ? agent.State == UpdateState.Receiving || agent.State == UpdateState.Verifying : agent.State == UpdateState.Trial;
            if (!isThere)
            {
                answer.Error(ShellError.NoUpdate, isAbort ? "no image is arriving" : "no image is on trial");
                return;
            }

            if (isAbort ? agent.Abort() : isConfirm ? agent.Confirm() : agent.Revert())
            {
                answer.Ok();
            }
            else
            {
                answer.Error(ShellError.NotStored, "the flash did not take it; try again");
            }
        }

        private string WhyNone()
        {
            return _parts.Settings == null || _parts.Settings.Update == null ? "firmware is not taken over the air: set update.key to the owner's key, and restart"
                : _parts.Settings.Update.Slots == null ? "this board has no place for images: use flash.ps1 over the flashing port"
                : "firmware is not taken over the air: nothing can come to a box that publishes with QoS -1";
        }

        private void Write(Answer answer)
        {
            UpdateAgent agent = Agent;
            switch (_at)
            {
                case 0:
                    answer.Key("firmware");
                    if (agent == null)
                    {
                        answer.Text(_parts.Version);
                    }
                    else
                    {
                        WriteVersion(answer, agent.Version, 0);
                    }

                    break;

                case 1:
                    answer.Key("method");
                    answer.Text(agent == null ? WhyNone() : "over the air, signed; or over the flashing port, with flash.ps1");
                    break;

                case 2:
                    answer.Key("state");
                    answer.Text(agent == null ? string.Empty : UpdateWords.NameOf(agent.State));
                    break;

                case 3:
                    answer.Key("image");
                    if (agent != null && agent.State != UpdateState.Idle)
                    {
                        WriteVersion(answer, agent.Header, ImageHeader.VersionAt);
                    }

                    break;

                case 4:
                    Count(answer, "received", agent == null ? 0 : agent.Received);
                    break;

                case 5:
                    Count(answer, "length", agent == null ? 0 : agent.TotalLength);
                    break;

                case 6:
                    Count(answer, "trialLeft", agent == null ? 0 : (agent.TrialLeftMs + 999) / 1000);
                    break;

                case 7:
                    answer.Key("error");
                    answer.Text(agent == null ? string.Empty : UpdateWords.TextOf(agent.Error));
                    break;

                default:
                    Count(answer, "securityCounter", agent == null ? 0 : agent.SecurityCounter);
                    break;
            }
        }

        private static void Count(Answer answer, string key, long count)
        {
            answer.Key(key);
            answer.Number(count);
        }

        private static void WriteVersion(Answer answer, byte[] octets, int at)
        {
            answer.Number(octets[at]);
            answer.Text(".");
            answer.Number(octets[at + 1]);
            answer.Text(".");
            answer.Number(UaBinary.Get16(octets, at + 2));
            uint build = UaBinary.Get32(octets, at + 4);
            if (build > 0)
            {
                answer.Text("+");
                answer.Number(build);
            }
        }
    }
}
