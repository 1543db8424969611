using Sidetap.Hal;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>What "status" calls the states of a box. The words are part of the protocol.</summary>
    internal static class StatusWords
    {
        public static string ConnectionOf(Node node)
        {
            switch (node.Uplink.State)
            {
                case ClientState.Searching:
                    return "searching";

                case ClientState.Connecting:
                    return "connecting";

                case ClientState.Active:
                    return "online";

                case ClientState.FallingAsleep:
                case ClientState.Asleep:
                case ClientState.Awake:
                    return "asleep";

                case ClientState.Disconnected:
                    return "offline";

                default:
                    return "stopped";
            }
        }

        public static string RefusalOf(Node node)
        {
            MqttUplink broker = node.Uplink as MqttUplink;
            return broker != null ? TextOfBroker(broker.RefusalCode) : node.Client == null || node.Client.ConnectReturnCode == 0 ? string.Empty : TextOf(node.Client.ConnectReturnCode);
        }

        /// <summary>MQTT-SN 1.2, 5.3.10.</summary>
        private static string TextOf(int code)
        {
            switch (code)
            {
                case (int)ReturnCode.RejectedCongestion:
                    return "congestion";

                case (int)ReturnCode.RejectedInvalidTopicId:
                    return "invalid topic id";

                default:
                    return "not supported";
            }
        }

        /// <summary>MQTT 3.1.1, 3.2.2.3, and <see cref="BrokerRefusal"/>.</summary>
        private static string TextOfBroker(int code)
        {
            switch (code)
            {
                case 0:
                    return string.Empty;

                case 1:
                    return "unacceptable protocol version";

                case 2:
                    return "identifier rejected";

                case 3:
                    return "server unavailable";

                case 4:
                    return "bad user name or password";

                case 5:
                    return "not authorized";

                case BrokerRefusal.CertificateNotTrusted:
                    return "certificate not trusted";

                case BrokerRefusal.NameNotFound:
                    return "name not found";

                default:
                    return "refused";
            }
        }

        public static string NameOf(NetworkState state)
        {
            return state == NetworkState.Up ? "up" : state == NetworkState.Connecting ? "connecting" : "down";
        }

        public static string NameOf(SettingStatus status)
        {
            switch (status)
            {
                case SettingStatus.Loaded:
                    return "loaded";

                case SettingStatus.OneCopyBad:
                    return "oneCopyBad";

                case SettingStatus.BothBad:
                    return "bothBad";

                default:
                    return "defaults";
            }
        }

        public static string NameOf(RestartReason reason)
        {
            switch (reason)
            {
                case RestartReason.StepOverdue:
                    return "stepOverdue";

                case RestartReason.NothingAcknowledged:
                    return "nothingAcknowledged";

                case RestartReason.LowMemory:
                    return "lowMemory";

                case RestartReason.Exception:
                    return "exception";

                case RestartReason.Requested:
                    return "requested";

                default:
                    return "none";
            }
        }
    }
}
