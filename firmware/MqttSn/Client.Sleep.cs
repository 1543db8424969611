namespace Sidetap.MqttSn
{
    /// <content>Sleep: the gateway keeps messages while the client is away for a time it has told (MQTT-SN 1.2, 6.14).</content>
    public sealed partial class Client
    {
        private int _sleepSeconds;
        private long _wakeDueMs;
        private bool _returnsFromSleep;

        /// <summary>
        /// Goes to sleep: DISCONNECT with a Duration. From then on the client sends nothing but a PINGREQ with its ClientId when four fifths of the Duration are
        /// over, upon which the gateway sends what it has kept. A sleeping client may be put to sleep again with another Duration.
        /// </summary>
        /// <param name="seconds">Duration, 1..65,535 s. The gateway counts a client as lost that is not heard of for longer.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when there is no connection, or a request still waits for its answer.</returns>
        public bool Sleep(int seconds, long nowMs)
        {
            bool isAwake = State == ClientState.Active && !AwaitsAnswer;
            if (seconds < 1 || seconds > 0xFFFF || !(isAwake || State == ClientState.Asleep))
            {
                return false;
            }

            _sleepSeconds = seconds;
            Change(ClientEvent.SleepRequested);
            _disconnect.Open(0, nowMs, _settings);
            Send(FrameWriter.Disconnect(_sendBuffer, _sendOffset, seconds), nowMs);
            return true;
        }

        /// <summary>Comes back from sleep: CONNECT. In a kept session (CleanSession = 0) topics and subscriptions are still good.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when the client does not sleep.</returns>
        public bool Wake(long nowMs)
        {
            if (State != ClientState.FallingAsleep && State != ClientState.Asleep && State != ClientState.Awake)
            {
                return false;
            }

            CloseExchanges();
            _returnsFromSleep = State != ClientState.FallingAsleep && !_settings.CleanSession;
            Change(ClientEvent.WakeRequested);
            _connect.Open(0, nowMs, _settings);
            SendConnect(nowMs);
            return true;
        }

        private void StepAsleep(long nowMs)
        {
            if (State == ClientState.Asleep)
            {
                if (nowMs >= _wakeDueMs)
                {
                    Change(ClientEvent.WakeDue);
                    _ping.Open(0, nowMs, _settings);
                    SendPing(nowMs);
                }
            }
            else if (IsDue(_ping, nowMs))
            {
                SendPing(nowMs);
            }
        }

        private bool HandleFallingAsleep(Frame frame, long nowMs)
        {
            _lastReceivedMs = nowMs;
            if (frame.Type != MessageType.Disconnect)
            {
                return IsDelivery(frame.Type) && DispatchActive(frame, nowMs); // it was on its way already
            }

            _disconnect.IsOpen = false;
            _wakeDueMs = nowMs + (_sleepSeconds * 800L);
            _reconnectDelayMs = _settings.ReconnectMinMs;
            Change(ClientEvent.SleepAccepted);
            return true;
        }

        /// <summary>
        /// While the client is awake the gateway sends what it has kept. Gateways differ: some of it may come when the client believes to sleep again, and is
        /// taken all the same.
        /// </summary>
        private bool HandleAsleep(Frame frame, long nowMs)
        {
            _lastReceivedMs = nowMs;
            if (State == ClientState.Awake && frame.Type == MessageType.PingResp)
            {
                _ping.IsOpen = false;
                _wakeDueMs = nowMs + (_sleepSeconds * 800L);
                Change(ClientEvent.BufferEmpty);
                return true;
            }

            if (State == ClientState.Awake && frame.Type == MessageType.Disconnect)
            {
                Close(ClientEvent.GatewayDisconnected, nowMs);
                return true;
            }

            return IsDelivery(frame.Type) && DispatchActive(frame, nowMs);
        }

        /// <summary>Whether a message belongs to what a gateway sends to its subscribers.</summary>
        private static bool IsDelivery(MessageType type)
        {
            return type == MessageType.Publish || type == MessageType.PubRel || type == MessageType.Register;
        }
    }
}
