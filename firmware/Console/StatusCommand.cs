using Sidetap.Hal;
using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>How the box is.</summary>
    public sealed class StatusCommand : ShellCommand
    {
        private const int BoxKeys = 7;
        private const int NodeKeys = 14;
        private const int Keys = 25;
        private const long TicksPerMs = 10000;

        private readonly ShellParts _parts;
        private int _at;

        /// <summary>Makes it.</summary>
        /// <param name="parts">What the shell works on.</param>
        public StatusCommand(ShellParts parts)
        {
            _parts = parts;
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "status"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return string.Empty; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows how the box is: network, connection, messages, settings, memory."; }
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

            if (_at == Keys)
            {
                answer.Ok();
                return false;
            }

            if (_at < BoxKeys)
            {
                WriteConnection(answer, nowMs);
            }
            else if (_at < NodeKeys)
            {
                WriteNode(answer);
            }
            else
            {
                WriteSettings(answer, nowMs);
            }

            answer.End();
            _at++;
            return true;
        }

        private void WriteConnection(Answer answer, long nowMs)
        {
            Node node = _parts.Node;
            switch (_at)
            {
                case 0:
                    answer.Key("uptime");
                    answer.Number(nowMs);
                    return;

                case 1:
                    answer.Key("utc");
                    long atStart = _parts.Clock.UtcAtStart;
                    IsoTime.Write(answer, atStart == 0 ? 0 : atStart + (nowMs * TicksPerMs));
                    return;

                case 2:
                    answer.Key("network");
                    answer.Text(_parts.Network == null ? string.Empty : StatusWords.NameOf(_parts.Network.State));
                    return;

                case 3:
                    answer.Key("uplink");
                    answer.Text(node == null ? string.Empty : node.Client == null ? "mqtt" : "mqttSn");
                    return;

                case 4:
                    answer.Key("connection");
                    answer.Text(node == null ? "stopped" : StatusWords.ConnectionOf(node));
                    return;

                case 5:
                    answer.Key("peer");
                    WritePeer(answer);
                    return;

                default:
                    answer.Key("refused");
                    answer.Text(node == null ? string.Empty : StatusWords.RefusalOf(node));
                    return;
            }
        }

        private void WriteNode(Answer answer)
        {
            switch (_at - BoxKeys)
            {
                case 0:
                    Count(answer, "delivered", _parts.Node == null ? 0 : _parts.Node.Statistics.Delivered);
                    return;

                case 1:
                    Count(answer, "queued", _parts.Node == null ? 0 : _parts.Node.QueuedMessages);
                    return;

                case 2:
                    Count(answer, "stored", _parts.Node == null ? 0 : _parts.Node.StoredMessages);
                    return;

                case 3:
                    Count(answer, "lost", _parts.Node == null ? 0 : _parts.Node.Statistics.Lost);
                    return;

                case 4:
                    answer.Key("profile");
                    answer.Text(_parts.Profile == null ? string.Empty : _parts.Profile.DataSetName);
                    return;

                case 5:
                    answer.Key("profileVersion");
                    WriteProfileVersion(answer);
                    return;

                default:
                    Count(answer, "faults", _parts.Node == null ? 0 : _parts.Node.DataSet.NotGood);
                    return;
            }
        }

        private void WriteSettings(Answer answer, long nowMs)
        {
            ShellSession session = _parts.Session;
            switch (_at - NodeKeys)
            {
                case 0:
                    answer.Key("settings");
                    answer.Text(_parts.Start == null ? string.Empty : StatusWords.NameOf(_parts.Start.Status));
                    return;

                case 1:
                    answer.Key("settingsError");
                    answer.Text(_parts.Start == null ? string.Empty : _parts.Start.Fault);
                    return;

                case 2:
                    answer.Key("trial");
                    answer.Text(session.Trial.IsPending ? "pending" : session.Trial.IsRunning ? "running" : "none");
                    return;

                case 3:
                    Count(answer, "trialLeft", session.Trial.IsUnconfirmed && session.Trial.DueMs > nowMs ? (session.Trial.DueMs - nowMs + 999) / 1000 : 0);
                    return;

                case 4:
                    Count(answer, "staged", session.HasDesk ? session.OpenDesk().StagedCount : 0);
                    return;

                case 5:
                    answer.Key("locked");
                    answer.Text(!session.Lock.HasPin ? "none" : session.Lock.IsLocked ? "yes" : "no");
                    return;

                case 6:
                    Count(answer, "freeHeap", _parts.Itself.FreeHeapOctets);
                    return;

                case 7:
                    Count(answer, "starts", _parts.Node == null ? 0 : _parts.Node.BootCount);
                    return;

                case 8:
                    answer.Key("lastRestart");
                    answer.Text(_parts.Restarts == null ? string.Empty : StatusWords.NameOf(_parts.Restarts.Last));
                    return;

                case 9:
                    answer.Key("restartText");
                    WriteRestartText(answer);
                    return;

                default:
                    answer.Key("mode");
                    answer.Text(ModeOf());
                    return;
            }
        }

        private static void Count(Answer answer, string key, long count)
        {
            answer.Key(key);
            answer.Number(count);
        }

        private void WriteProfileVersion(Answer answer)
        {
            if (_parts.Profile != null)
            {
                IsoTime.WriteVersion(answer, _parts.Profile.MajorVersion, _parts.Profile.MinorVersion);
            }
        }

        /// <summary>What the box said before it restarted; why it can't be put together.</summary>
        private void WriteRestartText(Answer answer)
        {
            if (_parts.Fault != null)
            {
                answer.Text(_parts.Fault);
            }
            else if (_parts.Restarts != null)
            {
                answer.Utf8(_parts.Restarts.Text, 0, _parts.Restarts.TextLength);
            }
        }

        private void WritePeer(Answer answer)
        {
            Node node = _parts.Node;
            if (node == null)
            {
                return;
            }

            if (node.Client == null)
            {
                answer.Text(_parts.Settings == null ? string.Empty : _parts.Settings.Mqtt.Host);
                answer.Text(":");
                answer.Number(_parts.Settings == null ? 0 : _parts.Settings.Mqtt.Port);
                return;
            }

            LinkAddress gateway = node.Client.Gateway;
            if (gateway.Length != SettingTable.AddressOctets)
            {
                for (int i = 0; i < gateway.Length; i++)
                {
                    answer.Hex(gateway.Octets[i], 2);
                }

                return;
            }

            for (int i = 0; i < 4; i++)
            {
                answer.Text(i > 0 ? "." : string.Empty);
                answer.Number(gateway.Octets[i]);
            }

            answer.Text(":");
            answer.Number((gateway.Octets[4] << 8) | gateway.Octets[5]);
        }

        private string ModeOf()
        {
            return _parts.Fault != null ? "broken" : _parts.Start == null ? "normal" : _parts.Start.IsSafe ? "safeSettings" : _parts.Start.LeavesOutProfile ? "safeProfile" : "normal";
        }
    }
}
