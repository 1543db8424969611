using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Terminal
{
    /// <summary>The network: how it is, which others there are, and where the way to gateway or broker ends.</summary>
    public sealed partial class NetCommand : ShellCommand
    {
        private const int Keys = 6;
        private const int KeyWidth = 10;
        private const int ScanMs = 20000;
        private const int SsidWidth = 33;
        private const int SignalWidth = 8;
        private const int SecurityWidth = 12;

        private readonly ShellParts _parts;
        private readonly UplinkPing _ping;
        private int _next;
        private long _beganMs;

        /// <summary>Makes it.</summary>
        /// <param name="parts">The box.</param>
        public NetCommand(ShellParts parts)
        {
            _parts = parts;
            _ping = new UplinkPing(parts);
        }

        /// <inheritdoc/>
        public override string Name
        {
            get { return "net"; }
        }

        /// <inheritdoc/>
        public override string Usage
        {
            get { return "[scan | test | ping]"; }
        }

        /// <inheritdoc/>
        public override string Help
        {
            get { return "Shows the network; scan: Wi-Fi networks; test: the way to gateway or broker, step by step; ping: how soon that answers."; }
        }

        /// <inheritdoc/>
        public override void Begin(CommandLine line, long nowMs)
        {
            _next = -1;
            _beganMs = nowMs;
        }

        /// <inheritdoc/>
        public override bool Next(CommandLine line, Answer answer, long nowMs)
        {
            if (line.Words == 1)
            {
                return NextKey(answer);
            }

            if (line.Words == 2 && line.Is(1, "scan"))
            {
                return Scan(answer, nowMs);
            }

            if (line.Words == 2 && line.Is(1, "test"))
            {
                return NextStep(answer, nowMs);
            }

            if (line.Words == 2 && line.Is(1, "ping"))
            {
                return Ping(answer, nowMs);
            }

            answer.Error(ShellError.WrongArguments, "usage: net, net scan, net test or net ping");
            return false;
        }

        /// <inheritdoc/>
        public override void Cancel()
        {
            if (_parts.Scan != null)
            {
                _parts.Scan.End();
            }
        }

        private bool NextKey(Answer answer)
        {
            _next = _next < 0 ? 0 : _next;
            if (_next == Keys)
            {
                answer.Ok();
                return false;
            }

            INetworkInfo info = _parts.NetworkInfo;
            switch (_next++)
            {
                case 0:
                    answer.Key("state", KeyWidth);
                    answer.Text(_parts.Network == null ? "up" : StatusWords.NameOf(_parts.Network.State));
                    break;

                case 1:
                    answer.Key("address", KeyWidth);
                    answer.Text(info == null ? string.Empty : info.Address);
                    break;

                case 2:
                    answer.Key("kind", KeyWidth);
                    answer.Text(info == null ? "host" : info.Kind == NetworkKind.Wifi ? "wifi" : info.Kind == NetworkKind.Ethernet ? "ethernet" : "host");
                    break;

                case 3:
                    answer.Key("ssid", KeyWidth);
                    answer.Text(info == null ? string.Empty : info.Ssid);
                    break;

                case 4:
                    answer.Key("signal", KeyWidth);
                    int signal = info == null ? 0 : info.SignalDbm;
                    if (signal != 0)
                    {
                        answer.Number(signal);
                    }

                    break;

                default:
                    answer.Key("resets", KeyWidth);
                    answer.Number(_parts.Supervisor == null ? 0 : _parts.Supervisor.NetworkResets);
                    break;
            }

            answer.End();
            return true;
        }

        private bool Scan(Answer answer, long nowMs)
        {
            INetworkScan scan = _parts.Scan;
            if (scan == null)
            {
                answer.Error(ShellError.NotOnThisBoard, "this board has no Wi-Fi");
                return false;
            }

            if (_next < 0)
            {
                if (scan.State != InquiryState.Running && !scan.Begin())
                {
                    answer.Error(ShellError.Busy, "the radio is busy with a connection; try again in a minute");
                    return false;
                }

                _next = 0;
            }

            if (scan.State == InquiryState.Running && nowMs - _beganMs < ScanMs)
            {
                return true;
            }

            if (scan.State != InquiryState.Done)
            {
                scan.End();
                answer.Error(ShellError.NoAnswer, "the radio has found out nothing; try again");
                return false;
            }

            if (_next == scan.Count)
            {
                scan.End();
                answer.Ok();
                return false;
            }

            WriteNetwork(answer, scan, _next++);
            return true;
        }

        private static void WriteNetwork(Answer answer, INetworkScan scan, int index)
        {
            answer.Begin();
            answer.Text(scan.SsidOf(index));
            answer.Column(SsidWidth);
            answer.Number(scan.SignalOf(index));
            answer.Column(SignalWidth);
            answer.Text(scan.SecurityOf(index));
            answer.Column(SecurityWidth);
            if (scan.ChannelOf(index) > 0)
            {
                answer.Number(scan.ChannelOf(index));
            }

            answer.End();
        }

        private bool Ping(Answer answer, long nowMs)
        {
            if (_next < 0)
            {
                _next = 0;
                _ping.Begin(nowMs);
            }

            if (!_ping.Step(nowMs))
            {
                return true;
            }

            if (_ping.Ms >= 0)
            {
                answer.BeginOk();
                answer.Number(_ping.Ms);
                answer.Text(" ms");
            }
            else
            {
                answer.BeginError(ShellError.NoAnswer);
                _ping.WriteReason(answer);
            }

            answer.End();
            return false;
        }
    }
}
