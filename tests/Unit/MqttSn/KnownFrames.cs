namespace Sidetap.Tests.MqttSn
{
    /// <summary>
    /// Frames written down by hand from the tables of MQTT-SN 1.2, 5.4 and 5.5: Length, MsgType, then the fields, most significant octet
    /// first. What is written and what is read are both held against them.
    /// </summary>
    public static class KnownFrames
    {
        // 5.4.1 to 5.4.3: GwId Duration; Radius; GwId [GwAdd].
        public const string Advertise = "05 00 17 0384";
        public const string AdvertiseHighest = "05 00 ff ffff";
        public const string SearchGw = "03 01 00";
        public const string SearchGwHighest = "03 01 ff";
        public const string GwInfo = "03 02 17";
        public const string GwInfoFromClient = "09 02 17 c0a80105075b";

        // 5.4.4 and 5.4.5: Flags ProtocolId Duration ClientId ("cnc-7"); ReturnCode.
        public const string Connect = "0b 04 04 01 003c 636e632d37";
        public const string ConnectShortestId = "07 04 00 01 0000 61";
        public const string ConnectLongestId = "1d 04 0c 01 ffff 6162636465666768696a6b6c6d6e6f7071727374757677";
        public const string ConnAck = "03 05 00";
        public const string ConnAckCongestion = "03 05 01";

        // 5.4.6 to 5.4.9: -; Flags WillTopic ("dead"); -; WillMsg ("gone").
        public const string WillTopicReq = "02 06";
        public const string WillTopic = "07 07 30 64656164";
        public const string WillTopicEmpty = "02 07";
        public const string WillMsgReq = "02 08";
        public const string WillMsg = "06 09 676f6e65";
        public const string WillMsgEmpty = "02 09";

        // 5.4.10 and 5.4.11: TopicId MsgId TopicName ("a/b/c"); TopicId MsgId ReturnCode.
        public const string Register = "0b 0a 0000 0001 612f622f63";
        public const string RegisterByGateway = "07 0a fffe ffff 61";
        public const string RegAck = "07 0b 0102 0304 00";
        public const string RegAckRejected = "07 0b 0000 ffff 03";

        // 5.4.12: Flags TopicId MsgId Data.
        public const string Publish = "0a 0c 00 0102 0000 313233";
        public const string PublishRepeated = "08 0c b0 fffe ffff 78";
        public const string PublishQos2Empty = "07 0c 40 0001 0001";
        public const string PublishQosMinus1 = "09 0c 61 0007 0000 cafe";
        public const string PublishShortName = "09 0c 02 7431 0000 beef";

        // 5.4.13 and 5.4.14: TopicId MsgId ReturnCode; MsgId.
        public const string PubAck = "07 0d 0102 0304 00";
        public const string PubAckInvalidTopicId = "07 0d fffe ffff 02";
        public const string PubComp = "04 0e 1234";
        public const string PubRec = "04 0f ffff";
        public const string PubRel = "04 10 0001";

        // 5.4.15 to 5.4.18: Flags MsgId TopicName or TopicId; Flags TopicId MsgId ReturnCode; MsgId.
        public const string Subscribe = "0a 12 20 0001 612f622f63";
        public const string SubscribeWildcard = "06 12 00 0002 23";
        public const string SubscribePredefined = "07 12 21 0003 0007";
        public const string SubscribeShortName = "07 12 a2 ffff 7431";
        public const string SubAck = "08 13 20 0102 0001 00";
        public const string SubAckWildcard = "08 13 00 0000 0002 00";
        public const string SubAckHighest = "08 13 60 fffe ffff 03";
        public const string Unsubscribe = "0a 14 00 0001 612f622f63";
        public const string UnsubscribePredefined = "07 14 01 0003 fffe";
        public const string UnsubscribeShortName = "07 14 02 0004 7431";
        public const string UnsubAck = "04 15 0001";

        // 5.4.19 to 5.4.21: [ClientId]; -; [Duration].
        public const string PingReq = "02 16";
        public const string PingReqAsleep = "07 16 636e632d37";
        public const string PingResp = "02 17";
        public const string Disconnect = "02 18";
        public const string DisconnectToSleep = "04 18 0e10";
        public const string DisconnectLongest = "04 18 ffff";

        // 5.4.22 to 5.4.25: Flags WillTopic ("dead"); WillMsg ("back"); ReturnCode.
        public const string WillTopicUpd = "07 1a 40 64656164";
        public const string WillTopicUpdEmpty = "02 1a";
        public const string WillMsgUpd = "06 1c 6261636b";
        public const string WillTopicResp = "03 1b 00";
        public const string WillMsgResp = "03 1d 03";

        // 5.5: Ctrl WirelessNodeId, both counted by Length, then the wrapped frame, a PINGREQ.
        public const string Encapsulated = "06 fe 01 0a0b0c 02 16";

        /// <summary>All of them.</summary>
        /// <returns>A new array.</returns>
        public static string[] All()
        {
            return new string[]
            {
                Advertise, AdvertiseHighest, SearchGw, SearchGwHighest, GwInfo, GwInfoFromClient,
                Connect, ConnectShortestId, ConnectLongestId, ConnAck, ConnAckCongestion,
                WillTopicReq, WillTopic, WillTopicEmpty, WillMsgReq, WillMsg, WillMsgEmpty,
                Register, RegisterByGateway, RegAck, RegAckRejected,
                Publish, PublishRepeated, PublishQos2Empty, PublishQosMinus1, PublishShortName,
                PubAck, PubAckInvalidTopicId, PubComp, PubRec, PubRel,
                Subscribe, SubscribeWildcard, SubscribePredefined, SubscribeShortName,
                SubAck, SubAckWildcard, SubAckHighest,
                Unsubscribe, UnsubscribePredefined, UnsubscribeShortName, UnsubAck,
                PingReq, PingReqAsleep, PingResp, Disconnect, DisconnectToSleep, DisconnectLongest,
                WillTopicUpd, WillTopicUpdEmpty, WillMsgUpd, WillTopicResp, WillMsgResp,
                Encapsulated,
            };
        }

        /// <summary>The frame with a Length of three octets, which 5.2.1 allows for any frame; otherwise the same.</summary>
        /// <param name="frame">A frame with a Length of one octet.</param>
        /// <returns>A new array.</returns>
        public static byte[] WithLongLength(byte[] frame)
        {
            byte[] result = new byte[frame.Length + 2];
            result[0] = 1;
            result[1] = (byte)(result.Length >> 8);
            result[2] = (byte)result.Length;
            for (int i = 1; i < frame.Length; i++)
            {
                result[i + 2] = frame[i];
            }

            return result;
        }

        /// <summary>The fewest octets a frame of this type can have, its Length being one octet: all fields that must be there.</summary>
        /// <param name="frame">A well-formed frame.</param>
        /// <returns>2 or more.</returns>
        public static int ShortestLike(byte[] frame)
        {
            switch (frame[1])
            {
                case 0x04: // CONNECT: a ClientId of one character
                case 0x0A: // REGISTER: a TopicName of one
                case 0x0C: // PUBLISH: no Data
                    return 7;

                case 0x12: // SUBSCRIBE and UNSUBSCRIBE: a TopicName of one character, or two octets
                case 0x14:
                    return (frame[2] & 3) == 0 ? 6 : 7;

                case 0x02: // GWINFO: no GwAdd
                case 0x07: // WILLTOPIC and WILLTOPICUPD: Flags; or two octets for the deletion
                case 0x1A:
                    return 3;

                case 0x09: // WILLMSG, PINGREQ, WILLMSGUPD: nothing
                case 0x16:
                case 0x1C:
                    return 2;

                default:
                    return frame.Length;
            }
        }

        /// <summary>Whether two octets alone are a frame of this type, although longer ones have fields (5.4.7, 5.4.21, 5.4.22).</summary>
        /// <param name="frame">A well-formed frame.</param>
        /// <returns>True for WILLTOPIC, WILLTOPICUPD and DISCONNECT.</returns>
        public static bool MayBeBare(byte[] frame)
        {
            return frame[1] == 0x07 || frame[1] == 0x1A || frame[1] == 0x18;
        }
    }
}
