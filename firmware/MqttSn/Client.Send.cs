namespace Sidetap.MqttSn
{
    /// <content>What is sent, and how a connection ends.</content>
    public sealed partial class Client
    {
        private static readonly byte[] Nothing = new byte[0];

        private void BeginRegister(long nowMs)
        {
            for (int i = 0; i < _topicCount && !_register.IsOpen; i++)
            {
                if (!_topics[i].IsReady && MayTry(_topics[i], nowMs))
                {
                    _registering = _topics[i];
                    _register.Open(NextMsgId(), nowMs, _settings);
                    SendRegister(nowMs);
                }
            }
        }

        /// <summary>Whether a topic that is not ready may be asked for: a refusal is respected for a while, longer every time, up to Twait.</summary>
        private static bool MayTry(Topic topic, long nowMs)
        {
            return !topic.IsRefused || nowMs >= topic.RetryAtMs;
        }

        /// <summary>The gateway refused a topic: it is left alone for Tretry, then twice as long, up to Twait.</summary>
        private void Refuse(Topic topic, long nowMs)
        {
            int pause = topic.RefusalPauseMs < _settings.RetryMs ? _settings.RetryMs : topic.RefusalPauseMs;
            topic.IsRefused = true;
            topic.RetryAtMs = nowMs + pause;
            topic.RefusalPauseMs = pause > _settings.WaitMs / 2 ? _settings.WaitMs : pause * 2;
        }

        private void BeginSubscribe(long nowMs)
        {
            for (int i = 0; i < _subscriptionCount && !_subscribe.IsOpen; i++)
            {
                Topic topic = _subscriptions[i];
                if (topic.IsReady ? topic.IsLeaving : MayTry(topic, nowMs))
                {
                    _subscribing = topic;
                    _subscribe.Open(NextMsgId(), nowMs, _settings);
                    SendSubscribe(0, nowMs);
                }
            }
        }

        private void SendConnect(long nowMs)
        {
            int flags = _settings.CleanSession ? Flags.CleanSession : 0;
            flags |= _settings.WillTopic.Length > 0 ? Flags.Will : 0;
            Send(FrameWriter.Connect(_sendBuffer, 0, flags, _settings.KeepAliveSeconds, _settings.ClientId), nowMs);
        }

        /// <summary>WILLTOPIC or WILLTOPICUPD; without a will, the frame of two octets that says so (5.4.7, 5.4.22).</summary>
        private void SendWillTopic(MessageType type, long nowMs)
        {
            int flags = Flags.FromQos(_settings.WillQos) | (_settings.WillRetain ? Flags.Retain : 0);
            Send(FrameWriter.WillTopic(_sendBuffer, 0, type, flags, _settings.WillTopic), nowMs);
        }

        private void SendRegister(long nowMs)
        {
            Send(FrameWriter.Register(_sendBuffer, 0, 0, _register.MsgId, _registering.Name), nowMs);
        }

        /// <summary>SUBSCRIBE for a subscription that is to be made, UNSUBSCRIBE for one that was made and is to end.</summary>
        private void SendSubscribe(int dup, long nowMs)
        {
            Topic topic = _subscribing;
            bool isEnding = topic.IsReady;
            MessageType type = isEnding ? MessageType.Unsubscribe : MessageType.Subscribe;
            int flags = isEnding ? (int)topic.IdType : dup | Flags.FromQos(topic.Qos) | (int)topic.IdType;
            int length = topic.IdType == TopicIdType.Normal
                ? FrameWriter.SubscribeName(_sendBuffer, 0, type, flags, _subscribe.MsgId, topic.Name)
                : FrameWriter.SubscribeId(_sendBuffer, 0, type, flags, _subscribe.MsgId, topic.Id);
            Send(length, nowMs);
        }

        private void SendPing(long nowMs)
        {
            Send(FrameWriter.Tail(_sendBuffer, 0, MessageType.PingReq, Nothing), nowMs);
        }

        private void Send(int length, long nowMs)
        {
            SendFrom(_sendBuffer, 0, length, nowMs);
        }

        private bool SendFrom(byte[] buffer, int offset, int length, long nowMs)
        {
            if (length == 0 || !_link.Send(buffer, offset, length, _gateway))
            {
                Statistics.SendFailures++;
                return false;
            }

            _lastSentMs = nowMs;
            Statistics.FramesSent++;
            Statistics.OctetsSent += (uint)length;
            return true;
        }

        /// <summary>Ends the connection without a word: everything under way is given up.</summary>
        private void Close(ClientState state, ClientEvent cause, long nowMs)
        {
            CloseExchanges();
            _reconnectAtMs = nowMs + _reconnectDelayMs;
            _reconnectDelayMs = _reconnectDelayMs > _settings.ReconnectMaxMs / 2 ? _settings.ReconnectMaxMs : _reconnectDelayMs * 2;
            SetState(state, cause);
            EndPublish(PublishOutcome.Unknown);
        }

        private void CloseExchanges()
        {
            _connect.IsOpen = false;
            _register.IsOpen = false;
            _subscribe.IsOpen = false;
            _ping.IsOpen = false;
            _disconnect.IsOpen = false;
            _willTopic.IsOpen = false;
            _willMessage.IsOpen = false;
        }

        /// <summary>Takes a subscription out of the list.</summary>
        private void Forget(Topic topic)
        {
            _names.Remove(topic);
            for (int i = 0; i < _subscriptionCount; i++)
            {
                if (_subscriptions[i] == topic)
                {
                    _subscriptionCount--;
                    _subscriptions[i] = _subscriptions[_subscriptionCount];
                    _subscriptions[_subscriptionCount] = null;
                    return;
                }
            }
        }

        private void EndPublish(PublishOutcome outcome)
        {
            if (_publish.IsOpen)
            {
                _publish.IsOpen = false;
                _handler.OnPublishEnded(_publishing, outcome);
            }
        }

        private void SetState(ClientState state, ClientEvent cause)
        {
            State = state;
            LastEvent = cause;
            _handler.OnStateChanged(state, cause);
        }

        /// <summary>MsgIds run from 1 to 65,535 and start over; 0 is for messages without one.</summary>
        private int NextMsgId()
        {
            _lastMsgId = _lastMsgId == 0xFFFF ? 1 : _lastMsgId + 1;
            return _lastMsgId;
        }

        private bool Fits(Topic topic, int headerLength)
        {
            return topic.Name == null || topic.Name.Length + headerLength <= _settings.MaxFrameLength;
        }
    }
}
