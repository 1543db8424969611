using Sidetap.Hal;

namespace Sidetap.MqttSn
{
    /// <content>Publishing (MQTT-SN 1.2, 6.6 to 6.8), and the acknowledgements of it.</content>
    public sealed partial class Client
    {
        // How many connections may be lost over one message of a kept session: a gateway that can't take it shall not keep the others waiting.
        private const int MaxLosses = 3;

        private readonly LinkAddress _sessionGateway = new LinkAddress();
        private Topic _publishing;
        private byte[] _publishBuffer;
        private int _publishStart;
        private int _publishLength;
        private int _publishQos;
        private bool _isReleasing;
        private bool _isSuspended;
        private int _losses;

        /// <summary>Whether a PUBLISH of QoS 1 or 2 waits for its end: for an answer or, in a kept session, for the next connection.</summary>
        public bool IsPublishing
        {
            get { return _publish.IsOpen || _isSuspended; }
        }

        /// <summary>Whether a message could be sent to a topic now: to be asked before it is encoded.</summary>
        /// <param name="topic">One of the client's topics.</param>
        /// <param name="qos">-1, 0, 1 or 2.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False while <see cref="TryPublish"/> would answer <see cref="PublishOutcome.NotNow"/>.</returns>
        public bool CanPublish(Topic topic, int qos, long nowMs)
        {
            if (topic.IsRefused && nowMs < topic.RetryAtMs)
            {
                return false;
            }

            if (qos < 0)
            {
                return _link.IsUp && _gateway.Length > 0;
            }

            return State == ClientState.Active && topic.IsReady && nowMs >= _quietUntilMs && !(qos > 0 && IsPublishing) && _returnTo < 0;
        }

        /// <summary>Publishes a payload that lies in the buffer it is sent from.</summary>
        /// <param name="topic">One of the client's topics.</param>
        /// <param name="buffer">Holds the payload, with <see cref="HeaderRoom"/> octets free before it.</param>
        /// <param name="payloadOffset">Index of the payload's first octet.</param>
        /// <param name="payloadLength">Its octets.</param>
        /// <param name="qos">-1, 0, 1 or 2. QoS -1 needs no connection, but a predefined or short topic (6.8).</param>
        /// <param name="retain">Whether the gateway shall keep it as the topic's retained message.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns><see cref="PublishOutcome.Sent"/>, <see cref="PublishOutcome.Pending"/>, <see cref="PublishOutcome.NotNow"/> or
        /// <see cref="PublishOutcome.Refused"/>.</returns>
        public PublishOutcome TryPublish(Topic topic, byte[] buffer, int payloadOffset, int payloadLength, int qos, bool retain, long nowMs)
        {
            if (payloadLength + FrameWriter.PublishHeaderRoom > _settings.MaxFrameLength || (qos < 0 && topic.IdType == TopicIdType.Normal))
            {
                return PublishOutcome.Refused;
            }

            if (!CanPublish(topic, qos, nowMs))
            {
                return PublishOutcome.NotNow;
            }

            int flags = Flags.FromQos(qos) | (int)topic.IdType;
            if (retain)
            {
                flags |= Flags.Retain;
            }

            int msgId = qos > 0 ? NextMsgId() : 0;
            int start = FrameWriter.PublishHeader(buffer, payloadOffset, payloadLength, flags, topic.Id, msgId);
            int length = payloadOffset + payloadLength - start;
            bool sent = SendFrom(buffer, start, length, nowMs);
            if (qos <= 0)
            {
                topic.HasSentQos0 |= qos == 0;
                return sent ? PublishOutcome.Sent : PublishOutcome.NotNow;
            }

            _publish.Open(msgId, nowMs, _settings);
            _publishing = topic;
            _publishBuffer = buffer;
            _publishStart = start;
            _publishLength = length;
            _publishQos = qos;
            _isReleasing = false;
            _losses = 0;
            return PublishOutcome.Pending;
        }

