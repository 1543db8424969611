using Sidetap.MqttSn;
using Sidetap.Tests.Host.MqttSn;

namespace Sidetap.Tests.Fuzz;

/// <summary>
/// Frame.Parse against the rules written from the specification a second time. Every frame is read twice, between guards of different octets: who reads
/// outside reads something else the second time.
/// </summary>
internal sealed class DecoderTarget(FuzzCounts counts)
{
    /// <summary>Octets before and after the datagram that belong to nobody.</summary>
    public const int Guard = 16;

    private readonly Frame _first = new();
    private readonly Frame _second = new();

    /// <summary>Reads the datagram that lies behind the first guard.</summary>
    public void Feed(byte[] area, int length)
    {
        SetGuards(area, length, 0x00);
        FrameError error = _first.Parse(area, Guard, length);
        SetGuards(area, length, 0xFF);
        FrameError again = _second.Parse(area, Guard, length);
        counts.Decoded[(int)error]++;
        if (error != again)
        {
            throw new Finding($"the decoder read outside the frame: {error}, or {again} with other octets around it");
        }

        if (area.AsSpan(0, Guard).ContainsAnyExcept((byte)0xFF) || area.AsSpan(Guard + length, Guard).ContainsAnyExcept((byte)0xFF))
        {
            throw new Finding("the decoder wrote outside the frame");
        }

        bool isWellFormed = ReferenceRules.IsWellFormed(area.AsSpan(Guard, length));
        if (isWellFormed != (error == FrameError.None))
        {
            throw new Finding($"the decoder says {error}, the specification's rules say {(isWellFormed ? "well formed" : "malformed")}");
        }

        if (isWellFormed)
        {
            CheckFields(length);
        }
    }

    private void CheckFields(int length)
    {
        Frame one = _first;
        Frame two = _second;
        bool isSame = one.Type == two.Type && one.Flags == two.Flags && one.TopicId == two.TopicId && one.MsgId == two.MsgId
            && one.ReturnCode == two.ReturnCode && one.Duration == two.Duration && one.Octet == two.Octet && one.DataOffset == two.DataOffset
            && one.DataLength == two.DataLength && one.NodeIdOffset == two.NodeIdOffset && one.NodeIdLength == two.NodeIdLength;
        if (!isSame)
        {
            throw new Finding("the decoder read a field outside the frame");
        }

        bool isInside = one.DataLength >= 0 && one.DataOffset >= Guard && one.DataOffset + one.DataLength <= Guard + length
            && one.NodeIdLength >= 0 && (one.NodeIdLength == 0 || (one.NodeIdOffset >= Guard && one.NodeIdOffset + one.NodeIdLength <= Guard + length));
        if (!isInside)
        {
            throw new Finding("the decoder points outside the frame");
        }
    }

    private static void SetGuards(byte[] area, int length, byte value)
    {
        area.AsSpan(0, Guard).Fill(value);
        area.AsSpan(Guard + length, Guard).Fill(value);
    }
}
