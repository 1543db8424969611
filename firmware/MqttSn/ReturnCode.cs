namespace Sidetap.MqttSn
{
    /// <summary>The ReturnCode octet (MQTT-SN 1.2, 5.3.10, Table 5). Codes above 3 are reserved and count as a refusal.</summary>
    public enum ReturnCode : byte
    {
        /// <summary>Accepted.</summary>
        Accepted = 0,

        /// <summary>Rejected: congestion. Try again after Twait.</summary>
        RejectedCongestion = 1,

        /// <summary>Rejected: invalid topic id. Register the name again.</summary>
        RejectedInvalidTopicId = 2,

        /// <summary>Rejected: not supported.</summary>
        RejectedNotSupported = 3,
    }
}
