namespace Sidetap.MqttSn
{
    /// <content>What arrives, and what it changes.</content>
    public sealed partial class Client
    {
        private void ReceiveFrames(long nowMs)
        {
            for (int i = 0; i < MaxFramesPerStep; i++)
            {
                int length = _link.Receive(_receiveBuffer, 0, _receiveBuffer.Length, _from);
                if (length < 0)
                {
                    return;
                }

                Statistics.FramesReceived++;
                Statistics.OctetsReceived += (uint)length;
                if (length > _receiveBuffer.Length)
                {
                    Statistics.Oversized++;
                }
                else if (!_from.SameAs(_gateway))
                {
                    Statistics.FromStrangers++;
                }
                else
                {
                    FrameError error = _frame.Parse(_receiveBuffer, 0, length);
                    if (error == FrameError.None)
                    {
                        Handle(_frame, nowMs);
                    }
                    else
                    {
                        Statistics.Malformed[(int)error]++;
                    }
                }
            }
        }

        private void Handle(Frame frame, long nowMs)
        {
            bool expected;
            switch (State)
            {
                case ClientState.Connecting:
                    expected = HandleConnecting(frame, nowMs);
                    break;

                case ClientState.Active:
                    expected = HandleActive(frame, nowMs);
                    break;

                case ClientState.Disconnecting:
                    expected = frame.Type == MessageType.Disconnect;
                    if (expected)
                    {
                        Close(ClientState.Stopped, ClientEvent.Stopped, nowMs);
                    }

                    break;

                default:
                    expected = false;
                    break;
            }

            if (!expected)
            {
                Statistics.Unexpected++;
            }
        }

        private bool HandleConnecting(Frame frame, long nowMs)
        {
            if (frame.Type == MessageType.Disconnect)
            {
                Close(ClientState.Disconnected, ClientEvent.GatewayDisconnected, nowMs);
                return true;
            }

            _lastReceivedMs = nowMs;
            if (frame.Type == MessageType.WillTopicReq)
            {
                SendWillTopic(MessageType.WillTopic, nowMs);
                return true;
            }

            if (frame.Type == MessageType.WillMsgReq)
            {
                Send(FrameWriter.Tail(_sendBuffer, 0, MessageType.WillMsg, _settings.WillMessage), nowMs);
                return true;
            }

            if (frame.Type != MessageType.ConnAck)
            {
                return false;
            }

            ConnectReturnCode = frame.ReturnCode;
            if (frame.ReturnCode != (int)MqttSn.ReturnCode.Accepted)
            {
                Close(ClientState.Disconnected, ClientEvent.ConnectRejected, nowMs);
                if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
                {
                    _reconnectAtMs = nowMs + _settings.WaitMs;
                }

                return true;
            }

            _connect.IsOpen = false;
            Statistics.Connections++;
            for (int i = 0; i < _topicCount; i++)
            {
                _topics[i].Reset();
                _topics[i].IsReady = _topics[i].IdType != TopicIdType.Normal;
            }

            for (int i = _subscriptionCount - 1; i >= 0; i--)
            {
                _subscriptions[i].Reset();
                if (_subscriptions[i].IsLeaving)
                {
                    Forget(_subscriptions[i]);
                }
            }

            _names.Clear();
            if (_settings.CleanSession)
            {
                _received.Clear();
            }

            SetState(ClientState.Active, ClientEvent.ConnectAccepted);
            return true;
        }

        private bool HandleActive(Frame frame, long nowMs)
        {
            _lastReceivedMs = nowMs;
            bool expected = DispatchActive(frame, nowMs);
            if (expected && State == ClientState.Active)
            {
                _ping.IsOpen = false; // whatever answers us shows that the gateway is there
            }

            return expected;
        }

        private bool DispatchActive(Frame frame, long nowMs)
        {
            switch (frame.Type)
            {
                case MessageType.PubAck:
                    return HandlePubAck(frame, nowMs);

                case MessageType.RegAck:
                    return HandleRegAck(frame, nowMs);

                case MessageType.SubAck:
                    return HandleSubAck(frame, nowMs);

                case MessageType.Publish:
                    return HandlePublish(frame, nowMs);

                case MessageType.WillTopicResp:
                    return HandleWillResponse(_willTopic, frame);

                case MessageType.WillMsgResp:
                    return HandleWillResponse(_willMessage, frame);

                case MessageType.UnsubAck:
                    return HandleUnsubAck(frame);

                case MessageType.PubRec:
                    return HandlePubRec(frame, nowMs);

                case MessageType.PubComp:
                    return HandlePubComp(frame);

                case MessageType.PubRel:
                    // Answered whether it is known or not: the gateway repeats it until it is.
                    Send(FrameWriter.MsgIdAck(_sendBuffer, 0, MessageType.PubComp, frame.MsgId), nowMs);
                    return _received.Release(frame.MsgId);

                case MessageType.Register:
                    return HandleRegister(frame, nowMs);

                case MessageType.PingReq:
                    Send(FrameWriter.Bare(_sendBuffer, 0, MessageType.PingResp), nowMs);
                    return true;

                case MessageType.PingResp:
                    _reconnectDelayMs = _ping.IsOpen ? _settings.ReconnectMinMs : _reconnectDelayMs; // it has lasted for a while
                    return _ping.IsOpen;

                case MessageType.Disconnect:
                    Close(ClientState.Disconnected, ClientEvent.GatewayDisconnected, nowMs);
                    return true;

                default:
                    return false;
            }
        }

