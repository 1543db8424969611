namespace Sidetap.MqttSn
{
    /// <content>What is due, and when the next thing is (MQTT-SN 1.2, 6.11 and 6.13).</content>
    public sealed partial class Client
    {
        private void StepActive(long nowMs)
        {
            if (IsDue(_publish, nowMs))
            {
                RepeatPublish(nowMs);
            }

            if (State == ClientState.Active && IsDue(_register, nowMs))
            {
                SendRegister(nowMs);
            }

            if (State == ClientState.Active && IsDue(_subscribe, nowMs))
            {
                SendSubscribe(Flags.Dup, nowMs);
            }

            if (State == ClientState.Active && IsDue(_willTopic, nowMs))
            {
                SendWillTopic(MessageType.WillTopicUpd, nowMs);
            }

            if (State == ClientState.Active && IsDue(_willMessage, nowMs))
            {
                SendWillMessage(MessageType.WillMsgUpd, nowMs);
            }

            if (State == ClientState.Active && IsDue(_ping, nowMs))
            {
                SendPing(nowMs);
            }

            if (State != ClientState.Active)
            {
                return;
            }

            StepGateways(nowMs);
            if (State != ClientState.Active)
            {
                return;
            }

            if (nowMs >= _quietUntilMs && _returnTo < 0)
            {
                BeginRegister(nowMs);
                BeginSubscribe(nowMs);
                if (_isSuspended)
                {
                    ResumePublish(nowMs);
                }
            }

            if (!_ping.IsOpen && nowMs >= PingDueMs())
            {
                OpenPing(nowMs);
                SendPing(nowMs);
            }
        }

        /// <summary>Whether a request has to be sent again now. When it has been sent often enough, the gateway is lost.</summary>
        private bool IsDue(Exchange exchange, long nowMs)
        {
            if (!exchange.IsOpen || nowMs < exchange.DueMs)
            {
                return false;
            }

            if (exchange.RetriesLeft == 0)
            {
                Statistics.GatewayLosses++;
                Close(ClientEvent.GatewayLost, nowMs);
                return false;
            }

            exchange.RetriesLeft--;
            exchange.DueMs = nowMs + exchange.RetryMs;
            Statistics.Retransmissions++;
            return true;
        }

        /// <summary>A PINGREQ is repeated sooner where the keep-alive time is short: the gateway may drop a client 1.5 times Duration after its last
        /// frame.</summary>
        private void OpenPing(long nowMs)
        {
            _ping.Open(0, nowMs, _settings);
            _ping.Hasten(_settings.KeepAliveSeconds * 150L, nowMs);
            _pingSentMs = nowMs;
            _isAskedFor = false;
        }

        /// <summary>
        /// The next PINGREQ falls due when nothing was sent, or nothing was heard, for four fifths of the keep-alive time: the gateway wants to hear
        /// of the client within Duration (6.11), and the client of the gateway.
        /// </summary>
        private long PingDueMs()
        {
            long since = _lastSentMs < _lastAnswerMs ? _lastSentMs : _lastAnswerMs;
            return since + (_settings.KeepAliveSeconds * 800L);
        }

        /// <summary>When <see cref="Step"/> has to be called again at the latest, unless a datagram arrives before.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>Uptime in milliseconds; <see cref="long.MaxValue"/> for never.</returns>
        public long NextDue(long nowMs)
        {
            if (!_link.IsUp && State != ClientState.Stopped)
            {
                long pollMs = nowMs + _settings.ReconnectMinMs;
                return State == ClientState.Asleep && _wakeDueMs > pollMs ? _wakeDueMs : pollMs;
            }

            switch (State)
            {
                case ClientState.Disconnected:
                    long connectDue = _gatewayIndex < 0 && !_settings.Discover ? long.MaxValue : _reconnectAtMs;
                    return _search.SearchDueMs < connectDue ? _search.SearchDueMs : connectDue;

                case ClientState.Searching:
                    return _search.SearchDueMs;

                case ClientState.Connecting:
                    return _search.SearchDueMs < _connect.DueMs ? _search.SearchDueMs : _connect.DueMs;

                case ClientState.Disconnecting:
                case ClientState.FallingAsleep:
                    return _disconnect.DueMs;

                case ClientState.Asleep:
                    return _wakeDueMs;

                case ClientState.Awake:
                    return _ping.DueMs;

                case ClientState.Active:
                    return NextDueActive(nowMs);

                default:
                    return long.MaxValue;
            }
        }

        private long NextDueActive(long nowMs)
        {
            bool isQuiet = nowMs < _quietUntilMs;
            if (!isQuiet && _returnTo < 0 && HasRequestToBegin(nowMs))
            {
                return nowMs;
            }

            long due = _ping.IsOpen ? _ping.DueMs : PingDueMs();
            due = Earlier(due, _publish);
            due = Earlier(due, _register);
            due = Earlier(due, _subscribe);
            due = Earlier(due, _willTopic);
            due = Earlier(due, _willMessage);
            due = EarlierRetry(due, _topics, _topicCount, nowMs);
            due = EarlierRetry(due, _subscriptions, _subscriptionCount, nowMs);
            due = _search.AnswerDueMs < due ? _search.AnswerDueMs : due;
            due = _gateways.NextExpiryMs < due ? _gateways.NextExpiryMs : due;
            due = _returnDueMs < due ? _returnDueMs : due;
            return isQuiet && _quietUntilMs < due ? _quietUntilMs : due;
        }

        /// <summary>Whether a topic or subscription waits that the next Step asks for: one that was added or removed since the last.</summary>
        private bool HasRequestToBegin(long nowMs)
        {
            for (int i = 0; i < _topicCount && !_register.IsOpen; i++)
            {
                if (!_topics[i].IsReady && MayTry(_topics[i], nowMs))
                {
                    return true;
                }
            }

            for (int i = 0; i < _subscriptionCount && !_subscribe.IsOpen; i++)
            {
                if (IsToSubscribe(_subscriptions[i]) && MayTry(_subscriptions[i], nowMs))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>When the first refused topic is tried again.</summary>
        private static long EarlierRetry(long due, Topic[] topics, int count, long nowMs)
        {
            for (int i = 0; i < count; i++)
            {
                if (topics[i].IsRefused && topics[i].RetryAtMs < due && topics[i].RetryAtMs > nowMs)
                {
                    due = topics[i].RetryAtMs;
                }
            }

            return due;
        }

        private static long Earlier(long due, Exchange exchange)
        {
            return exchange.IsOpen && exchange.DueMs < due ? exchange.DueMs : due;
        }
    }
}
