using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>The parts of the Flags octet (MQTT-SN 1.2, 5.3.4).</summary>
internal sealed record FlagBits(
    bool Dup = false,
    int QoS = 0,
    bool Retain = false,
    bool Will = false,
    bool CleanSession = false,
    TopicIdType TopicIdType = TopicIdType.Normal)
{
    /// <summary>All the flags a PUBLISH can have: DUP, QoS, Retain and TopicIdType (5.4.12).</summary>
    public static IEnumerable<FlagBits> OfPublish =>
        from dup in (bool[])[false, true]
        from qos in (int[])[-1, 0, 1, 2]
        from retain in (bool[])[false, true]
        from type in (TopicIdType[])[TopicIdType.Normal, TopicIdType.Predefined, TopicIdType.ShortName]
        select new FlagBits(dup, qos, retain, TopicIdType: type);

    /// <summary>The octet as the firmware makes it.</summary>
    public int Octet =>
        (Dup ? Flags.Dup : 0)
        | Flags.FromQos(QoS)
        | (Retain ? Flags.Retain : 0)
        | (Will ? Flags.Will : 0)
        | (CleanSession ? Flags.CleanSession : 0)
        | (int)TopicIdType;

    /// <summary>Takes an octet apart by the bit positions of 5.3.4, without the firmware's help.</summary>
    /// <param name="octet">A Flags octet.</param>
    /// <returns>Its parts.</returns>
    public static FlagBits Of(int octet)
    {
        return new FlagBits(
            (octet & 0x80) != 0,
            QoSOf((octet >> 5) & 3),
            (octet & 0x10) != 0,
            (octet & 0x08) != 0,
            (octet & 0x04) != 0,
            (TopicIdType)(octet & 0x03));
    }

    /// <summary>The QoS of its two bits: 11 stands for -1.</summary>
    /// <param name="bits">0..3.</param>
    /// <returns>-1..2.</returns>
    public static int QoSOf(int bits)
    {
        return bits == 3 ? -1 : bits;
    }
}
