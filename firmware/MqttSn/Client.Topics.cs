namespace Sidetap.MqttSn
{
    /// <content>Topic ids and subscriptions: asking for them, and what gateways answer (MQTT-SN 1.2, 6.5, 6.9 and 6.10).</content>
    public sealed partial class Client
    {
        private Topic _registering;
        private Topic _subscribing;
        private bool _isUnsubscribing;

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

        private void BeginSubscribe(long nowMs)
        {
            for (int i = 0; i < _subscriptionCount && !_subscribe.IsOpen; i++)
            {
                Topic topic = _subscriptions[i];
                if (IsToSubscribe(topic) && MayTry(topic, nowMs))
                {
                    _subscribing = topic;
                    _isUnsubscribing = topic.IsLeaving;
                    _subscribe.Open(NextMsgId(), nowMs, _settings);
                    SendSubscribe(0, nowMs);
                }
            }
        }

        /// <summary>Whether a subscription is to be made, or is to end where the gateway may have it.</summary>
        private static bool IsToSubscribe(Topic topic)
        {
            return topic.IsLeaving ? topic.IsDelivered : !topic.IsReady;
        }

        private void SendRegister(long nowMs)
        {
            Send(FrameWriter.Register(_sendBuffer, _sendOffset, 0, _register.MsgId, _registering.Name), nowMs);
        }

        /// <summary>SUBSCRIBE for a subscription that is to be made, UNSUBSCRIBE for one that was made and is to end.</summary>
        private void SendSubscribe(int dup, long nowMs)
        {
            Topic topic = _subscribing;
            bool isEnding = _isUnsubscribing;
            MessageType type = isEnding ? MessageType.Unsubscribe : MessageType.Subscribe;
            int flags = isEnding ? (int)topic.IdType : dup | Flags.FromQos(topic.Qos) | (int)topic.IdType;
            int length = topic.IdType == TopicIdType.Normal
                ? FrameWriter.SubscribeName(_sendBuffer, _sendOffset, type, flags, _subscribe.MsgId, topic.Name)
                : FrameWriter.SubscribeId(_sendBuffer, _sendOffset, type, flags, _subscribe.MsgId, topic.Id);
            Send(length, nowMs);
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

        /// <summary>
        /// The gateway does not know a topic id: a name is registered again, once (6.5). Returns false when that has not helped or cannot: then the topic
        /// is left alone for a while.
        /// </summary>
        private bool ForgetId(Topic topic, long nowMs)
        {
            if (nowMs - topic.InvalidIdAtMs > _settings.WaitMs)
            {
                topic.InvalidIdCount = 0; // long ago; a gateway may restart more than once
            }

            topic.InvalidIdAtMs = nowMs;
            bool canHelp = topic.IdType == TopicIdType.Normal && topic.InvalidIdCount == 0;
            topic.InvalidIdCount++;
            if (topic.IdType == TopicIdType.Normal)
            {
                topic.IsReady = false;
                topic.Id = 0;
            }

            if (!canHelp)
            {
                Refuse(topic, nowMs);
            }

            return canHelp;
        }

        /// <summary>The gateway has taken a message: it is well, and so is the topic.</summary>
        private void Served(Topic topic)
        {
            topic.InvalidIdCount = 0;
            topic.RefusalPauseMs = 0;
            topic.IsRefused = false;
            NoteService();
        }

        /// <summary>Whether a topic id is one that a gateway gives out (5.3.11).</summary>
        private static bool IsAssigned(int topicId)
        {
            return topicId != 0 && topicId != 0xFFFF;
        }

        /// <summary>A gateway gives an id to one name. Whatever else held it was given it by a gateway that has forgotten: it is asked for anew.</summary>
        private void ClaimId(int id, byte[] buffer, int offset, int length, long nowMs)
        {
            for (int i = 0; i < _topicCount; i++)
            {
                ClaimFrom(_topics[i], id, buffer, offset, length, nowMs);
            }

            for (int i = 0; i < _subscriptionCount; i++)
            {
                ClaimFrom(_subscriptions[i], id, buffer, offset, length, nowMs);
            }
        }

        private void ClaimFrom(Topic topic, int id, byte[] buffer, int offset, int length, long nowMs)
        {
            if (topic.Id != id || topic.IdType != TopicIdType.Normal || !topic.IsDelivered || topic.IsWildcard || topic.HasName(buffer, offset, length))
            {
                return;
            }

            topic.IsReady = false;
            topic.Id = 0;
            if (topic.WasClaimed && nowMs - topic.ClaimedAtMs < _settings.RetryMs)
            {
                Refuse(topic, nowMs); // the gateway gives one id to two names: asking faster does not help
            }

            topic.WasClaimed = true;
            topic.ClaimedAtMs = nowMs;
            if (topic == _publishing && _publish.IsOpen && !_isReleasing)
            {
                _publish.IsOpen = false; // not again with an id that is another topic's
                _isSuspended = true;
            }
        }

        private bool HandleRegAck(Frame frame, long nowMs)
        {
            if (!_register.Answers(frame.MsgId))
            {
                return false;
            }

            Topic topic = _registering;
            _register.IsOpen = false;
            topic.ReturnCode = frame.ReturnCode;
            if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
            {
                _quietUntilMs = nowMs + _settings.WaitMs;
            }
            else if (frame.ReturnCode == Accepted && IsAssigned(frame.TopicId))
            {
                ClaimId(frame.TopicId, topic.Name, 0, topic.Name.Length, nowMs);
                topic.Id = frame.TopicId;
                topic.IsReady = true;
                topic.IsRefused = false;
                NoteService();
            }
            else
            {
                Refuse(topic, nowMs);
            }

            return true;
        }

        private bool HandleSubAck(Frame frame, long nowMs)
        {
            if (!_subscribe.Answers(frame.MsgId) || _isUnsubscribing)
            {
                return false;
            }

            Topic topic = _subscribing;
            _subscribe.IsOpen = false;
            topic.ReturnCode = frame.ReturnCode;
            if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
            {
                _quietUntilMs = nowMs + _settings.WaitMs;
            }
            else if (frame.ReturnCode == Accepted && (IsAssigned(frame.TopicId) || topic.IdType != TopicIdType.Normal || topic.IsWildcard))
            {
                if (topic.IdType == TopicIdType.Normal)
                {
                    ClaimId(frame.TopicId, topic.Name, 0, topic.Name.Length, nowMs);
                    topic.Id = frame.TopicId;
                }

                topic.IsReady = true;
                topic.IsRefused = false;
            }
            else if (topic.IsLeaving && !topic.IsKept)
            {
                Forget(topic); // it was to end anyway
            }
            else
            {
                Refuse(topic, nowMs);
            }

            return true;
        }

        /// <summary>UNSUBACK (5.4.18).</summary>
        private bool HandleUnsubAck(Frame frame)
        {
            if (!_subscribe.Answers(frame.MsgId) || !_isUnsubscribing)
            {
                return false;
            }

            _subscribe.IsOpen = false;
            Forget(_subscribing);
            return true;
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

        /// <summary>A new connection: ids are asked for again and subscriptions are made again, whatever the gateway may remember; it says nothing of what it has
        /// forgotten. Until then, in a kept session with the same gateway, messages may come with the ids it has given.</summary>
        private void ResetTopics()
        {
            ResetSubscriptions();
            for (int i = 0; i < _topicCount; i++)
            {
                _topics[i].Reset();
                _topics[i].IsReady = _topics[i].IdType != TopicIdType.Normal;
            }
        }

        private void ResetSubscriptions()
        {
            bool isKept = !_settings.CleanSession && _sessionGateway.SameAs(_gateway);
            for (int i = _subscriptionCount - 1; i >= 0; i--)
            {
                Topic topic = _subscriptions[i];
                int id = topic.Id;
                topic.Reset();
                topic.IsKept = !_settings.CleanSession;
                topic.Id = isKept ? id : topic.Id;
                if (topic.IsLeaving && _settings.CleanSession)
                {
                    Forget(topic); // the gateway has forgotten it; in a kept session it has to be told
                }
            }

            if (!isKept)
            {
                _names.Clear();
            }
        }

        private bool Fits(Topic topic, int headerLength)
        {
            return topic.Name == null || topic.Name.Length + headerLength <= _settings.MaxFrameLength;
        }
    }
}
