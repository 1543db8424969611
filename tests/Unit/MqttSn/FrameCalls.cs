using Sidetap.MqttSn;

namespace Sidetap.Tests.MqttSn
{
    /// <summary>For each known frame, the call that writes it.</summary>
    public static class FrameCalls
    {
        private const int Dup = 0x80;
        private const int Qos1 = 0x20;
        private const int Qos2 = 0x40;
        private const int QosMinus1 = 0x60;
        private const int Retain = 0x10;
        private const int Will = 0x08;
        private const int CleanSession = 0x04;
        private const int Predefined = 1;
        private const int ShortName = 2;

        /// <summary>Calls the method of FrameWriter that should write this frame.</summary>
        /// <param name="known">One of <see cref="KnownFrames"/>.</param>
        /// <param name="buffer">Receives the frame.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <returns>What FrameWriter returned; -1 when no call is listed here.</returns>
        public static int Write(string known, byte[] buffer, int offset)
        {
            int type = Hex.Parse(known)[1];
            return type < 0x0A ? WriteConnection(known, buffer, offset)
                : type < 0x12 ? WriteData(known, buffer, offset)
                : type < 0x16 ? WriteSubscription(known, buffer, offset)
                : WriteRest(known, buffer, offset);
        }

        private static int WriteConnection(string known, byte[] buffer, int offset)
        {
            switch (known)
            {
                case KnownFrames.Advertise: return FrameWriter.Advertise(buffer, offset, 0x17, 900);
                case KnownFrames.AdvertiseHighest: return FrameWriter.Advertise(buffer, offset, 255, 65535);
                case KnownFrames.SearchGw: return FrameWriter.SearchGw(buffer, offset, 0);
                case KnownFrames.SearchGwHighest: return FrameWriter.SearchGw(buffer, offset, 255);
                case KnownFrames.GwInfo: return FrameWriter.GwInfo(buffer, offset, 0x17, new byte[0], 0);
                case KnownFrames.GwInfoFromClient:
                    return FrameWriter.GwInfo(buffer, offset, 0x17, new byte[] { 192, 168, 1, 5, 7, 0x5B, 99 }, 6);
                case KnownFrames.Connect: return FrameWriter.Connect(buffer, offset, CleanSession, 60, Hex.Parse("636e632d37"));
                case KnownFrames.ConnectShortestId: return FrameWriter.Connect(buffer, offset, 0, 0, Hex.Parse("61"));
                case KnownFrames.ConnectLongestId:
                    byte[] clientId = new byte[23];
                    for (int i = 0; i < clientId.Length; i++)
                    {
                        clientId[i] = (byte)('a' + i);
                    }

                    return FrameWriter.Connect(buffer, offset, Will | CleanSession, 65535, clientId);
                case KnownFrames.ConnAck: return FrameWriter.ConnAck(buffer, offset, 0);
                case KnownFrames.ConnAckCongestion: return FrameWriter.ConnAck(buffer, offset, 1);
                case KnownFrames.WillTopicReq: return FrameWriter.Bare(buffer, offset, MessageType.WillTopicReq);
                case KnownFrames.WillTopic:
                    return FrameWriter.WillTopic(buffer, offset, MessageType.WillTopic, Qos1 | Retain, Hex.Parse("64656164"));
                case KnownFrames.WillTopicEmpty: return FrameWriter.WillTopic(buffer, offset, MessageType.WillTopic, Qos1, new byte[0]);
                case KnownFrames.WillMsgReq: return FrameWriter.Bare(buffer, offset, MessageType.WillMsgReq);
                case KnownFrames.WillMsg: return FrameWriter.Tail(buffer, offset, MessageType.WillMsg, Hex.Parse("676f6e65"));
                case KnownFrames.WillMsgEmpty: return FrameWriter.Tail(buffer, offset, MessageType.WillMsg, new byte[0]);
                default: return -1;
            }
        }

        private static int WriteData(string known, byte[] buffer, int offset)
        {
            switch (known)
            {
                case KnownFrames.Register: return FrameWriter.Register(buffer, offset, 0, 1, Hex.Parse("612f622f63"));
                case KnownFrames.RegisterByGateway: return FrameWriter.Register(buffer, offset, 0xFFFE, 0xFFFF, Hex.Parse("61"));
                case KnownFrames.RegAck: return FrameWriter.TopicAck(buffer, offset, MessageType.RegAck, 0x0102, 0x0304, 0);
                case KnownFrames.RegAckRejected: return FrameWriter.TopicAck(buffer, offset, MessageType.RegAck, 0, 0xFFFF, 3);
                case KnownFrames.Publish: return FrameWriter.Publish(buffer, offset, 0, 0x0102, 0, Hex.Parse("ff313233ff"), 1, 3);
                case KnownFrames.PublishRepeated:
                    return FrameWriter.Publish(buffer, offset, Dup | Qos1 | Retain, 0xFFFE, 0xFFFF, Hex.Parse("78"), 0, 1);
                case KnownFrames.PublishQos2Empty: return FrameWriter.Publish(buffer, offset, Qos2, 1, 1, new byte[0], 0, 0);
                case KnownFrames.PublishQosMinus1:
                    return FrameWriter.Publish(buffer, offset, QosMinus1 | Predefined, 7, 0, Hex.Parse("cafe"), 0, 2);
                case KnownFrames.PublishShortName:
                    return FrameWriter.Publish(buffer, offset, ShortName, ('t' << 8) | '1', 0, Hex.Parse("beef"), 0, 2);
                case KnownFrames.PubAck: return FrameWriter.TopicAck(buffer, offset, MessageType.PubAck, 0x0102, 0x0304, 0);
                case KnownFrames.PubAckInvalidTopicId: return FrameWriter.TopicAck(buffer, offset, MessageType.PubAck, 0xFFFE, 0xFFFF, 2);
                case KnownFrames.PubComp: return FrameWriter.MsgIdAck(buffer, offset, MessageType.PubComp, 0x1234);
                case KnownFrames.PubRec: return FrameWriter.MsgIdAck(buffer, offset, MessageType.PubRec, 0xFFFF);
                case KnownFrames.PubRel: return FrameWriter.MsgIdAck(buffer, offset, MessageType.PubRel, 1);
                default: return -1;
            }
        }

