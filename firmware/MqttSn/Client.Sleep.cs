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
        /// <remarks>Some gateways (Paho's among them) watch a sleeping client by the Duration of its CONNECT: <see cref="ClientSettings.KeepAliveSeconds"/>
        /// had better not be shorter than the sleep.</remarks>
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
            if (State == ClientState.FallingAsleep)
            {
                _disconnect.Open(0, nowMs, _settings);
                Send(FrameWriter.Disconnect(_sendBuffer, _sendOffset, seconds), nowMs);
            }

            return true;
        }

        /// <summary>Comes back from sleep: CONNECT. In a kept session (CleanSession = 0) topic ids are still good; subscriptions are made again, because a
        /// gateway that has given the sleeper up accepts it all the same.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when the client does not sleep, or the link is down: nobody would hear it, and it may sleep on.</returns>
        public bool Wake(long nowMs)
        {
            if (!_link.IsUp)
            {
                return false;
            }

            if (State != ClientState.FallingAsleep && State != ClientState.Asleep && State != ClientState.Awake)
            {
                return false;
            }

            NoteOvertaken();
            CloseExchanges();
            _returnsFromSleep = State != ClientState.FallingAsleep && !_settings.CleanSession;
            BeginConnect(ClientEvent.WakeRequested, nowMs);
            return true;
        }

        private void StepAsleep(long nowMs)
        {
            if (State == ClientState.Asleep)
            {
                if (nowMs >= _wakeDueMs)
                {
                    Change(ClientEvent.WakeDue);
                    if (State == ClientState.Awake)
                    {
                        OpenWakeUp(nowMs);
                        SendPing(nowMs);
                    }
                }
            }
            else if (IsDue(_ping, nowMs))
            {
                SendPing(nowMs);
            }
        }

        /// <summary>The repetitions have to fit what is left of the Duration: a fifth of it, in which the gateway still knows the client.</summary>
        private void OpenWakeUp(long nowMs)
        {
            _ping.Open(0, nowMs, _settings);
            _ping.Hasten(_sleepSeconds * 50L, nowMs);
        }

        private bool HandleFallingAsleep(Frame frame, long nowMs)
        {
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

            if (!IsDelivery(frame.Type))
            {
                return false;
            }

            bool expected = DispatchActive(frame, nowMs);
            if (State == ClientState.Awake)
            {
                OpenWakeUp(nowMs); // PINGRESP comes behind what was kept, however long that takes
            }

            return expected;
        }

        /// <summary>Whether a message belongs to what a gateway sends to its subscribers.</summary>
        private static bool IsDelivery(MessageType type)
        {
            return type == MessageType.Publish || type == MessageType.PubRel || type == MessageType.Register;
        }
    }
}
