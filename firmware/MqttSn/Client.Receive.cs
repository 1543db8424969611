namespace Sidetap.MqttSn
{
    /// <content>What arrives, and what it changes.</content>
    public sealed partial class Client
    {
        private void ReceiveFrames(long nowMs)
        {
            for (int i = 0; i < MaxFramesPerStep; i++)
            {
                int error = _transport.Receive(_frame, _from);
                if (error == Transport.NothingWaits)
                {
                    return;
                }

                if (error == Transport.TooLong)
                {
                    Statistics.Oversized++;
                }
                else if (_from.SameAs(_gateway))
                {
                    if (error == (int)FrameError.None)
                    {
                        Handle(_frame, nowMs);
                    }
                    else
                    {
                        Statistics.Malformed[error]++;
                    }
                }
                else if (error != (int)FrameError.None || !IsSearch(_frame.Type) || State == ClientState.Stopped || !HandleSearch(_frame, nowMs))
                {
                    Statistics.FromStrangers++;
                }
            }
        }

        private static bool IsSearch(MessageType type)
        {
            return type == MessageType.Advertise || type == MessageType.SearchGw || type == MessageType.GwInfo;
        }

        private void Handle(Frame frame, long nowMs)
        {
            bool expected = false;
            if (IsSearch(frame.Type))
            {
                expected = State != ClientState.Stopped && HandleSearch(frame, nowMs);
            }
            else
            {
                switch (State)
                {
                    case ClientState.Connecting:
                        expected = HandleConnecting(frame, nowMs);
                        break;

                    case ClientState.Active:
                        expected = HandleActive(frame, nowMs);
                        break;

                    case ClientState.FallingAsleep:
                        expected = HandleFallingAsleep(frame, nowMs);
                        break;

                    case ClientState.Asleep:
                    case ClientState.Awake:
                        expected = HandleAsleep(frame, nowMs);
                        break;

                    case ClientState.Disconnecting:
                        expected = frame.Type == MessageType.Disconnect;
                        if (expected)
                        {
                            Close(ClientEvent.GoodbyeAnswered, nowMs);
                        }

                        break;
                }
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
                if (_overtaken > 0)
                {
                    _overtaken--; // the late answer to our own, which CONNECT has overtaken
                    return true;
                }

                Close(ClientEvent.GatewayDisconnected, nowMs);
                return true;
            }

            if (frame.Type == MessageType.WillTopicReq)
            {
                SendWillTopic(MessageType.WillTopic, nowMs);
                return true;
            }

            if (frame.Type == MessageType.WillMsgReq)
            {
                SendWillMessage(MessageType.WillMsg, nowMs);
                return true;
            }

            if (frame.Type != MessageType.ConnAck)
            {
                return false;
            }

            ConnectReturnCode = frame.ReturnCode;
            if (frame.ReturnCode == (int)MqttSn.ReturnCode.Accepted)
            {
                Accept(nowMs);
                return true;
            }

            if (frame.ReturnCode == (int)MqttSn.ReturnCode.RejectedCongestion)
            {
                _gateways.LeaveAlone(_gateways.Find(_gateway), nowMs + _settings.WaitMs);
            }

            Close(ClientEvent.ConnectRejected, nowMs);
            return true;
        }

        private void Accept(long nowMs)
        {
            _connect.IsOpen = false;
            _search.End();
            _failures = 0;
            _overtaken = 0;
            _lastAnswerMs = nowMs;
            _deletesWill = false;
            Statistics.Connections++;
            if (_returnsFromSleep)
            {
                ResetSubscriptions();
            }
            else
            {
                ResetTopics();
            }

            _returnsFromSleep = false;
            BeginSession();
            BeginReturn(nowMs);
            bool isWillOld = _isWillOld;
            _isWillOld = false;
            Change(ClientEvent.ConnectAccepted);
            if (isWillOld && State == ClientState.Active)
            {
                UpdateWill(nowMs);
            }
        }

        private bool HandleActive(Frame frame, long nowMs)
        {
            bool expected = DispatchActive(frame, nowMs);
            if (expected && IsAnswer(frame.Type))
            {
                _lastAnswerMs = nowMs;
                _ping.IsOpen = false; // whatever answers us shows that the gateway hears us, and that the ping is not needed
            }

            return expected;
        }

        /// <summary>Whether a message answers one of the client's: only that shows that the way to the gateway is open, not only the way from it.</summary>
        private static bool IsAnswer(MessageType type)
        {
            switch (type)
            {
                case MessageType.PingResp:
                case MessageType.PubAck:
                case MessageType.PubRec:
                case MessageType.PubComp:
                case MessageType.RegAck:
                case MessageType.SubAck:
                case MessageType.UnsubAck:
                case MessageType.WillTopicResp:
                case MessageType.WillMsgResp:
                    return true;

                default:
                    return false;
            }
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
                    return HandleWillTopicResponse(frame, nowMs);

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
                    Send(FrameWriter.MsgIdAck(_sendBuffer, _sendOffset, MessageType.PubComp, frame.MsgId), nowMs);
                    return _received.Release(frame.MsgId);

                case MessageType.Register:
                    return HandleRegister(frame, nowMs);

                case MessageType.PingReq:
                    Send(FrameWriter.Bare(_sendBuffer, _sendOffset, MessageType.PingResp), nowMs);
                    return true;

                case MessageType.PingResp:
                    return HandlePingResp(nowMs);

                case MessageType.Disconnect:
                    Close(ClientEvent.GatewayDisconnected, nowMs);
                    return true;

                default:
                    return false;
            }
        }

        /// <summary>The will message follows when the topic is known to have arrived: a gateway without a will topic has no use for it.</summary>
        private bool HandleWillTopicResponse(Frame frame, long nowMs)
        {
            bool expected = HandleWillResponse(_willTopic, frame);
            if (expected && frame.ReturnCode == Accepted && _settings.WillTopic.Length > 0)
            {
                _willMessage.Open(0, nowMs, _settings);
                SendWillMessage(MessageType.WillMsgUpd, nowMs);
            }

            return expected;
        }

        private bool HandleWillResponse(Exchange exchange, Frame frame)
        {
            bool expected = exchange.IsOpen;
            exchange.IsOpen = false;
            WillReturnCode = expected ? frame.ReturnCode : WillReturnCode;
            return expected;
        }
    }
}
