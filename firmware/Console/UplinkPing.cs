using Sidetap.Mqtt;
using Sidetap.MqttSn;

namespace Sidetap.Terminal
{
    /// <summary>How soon gateway or broker answer: a gateway is asked (PINGREQ); of a broker, which the board's own client keeps the connection to, it is the last
    /// acknowledged message.</summary>
    internal sealed class UplinkPing
    {
        private const int LongestMs = 15000;

        private readonly ShellParts _parts;
        private long _beganMs;
        private bool _isSent;

        /// <summary>Makes it.</summary>
        /// <param name="parts">The box.</param>
        public UplinkPing(ShellParts parts)
        {
            _parts = parts;
        }

        /// <summary>Milliseconds; -1: no answer.</summary>
        public int Ms { get; private set; }

        /// <summary>Asks.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Begin(long nowMs)
        {
            Ms = -1;
            _beganMs = nowMs;
            Node node = _parts.Node;
            _isSent = node != null && node.Client != null && node.Client.TryPing(nowMs);
            MqttUplink broker = node == null ? null : node.Uplink as MqttUplink;
            if (broker != null && broker.State == ClientState.Active)
            {
                Ms = broker.AckMs;
            }
        }

        /// <summary>Looks for the answer.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>True when there is one, or none is to be hoped for.</returns>
        public bool Step(long nowMs)
        {
            if (!_isSent)
            {
                return true;
            }

            Client client = _parts.Node.Client;
            if (client.IsPinging(nowMs) && nowMs - _beganMs < LongestMs)
            {
                return false;
            }

            Ms = client.PingMs;
            return true;
        }

        /// <summary>Writes why there is no answer, and what to do.</summary>
        /// <param name="answer">Takes it.</param>
        public void WriteReason(Answer answer)
        {
            Node node = _parts.Node;
            if (node == null)
            {
                answer.Text("the box could not be put together: see status");
                return;
            }

            if (_isSent)
            {
                answer.Text(node.Client.State == ClientState.Active ? "the gateway has not answered yet; try again" : "the gateway does not answer any more: see status");
                return;
            }

            if (node.Uplink.State == ClientState.Active)
            {
                answer.Text("the broker is connected and has acknowledged no message yet; try again");
                return;
            }

            answer.Text(node.Client == null ? "the broker connection is " : "the gateway connection is ");
            answer.Text(StatusWords.ConnectionOf(node));
            string refusal = StatusWords.RefusalOf(node);
            if (refusal.Length > 0)
            {
                answer.Text(", refused: ");
                answer.Text(refusal);
            }

            answer.Text(node.Uplink.State == ClientState.Searching ? "; set mqttSn.gateway where none can be found"
                : node.Client == null ? "; check mqtt.host, mqtt.port, mqtt.user and mqtt.tls" : "; check mqttSn.gateway, and that the gateway runs");
        }
    }
}
