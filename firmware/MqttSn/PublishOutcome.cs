namespace Sidetap.MqttSn
{
    /// <summary>How an attempt to publish ended, or why it could not begin.</summary>
    public enum PublishOutcome : byte
    {
        /// <summary>Sent, and nothing more will be heard of it (QoS 0 and -1).</summary>
        Sent = 0,

        /// <summary>Sent; <see cref="Uplink.IUplinkHandler.OnPublishEnded"/> will tell the end. The buffer must not change until then.</summary>
        Pending = 1,

        /// <summary>PUBACK: accepted; at QoS 2, PUBCOMP, or PUBREC when the connection ended after it.</summary>
        Acknowledged = 2,

        /// <summary>Not sent: no connection, the topic has no id yet, another PUBLISH is outstanding, the gateway is congested, or the link took
        /// nothing. Try again later with the same data.</summary>
        NotNow = 3,

        /// <summary>PUBACK: rejected, invalid topic id. The client registers the name again; then try again with the same data.</summary>
        TopicUnknown = 4,

        /// <summary>PUBACK: rejected, congestion. The client sends nothing for Twait; then try again with the same data.</summary>
        Congested = 5,

        /// <summary>PUBACK: rejected for good (not supported, a reserved code, or a topic id that stays unknown). Trying again is of no use.</summary>
        Refused = 6,

        /// <summary>The connection was lost or ended before the answer came: it may have arrived or not. Try again with the same data.</summary>
        Unknown = 7,
    }
}
