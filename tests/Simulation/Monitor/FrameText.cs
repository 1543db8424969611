using System.Globalization;
using System.Text;

namespace Sidetap.Simulation.Monitor;

/// <summary>A frame in a line of text, for traces.</summary>
internal static class FrameText
{
    private static readonly string[] Names =
    [
        "ADVERTISE", "SEARCHGW", "GWINFO", "type 03", "CONNECT", "CONNACK", "WILLTOPICREQ", "WILLTOPIC", "WILLMSGREQ", "WILLMSG", "REGISTER",
        "REGACK", "PUBLISH", "PUBACK", "PUBCOMP", "PUBREC", "PUBREL", "type 11", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ",
        "PINGRESP", "DISCONNECT", "type 19", "WILLTOPICUPD", "WILLTOPICRESP", "WILLMSGUPD", "WILLMSGRESP",
    ];

    /// <summary>The name of a message type.</summary>
    public static string NameOf(int type) => type < Names.Length ? Names[type] : $"type {type:X2}";

    /// <summary>Describes a frame of which perhaps only the beginning is there.</summary>
    public static string Describe(ReadOnlySpan<byte> octets, int length)
    {
        var frame = new SnFrame();
        var text = new StringBuilder();
        var whole = octets;
        if (octets.Length < length)
        {
            // Only variable parts are long, so the fields are all there; the length is made to fit.
            var copy = octets.ToArray();
            if (copy[0] == 1)
            {
                copy[1] = 0;
                copy[2] = (byte)copy.Length;
            }
            else if (copy[0] == length)
            {
                copy[0] = (byte)copy.Length;
            }

            whole = copy;
        }

        var error = frame.Read(whole);
        if (error is not null)
        {
            return $"{length} octets, {error}: {Convert.ToHexString(octets[..Math.Min(16, octets.Length)])}";
        }

        text.Append(NameOf(frame.Type));
        if (frame.Type == SnFrame.Publish)
        {
            text.Append(CultureInfo.InvariantCulture, $" qos {frame.Qos}{(frame.IsDup ? " dup" : "")}");
        }

        if (frame.Type is SnFrame.Publish or SnFrame.PubAck or SnFrame.RegAck or SnFrame.SubAck or SnFrame.Register)
        {
            text.Append(CultureInfo.InvariantCulture, $" topic {frame.TopicId}");
        }

        if (frame.MsgId != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" msgid {frame.MsgId}");
        }

        if (frame.Type is SnFrame.PubAck or SnFrame.RegAck or SnFrame.SubAck or SnFrame.ConnAck or SnFrame.WillTopicResp or SnFrame.WillMsgResp)
        {
            text.Append(CultureInfo.InvariantCulture, $" return code {frame.ReturnCode}");
        }

        if (frame.Duration >= 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" duration {frame.Duration} s");
        }

        if (frame.Type is SnFrame.Register or SnFrame.Connect)
        {
            text.Append(CultureInfo.InvariantCulture, $" \"{Printable(whole.Slice(frame.DataAt, frame.DataLength))}\"");
        }

        return text.Append(CultureInfo.InvariantCulture, $", {length} octets").ToString();
    }

    private static string Printable(ReadOnlySpan<byte> octets)
    {
        var text = new StringBuilder();
        foreach (var octet in octets)
        {
            text.Append(octet is >= 0x20 and < 0x7F ? (char)octet : '?');
        }

        return text.ToString();
    }
}
