namespace Sidetap.MqttSn
{
    /// <content>Messages for the client's subscriptions, and the names that come with wildcards.</content>
    public sealed partial class Client
    {
        private const int Accepted = (int)MqttSn.ReturnCode.Accepted;

        private readonly NameTable _names;
        private readonly ReceivedIds _received = new ReceivedIds();

        /// <summary>
        /// 6.10: the gateway gives an id to a name that a wildcard subscription stands for, before it sends messages with it; or, in a kept session, to
        /// the name of a subscription that it remembers.
        /// </summary>
        private bool HandleRegister(Frame frame, long nowMs)
        {
            int returnCode = (int)MqttSn.ReturnCode.RejectedNotSupported;
            for (int i = 0; i < _subscriptionCount && returnCode == (int)MqttSn.ReturnCode.RejectedNotSupported; i++)
            {
                Topic topic = _subscriptions[i];
                if (topic.IsDelivered && topic.IdType == TopicIdType.Normal && IsNamed(topic, frame))
                {
                    returnCode = TakeName(topic, frame, nowMs) ? Accepted : (int)MqttSn.ReturnCode.RejectedInvalidTopicId;
                }
            }

            Send(FrameWriter.TopicAck(_sendBuffer, _sendOffset, MessageType.RegAck, frame.TopicId, frame.MsgId, returnCode), nowMs);
            return returnCode == Accepted;
        }

        private static bool IsNamed(Topic topic, Frame frame)
        {
            return topic.IsWildcard
                ? TopicFilter.Matches(topic.Name, frame.Buffer, frame.DataOffset, frame.DataLength)
                : topic.HasName(frame.Buffer, frame.DataOffset, frame.DataLength);
        }

        private bool TakeName(Topic topic, Frame frame, long nowMs)
        {
            if (frame.TopicId == 0 || (topic.IsWildcard && !_names.Add(frame.TopicId, topic, frame.Buffer, frame.DataOffset, frame.DataLength)))
            {
                return false;
            }

            ClaimId(frame.TopicId, frame.Buffer, frame.DataOffset, frame.DataLength, nowMs);
            if (!topic.IsWildcard)
            {
                topic.Id = frame.TopicId;
            }

            return true;
        }

        /// <summary>PUBLISH (5.4.12): delivered once, and answered as its QoS asks for; refused at any QoS when nobody subscribed to it (5.4.13).</summary>
        private bool HandlePublish(Frame frame, long nowMs)
        {
            int qos = Flags.ToQos(frame.Flags);
            if (qos > 0 && frame.MsgId == 0)
            {
                return false; // it could neither be answered nor told from others
            }

            bool isRepeated = (frame.Flags & Flags.Dup) != 0;
            if (qos == 2 && _received.IsUnreleased(frame.MsgId, isRepeated, nowMs - RepetitionMs()))
            {
                Send(FrameWriter.MsgIdAck(_sendBuffer, _sendOffset, MessageType.PubRec, frame.MsgId), nowMs);
                return true;
            }

            if (qos == 1 && isRepeated && _received.IsRecent(frame.MsgId, nowMs - RepetitionMs()))
            {
                AnswerPublish(frame, Accepted, nowMs);
                return true;
            }

            int slot = -1;
            Topic subscription = FindSubscription(frame, out slot);
            if (subscription == null)
            {
                if (qos >= 0)
                {
                    AnswerPublish(frame, (int)MqttSn.ReturnCode.RejectedInvalidTopicId, nowMs);
                }

                return false; // 6.8: nothing answers QoS -1
            }

            if (qos == 2 && !_received.TryHold(frame.MsgId, nowMs, nowMs - RepetitionMs()))
            {
                AnswerPublish(frame, (int)MqttSn.ReturnCode.RejectedCongestion, nowMs);
                return false;
            }

            if (qos == 1)
            {
                _received.Note(frame.MsgId, nowMs);
            }

            if (slot >= 0)
            {
                _handler.OnMessage(subscription, _names.Octets, _names.OffsetOf(slot), _names.LengthOf(slot), frame);
            }
            else if (subscription.IsWildcard)
            {
                _handler.OnMessage(subscription, frame.Buffer, ShortNameOffset(frame), ShortNameLength(frame), frame);
            }
            else
            {
                _handler.OnMessage(subscription, null, 0, 0, frame);
            }

            if (IsConnected && qos == 2)
            {
                Send(FrameWriter.MsgIdAck(_sendBuffer, _sendOffset, MessageType.PubRec, frame.MsgId), nowMs);
            }
            else if (IsConnected && qos == 1)
            {
                AnswerPublish(frame, Accepted, nowMs);
            }

            return true;
        }

        /// <summary>How long a gateway may repeat a message, by the client's own Tretry and Nretry; a MsgId that comes later is another message's.</summary>
        private long RepetitionMs()
        {
            return _settings.RetryMs * (_settings.RetryCount + 1L);
        }

        private void AnswerPublish(Frame frame, int returnCode, long nowMs)
        {
            Send(FrameWriter.TopicAck(_sendBuffer, _sendOffset, MessageType.PubAck, frame.TopicId, frame.MsgId, returnCode), nowMs);
        }

        /// <summary>
        /// The subscription a message is for, or null; with the slot of its name where that is a wildcard and the name is in the table, else -1. What kind of
        /// id a message carries is the gateway's choice: some send any name of two characters as a short name, and some use a predefined id for a name that was
        /// subscribed to.
        /// </summary>
        private Topic FindSubscription(Frame frame, out int slot)
        {
            int idType = frame.Flags & Flags.TopicIdTypeMask;
            slot = -1;
            Topic topic = FindById(frame.TopicId, idType);
            if (topic != null)
            {
                return topic;
            }

            if (idType == (int)TopicIdType.ShortName)
            {
                return FindByShortName(frame);
            }

            if (idType == (int)TopicIdType.Predefined)
            {
                topic = FindById(frame.TopicId, (int)TopicIdType.Normal);
                if (topic != null)
                {
                    return topic;
                }
            }

            slot = _names.Find(frame.TopicId);
            return slot < 0 ? null : _names.SubscriptionOf(slot);
        }

        private Topic FindById(int id, int idType)
        {
            for (int i = 0; i < _subscriptionCount; i++)
            {
                Topic topic = _subscriptions[i];
                if (topic.Id == id && (int)topic.IdType == idType && topic.IsDelivered && !topic.IsWildcard)
                {
                    return topic;
                }
            }

            return null;
        }

        private Topic FindByShortName(Frame frame)
        {
            int at = ShortNameOffset(frame);
            int length = ShortNameLength(frame);
            for (int i = 0; i < _subscriptionCount; i++)
            {
                Topic topic = _subscriptions[i];
                if (topic.IdType == TopicIdType.Normal && topic.IsDelivered
                    && (topic.IsWildcard ? TopicFilter.Matches(topic.Name, frame.Buffer, at, length) : topic.HasName(frame.Buffer, at, length)))
                {
                    return topic;
                }
            }

            return null;
        }

        /// <summary>A short name stands where the TopicId of a PUBLISH does: before the MsgId, which is before the data (5.4.12).</summary>
        private static int ShortNameOffset(Frame frame)
        {
            return frame.DataOffset - 4;
        }

        /// <summary>A name of one character is filled up with a zero.</summary>
        private static int ShortNameLength(Frame frame)
        {
            return frame.Buffer[frame.DataOffset - 3] == 0 ? 1 : 2;
        }
    }
}
