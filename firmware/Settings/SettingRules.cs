using Sidetap.Crypto;
using Sidetap.MqttSn;
using Sidetap.Outbox;
using Sidetap.Update;

namespace Sidetap.Settings
{
    /// <summary>What settings ask of each other. Each rule names the setting that has to change.</summary>
    public sealed class SettingRules
    {
        /// <summary>How many rules there are.</summary>
        public const int Count = UplinkRules + PublishingRules + OtherRules;

        /// <summary>The number of the choice "mqtt" of uplink.kind.</summary>
        internal const int Mqtt = 1;

        private const int UplinkRules = 9;
        private const int PublishingRules = 6;
        private const int OtherRules = 8;

        private readonly SettingValues _values;

        /// <summary>Holds values to the rules.</summary>
        /// <param name="values">Values of the box's own table.</param>
        public SettingRules(SettingValues values)
        {
            _values = values;
        }

        /// <summary>The setting that the rule asked about last is about.</summary>
        public int Id { get; private set; }

        /// <summary>The first rule that is broken; <see cref="Id"/> tells for which setting.</summary>
        /// <returns>What is wrong; None: nothing is.</returns>
        public SettingError First()
        {
            SettingError error = SettingError.None;
            for (int rule = 0; rule < Count && error == SettingError.None; rule++)
            {
                error = Check(rule);
            }

            return error;
        }

        /// <summary>Asks one rule.</summary>
        /// <param name="rule">0..<see cref="Count"/> - 1.</param>
        /// <returns>What is wrong; None: nothing is.</returns>
        public SettingError Check(int rule)
        {
            return rule < UplinkRules ? CheckUplink(rule)
                : rule < UplinkRules + PublishingRules ? CheckPublishing(rule - UplinkRules)
                : CheckOther(rule - UplinkRules - PublishingRules);
        }

        private SettingError CheckUplink(int rule)
        {
            bool usesMqtt = Number(SettingId.UplinkKind) == Mqtt;
            bool hasGateway = Length(SettingId.MqttSnGateway) > 0;
            bool hasWill = Length(SettingId.MqttSnWillTopic) > 0;
            switch (rule)
            {
                case 0:
                    return Unless(hasGateway || Length(SettingId.MqttSnFallbacks) == 0, SettingId.MqttSnFallbacks, SettingError.NeedsFirstGateway);

                case 1:
                    return Unless(hasWill || Length(SettingId.MqttSnWillMessage) == 0, SettingId.MqttSnWillMessage, SettingError.NeedsWillTopic);

                case 2:
                    return Unless(hasWill || Number(SettingId.MqttSnWillQos) == 0, SettingId.MqttSnWillQos, SettingError.NeedsWillTopic);

                case 3:
                    return NotBelow(SettingId.MqttSnReconnectMax, SettingId.MqttSnReconnect);

                case 4:
                    return NotBelow(SettingId.MqttSnSearchIntervalMax, SettingId.MqttSnSearchInterval);

                case 5:
                    return Unless(!usesMqtt || Length(SettingId.MqttHost) > 0, SettingId.MqttHost, SettingError.NeedsHost);

                case 6:
                    return NotBelow(SettingId.MqttReconnectMax, SettingId.MqttReconnect);

                case 7:
                    return Unless(!usesMqtt || Length(SettingId.MqttPassword) == 0 || Length(SettingId.MqttUser) > 0, SettingId.MqttUser, SettingError.NeedsUser);

                default:
                    return Unless(!usesMqtt || Number(SettingId.MqttTls) == 0 || Length(SettingId.MqttCaFile) > 0, SettingId.MqttCaFile, SettingError.NeedsCertificate);
            }
        }

        private SettingError CheckPublishing(int rule)
        {
            int qos = Number(SettingId.PublishQos);
            bool hasEvents = Number(SettingId.PublishEvents) != 0;
            switch (rule)
            {
                case 0:
                    return Unless(Number(SettingId.UplinkKind) != Mqtt || qos == 0 || qos == 1, SettingId.PublishQos, SettingError.NotWithMqtt);

                case 1:
                    return HasTopicId(qos >= 0, SettingId.PublishDataTopicId);

                case 2:
                    return HasTopicId(qos >= 0, SettingId.PublishMetaDataTopicId);

                case 3:
                    return HasTopicId(qos >= 0 || !hasEvents, SettingId.PublishEventTopicId);

                case 4:
                    return HasTopicId(qos >= 0 || !hasEvents, SettingId.PublishEventMetaDataTopicId);

                default:
                    return Unless(qos >= 0 || Length(SettingId.MqttSnGateway) > 0, SettingId.MqttSnGateway, SettingError.NeedsSetGateway);
            }
        }

        private SettingError CheckOther(int rule)
        {
            bool isFixed = Number(SettingId.NetDhcp) == 0;
            int pages = Number(SettingId.OutboxPages);
            switch (rule)
            {
                case 0:
                    return Unless(!isFixed || Length(SettingId.NetAddress) > 0, SettingId.NetAddress, SettingError.NeedsFixedAddress);

                case 1:
                    return Unless(!isFixed || Length(SettingId.NetMask) > 0, SettingId.NetMask, SettingError.NeedsFixedAddress);

                case 2:
                    return Unless(pages != 1, SettingId.OutboxPages, SettingError.OnePage);

                case 3:
                    return Unless(Number(SettingId.OutboxQueueOctets) >= 2 * (LongestMessage() + FrameQueue.EntryOverhead), SettingId.OutboxQueueOctets, SettingError.NeedsTwoFrames);

                case 4:
                    return IsKey(SettingId.UpdateKey);

                case 5:
                    return IsKey(SettingId.UpdateNextKey);

                case 6:
                    return Unless(Length(SettingId.UpdateNextKey) == 0 || Length(SettingId.UpdateKey) > 0, SettingId.UpdateNextKey, SettingError.NeedsFirstKey);

                default:
                    return Unless(
                        pages == 0 || Number(SettingId.OutboxPageOctets) >= PageHeader.Length + FrameQueue.EntryOverhead + LongestMessage(),
                        SettingId.OutboxPageOctets,
                        SettingError.NeedsOneFrame);
            }
        }

        /// <summary>Octets of the longest message, or a little more: what goes before it in a frame is not taken off.</summary>
        private int LongestMessage()
        {
            return Number(SettingId.UplinkKind) == Mqtt ? Number(SettingId.MqttMaxMessage) : Number(SettingId.MqttSnMaxFrame) - FrameWriter.PublishHeaderRoom;
        }

        private SettingError IsKey(int id)
        {
            int length = Length(id);
            bool isKey = length == 0 || (length == UpdateSettings.KeyOctets && EcdsaP256.IsPoint(_values.Octets, _values.OffsetOf(_values.Table.IndexOf(id))));
            return Unless(isKey, id, SettingError.NotAKey);
        }

        private SettingError HasTopicId(bool isNeedless, int id)
        {
            return Unless(isNeedless || Number(id) != 0, id, SettingError.NeedsTopicIds);
        }

        private SettingError NotBelow(int id, int firstId)
        {
            return Unless(Number(id) >= Number(firstId), id, SettingError.BelowTheFirst);
        }

        private SettingError Unless(bool isGood, int id, SettingError error)
        {
            Id = id;
            return isGood ? SettingError.None : error;
        }

        private int Number(int id)
        {
            return _values.NumberOf(_values.Table.IndexOf(id));
        }

        private int Length(int id)
        {
            return _values.LengthOf(_values.Table.IndexOf(id));
        }
    }
}