        private static int WriteSubscription(string known, byte[] buffer, int offset)
        {
            switch (known)
            {
                case KnownFrames.Subscribe:
                    return FrameWriter.SubscribeName(buffer, offset, MessageType.Subscribe, Qos1, 1, Hex.Parse("612f622f63"));
                case KnownFrames.SubscribeWildcard:
                    return FrameWriter.SubscribeName(buffer, offset, MessageType.Subscribe, 0, 2, Hex.Parse("23"));
                case KnownFrames.SubscribePredefined:
                    return FrameWriter.SubscribeId(buffer, offset, MessageType.Subscribe, Qos1 | Predefined, 3, 7);
                case KnownFrames.SubscribeShortName:
                    return FrameWriter.SubscribeId(buffer, offset, MessageType.Subscribe, Dup | Qos1 | ShortName, 0xFFFF, ('t' << 8) | '1');
                case KnownFrames.SubAck: return FrameWriter.SubAck(buffer, offset, Qos1, 0x0102, 1, 0);
                case KnownFrames.SubAckWildcard: return FrameWriter.SubAck(buffer, offset, 0, 0, 2, 0);
                case KnownFrames.SubAckHighest: return FrameWriter.SubAck(buffer, offset, QosMinus1, 0xFFFE, 0xFFFF, 3);
                case KnownFrames.Unsubscribe:
                    return FrameWriter.SubscribeName(buffer, offset, MessageType.Unsubscribe, 0, 1, Hex.Parse("612f622f63"));
                case KnownFrames.UnsubscribePredefined:
                    return FrameWriter.SubscribeId(buffer, offset, MessageType.Unsubscribe, Predefined, 3, 0xFFFE);
                case KnownFrames.UnsubscribeShortName:
                    return FrameWriter.SubscribeId(buffer, offset, MessageType.Unsubscribe, ShortName, 4, ('t' << 8) | '1');
                case KnownFrames.UnsubAck: return FrameWriter.MsgIdAck(buffer, offset, MessageType.UnsubAck, 1);
                default: return -1;
            }
        }

        private static int WriteRest(string known, byte[] buffer, int offset)
        {
            switch (known)
            {
                case KnownFrames.PingReq: return FrameWriter.Tail(buffer, offset, MessageType.PingReq, new byte[0]);
                case KnownFrames.PingReqAsleep: return FrameWriter.Tail(buffer, offset, MessageType.PingReq, Hex.Parse("636e632d37"));
                case KnownFrames.PingResp: return FrameWriter.Bare(buffer, offset, MessageType.PingResp);
                case KnownFrames.Disconnect: return FrameWriter.Disconnect(buffer, offset, -1);
                case KnownFrames.DisconnectToSleep: return FrameWriter.Disconnect(buffer, offset, 3600);
                case KnownFrames.DisconnectLongest: return FrameWriter.Disconnect(buffer, offset, 65535);
                case KnownFrames.WillTopicUpd:
                    return FrameWriter.WillTopic(buffer, offset, MessageType.WillTopicUpd, Qos2, Hex.Parse("64656164"));
                case KnownFrames.WillTopicUpdEmpty: return FrameWriter.WillTopic(buffer, offset, MessageType.WillTopicUpd, 0, new byte[0]);
                case KnownFrames.WillMsgUpd: return FrameWriter.Tail(buffer, offset, MessageType.WillMsgUpd, Hex.Parse("6261636b"));
                case KnownFrames.WillTopicResp: return FrameWriter.WillResp(buffer, offset, MessageType.WillTopicResp, 0);
                case KnownFrames.WillMsgResp: return FrameWriter.WillResp(buffer, offset, MessageType.WillMsgResp, 3);
                case KnownFrames.Encapsulated:
                    return FrameWriter.Encapsulated(buffer, offset, 1, Hex.Parse("0a0b0c"), Hex.Parse("ff0216ff"), 1, 2);
                default: return -1;
            }
        }
    }
}