        /// <summary>6.13: the PUBLISH again, with DUP and the same MsgId (5.3.4); or, once it was received, its PUBREL.</summary>
        private void RepeatPublish(long nowMs)
        {
            if (_isReleasing)
            {
                Send(FrameWriter.MsgIdAck(_sendBuffer, _sendOffset, MessageType.PubRel, _publish.MsgId), nowMs);
                return;
            }

            _publishBuffer[PublishFlagsAt()] |= Flags.Dup;
            SendFrom(_publishBuffer, _publishStart, _publishLength, nowMs);
        }

        private int PublishFlagsAt()
        {
            return _publishStart + (_publishBuffer[_publishStart] == 1 ? 4 : 2);
        }

        /// <summary>
        /// The connection is lost while a PUBLISH waits. In a kept session the message lives on: a gateway that has it would deliver it twice if it came again
        /// with another MsgId.
        /// </summary>
        private void SuspendPublish()
        {
            if (!_publish.IsOpen)
            {
                return;
            }

            _losses++;
            if (_settings.CleanSession || _losses >= MaxLosses)
            {
                EndPublish(PublishOutcome.Unknown);
                return;
            }

            _publish.IsOpen = false;
            _isSuspended = true;
        }

        /// <summary>The session goes on: so does its outstanding message, with the id its topic has now.</summary>
        private void ResumePublish(long nowMs)
        {
            if (!_isReleasing)
            {
                if (_publishing.IsRefused)
                {
                    EndPublish(PublishOutcome.Unknown);
                    return;
                }

                if (!_publishing.IsReady)
                {
                    return;
                }

                int at = PublishFlagsAt() + 1;
                _publishBuffer[at] = (byte)(_publishing.Id >> 8);
                _publishBuffer[at + 1] = (byte)_publishing.Id;
            }

            _isSuspended = false;
            _publish.Open(_publish.MsgId, nowMs, _settings);
            RepeatPublish(nowMs);
        }

        /// <summary>Another gateway, or a new session: nobody there knows of the outstanding message or of messages that were delivered.</summary>
        private void BeginSession()
        {
            bool isOther = !_sessionGateway.SameAs(_gateway);
            if (isOther)
            {
                _sessionGateway.CopyFrom(_gateway);
                _quietUntilMs = 0;
            }

            if (isOther || _settings.CleanSession)
            {
                _received.Clear();
                EndPublish(PublishOutcome.Unknown);
            }
        }

        /// <summary>Tells how a message ended. One of QoS 2 is with the gateway since its PUBREC, whatever became of the rest (MQTT 3.1.1, 4.3.3).</summary>
        private void EndPublish(PublishOutcome outcome)
        {
            if (IsPublishing)
            {
                bool isReceived = _isReleasing && outcome == PublishOutcome.Unknown;
                _publish.IsOpen = false;
                _isSuspended = false;
                _isReleasing = false;
                _handler.OnPublishEnded(_publishing, isReceived ? PublishOutcome.Acknowledged : outcome);
            }
        }

        /// <summary>Whether an answer is about the message under way; it may come when the message waits for its topic's id after a lost connection.</summary>
        private bool IsAboutPublish(int msgId)
        {
            return IsPublishing && _publish.MsgId == msgId;
        }

        private bool HandlePubAck(Frame frame, long nowMs)
        {
            if (!IsAboutPublish(frame.MsgId))
            {
                return frame.MsgId == 0 && HandleRefusalOfQos0(frame, nowMs);
            }

            if (_publishQos == 2 && (_isReleasing || frame.ReturnCode == Accepted))
            {
                return false; // a PUBACK only refuses a message of QoS 2, and only before its PUBREC (5.4.13)
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
            bool expected = IsAboutPublish(frame.MsgId) && _publishQos == 2;
            if (expected && (!_isReleasing || _isSuspended))
            {
                _isReleasing = true;
                _isSuspended = false;
                _publish.Open(frame.MsgId, nowMs, _settings);
            }

            // A message that was given up is released as well, or the gateway would repeat its PUBREC for ever.
            Send(FrameWriter.MsgIdAck(_sendBuffer, _sendOffset, MessageType.PubRel, frame.MsgId), nowMs);
            return expected;
        }

        private bool HandlePubComp(Frame frame)
        {
            if (!IsAboutPublish(frame.MsgId) || !_isReleasing)
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
    }
}