        private bool HandleWillResponse(Exchange exchange, Frame frame)
        {
            bool expected = exchange.IsOpen;
            exchange.IsOpen = false;
            WillReturnCode = expected ? frame.ReturnCode : WillReturnCode;
            return expected;
        }

        private bool HandlePubAck(Frame frame, long nowMs)
        {
            if (!_publish.Answers(frame.MsgId))
            {
                return frame.MsgId == 0 && HandleRefusalOfQos0(frame, nowMs);
            }

            Topic topic = _publishing;
            topic.ReturnCode = frame.ReturnCode;
            PublishOutcome outcome = PublishOutcome.Refused;
            if (frame.ReturnCode == (int)MqttSn.ReturnCode.Accepted)
            {
                Served(topic);
                outcome = PublishOutcome.Acknowledged;
            }
            else if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
            {
                _quietUntilMs = nowMs + _settings.WaitMs;
                outcome = PublishOutcome.Congested;
            }
            else if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedInvalidTopicId && ForgetId(topic, nowMs))
            {
                outcome = PublishOutcome.TopicUnknown;
            }

            EndPublish(outcome);
            return true;
        }

        /// <summary>Second step of QoS 2 (5.4.14): the gateway has the message; from now on PUBREL is repeated, the message not.</summary>
        private bool HandlePubRec(Frame frame, long nowMs)
        {
            bool expected = _publish.Answers(frame.MsgId) && _publishQos == 2;
            if (expected && !_isReleasing)
            {
                _isReleasing = true;
                _publish.Open(frame.MsgId, nowMs, _settings);
            }

            // A message that was given up is released as well, or the gateway would repeat its PUBREC for ever.
            Send(FrameWriter.MsgIdAck(_sendBuffer, 0, MessageType.PubRel, frame.MsgId), nowMs);
            return expected;
        }

        private bool HandlePubComp(Frame frame)
        {
            if (!_publish.Answers(frame.MsgId) || !_isReleasing)
            {
                return false;
            }

            Served(_publishing);
            EndPublish(PublishOutcome.Acknowledged);
            return true;
        }

        /// <summary>A PUBLISH of QoS 0 is answered only when it is refused (5.4.13); the answer names the topic, not the message.</summary>
        private bool HandleRefusalOfQos0(Frame frame, long nowMs)
        {
            for (int i = 0; i < _topicCount; i++)
            {
                Topic topic = _topics[i];
                if (topic.HasSentQos0 && topic.IsReady && topic.Id == frame.TopicId)
                {
                    return HandleRefusalOfQos0(topic, frame.ReturnCode, nowMs);
                }
            }

            return false;
        }

        private bool HandleRefusalOfQos0(Topic topic, int returnCode, long nowMs)
        {
            switch (returnCode)
            {
                case (int)MqttSn.ReturnCode.Accepted:
                    return false; // some gateways acknowledge QoS 0 as well

                case (int)MqttSn.ReturnCode.RejectedCongestion:
                    _quietUntilMs = nowMs + _settings.WaitMs;
                    break;

                case (int)MqttSn.ReturnCode.RejectedInvalidTopicId:
                    ForgetId(topic, nowMs);
                    break;

                default:
                    Refuse(topic, nowMs);
                    break;
            }

            topic.ReturnCode = returnCode;
            return true;
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
            _reconnectDelayMs = _settings.ReconnectMinMs;
        }

        private bool HandleRegAck(Frame frame, long nowMs)
        {
            if (!_register.Answers(frame.MsgId))
            {
                return false;
            }

            _register.IsOpen = false;
            _registering.ReturnCode = frame.ReturnCode;
            if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
            {
                _quietUntilMs = nowMs + _settings.WaitMs;
            }
            else if (frame.ReturnCode == (int)MqttSn.ReturnCode.Accepted && frame.TopicId != 0 && frame.TopicId != 0xFFFF)
            {
                _registering.Id = frame.TopicId;
                _registering.IsReady = true;
                _registering.IsRefused = false;
                _reconnectDelayMs = _settings.ReconnectMinMs;
            }
            else
            {
                Refuse(_registering, nowMs);
            }

            return true;
        }

        private bool HandleSubAck(Frame frame, long nowMs)
        {
            if (!_subscribe.Answers(frame.MsgId) || _subscribing.IsReady)
            {
                return false;
            }

            _subscribe.IsOpen = false;
            _subscribing.ReturnCode = frame.ReturnCode;
            if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
            {
                _quietUntilMs = nowMs + _settings.WaitMs;
            }
            else if (frame.ReturnCode == (int)MqttSn.ReturnCode.Accepted)
            {
                if (_subscribing.IdType == TopicIdType.Normal)
                {
                    _subscribing.Id = frame.TopicId;
                }

                _subscribing.IsReady = true;
                _subscribing.IsRefused = false;
            }
            else
            {
                Refuse(_subscribing, nowMs);
            }

            return true;
        }
    }
}
