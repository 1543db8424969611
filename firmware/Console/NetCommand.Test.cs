using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Terminal
{
    /// <content>"net test": one step after the other, each of which needs the one before.</content>
    public sealed partial class NetCommand
    {
        private const int StepWidth = 10;
        private const int ResultWidth = 9;
        private const int ResolveMs = 15000;

        private bool _hasNetwork;
        private bool _isAsked;
        private long _askedMs;

        private bool NextStep(Answer answer, long nowMs)
        {
            _next = _next < 0 ? 0 : _next;
            switch (_next)
            {
                case 0:
                    TestNetwork(answer);
                    break;

                case 1:
                    if (!TestNames(answer, nowMs))
                    {
                        return true;
                    }

                    break;

                case 2:
                    TestTime(answer);
                    break;

                case 3:
                    if (!TestUplink(answer, nowMs))
                    {
                        return true;
                    }

                    break;

                default:
                    answer.Ok();
                    return false;
            }

            _next++;
            _isAsked = false;
            return true;
        }

        private void TestNetwork(Answer answer)
        {
            INetworkInfo info = _parts.NetworkInfo;
            _hasNetwork = _parts.Network == null || _parts.Network.State == NetworkState.Up;
            if (_hasNetwork)
            {
                Step(answer, "network", "ok");
                answer.Text(info == null ? string.Empty : info.Address);
            }
            else
            {
                Step(answer, "network", "failed");
                answer.Text(info != null && info.Kind == NetworkKind.Wifi
                    ? "not joined: look for it with net scan, check wifi.ssid and wifi.password"
                    : "no cable, or no address: check the cable, net.dhcp and net.address");
            }

            answer.End();
        }

        /// <summary>Returns false while the answer is awaited.</summary>
        private bool TestNames(Answer answer, long nowMs)
        {
            string host = NameToResolve();
            string reason = !_hasNetwork ? "no network" : host.Length == 0 ? "no setting has a name to look up, only addresses" : _parts.Names == null ? "this board can't" : null;
            if (reason != null)
            {
                Step(answer, "names", "skipped");
                answer.Text(reason);
                answer.End();
                return true;
            }

            if (!_isAsked)
            {
                _isAsked = true;
                _askedMs = nowMs;
                if (!_parts.Names.Begin(host))
                {
                    Step(answer, "names", "skipped");
                    answer.Text("another name is being looked up: try again");
                    answer.End();
                    return true;
                }
            }

            if (_parts.Names.State == InquiryState.Running && nowMs - _askedMs < ResolveMs)
            {
                return false;
            }

            bool isKnown = _parts.Names.State == InquiryState.Done;
            Step(answer, "names", isKnown ? "ok" : "failed");
            answer.Text(host);
            answer.Text(isKnown ? " is " : " is not found: check the name and net.dns");
            answer.Text(isKnown ? _parts.Names.Address : string.Empty);
            answer.End();
            return true;
        }

        private void TestTime(Answer answer)
        {
            bool isKnown = _parts.Clock != null && _parts.Clock.UtcAtStart != 0;
            Step(answer, "time", isKnown ? "ok" : _hasNetwork ? "failed" : "skipped");
            answer.Text(isKnown ? "known" : _hasNetwork ? "not known yet: check time.server, and that UDP goes out to port 123" : "no network");
            answer.End();
        }

        /// <summary>Returns false while the answer is awaited.</summary>
        private bool TestUplink(Answer answer, long nowMs)
        {
            string step = _parts.Node != null && _parts.Node.Client == null ? "broker" : "gateway";
            if (!_hasNetwork)
            {
                Step(answer, step, "skipped");
                answer.Text("no network");
                answer.End();
                return true;
            }

            if (!_isAsked)
            {
                _isAsked = true;
                _ping.Begin(nowMs);
            }

            if (!_ping.Step(nowMs))
            {
                return false;
            }

            Step(answer, step, _ping.Ms >= 0 ? "ok" : "failed");
            if (_ping.Ms >= 0)
            {
                answer.Number(_ping.Ms);
                answer.Text(" ms");
            }
            else
            {
                _ping.WriteReason(answer);
            }

            answer.End();
            return true;
        }

        private static void Step(Answer answer, string step, string result)
        {
            answer.Begin();
            answer.Text(step);
            answer.Column(StepWidth);
            answer.Text(result);
            answer.Column(ResultWidth);
        }

        /// <summary>The name that the box can't do without; empty: it was given addresses.</summary>
        private string NameToResolve()
        {
            bool usesBroker = _parts.Node != null && _parts.Node.Client == null && _parts.Settings != null;
            if (usesBroker && IsName(_parts.Settings.Mqtt.Host))
            {
                return _parts.Settings.Mqtt.Host;
            }

            return IsName(_parts.TimeServer) ? _parts.TimeServer : string.Empty;
        }

        private static bool IsName(string host)
        {
            for (int i = 0; i < host.Length; i++)
            {
                if (host[i] != '.' && (host[i] < '0' || host[i] > '9'))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
