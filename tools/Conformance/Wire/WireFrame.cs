using System.Buffers.Binary;
using System.Text;

namespace Sidetap.Conformance.Wire;

/// <summary>
/// A datagram as the specification reads it. This parser shares no code with the firmware: what both get wrong the same way, no case would find.
/// It takes any octets; what is wrong with them is in <see cref="Fault"/>.
/// </summary>
public sealed class WireFrame
{
    private WireFrame(byte[] datagram) => Datagram = datagram;

    /// <summary>All octets, the encapsulation included.</summary>
    public byte[] Datagram { get; }

    /// <summary>Where it arrived, or where it was sent from.</summary>
    public Endpoint At { get; init; }

    /// <summary>Whether it was sent to all.</summary>
    public bool IsBroadcast { get; init; }

    /// <summary>When, in milliseconds.</summary>
    public long AtMs { get; init; }

    /// <summary>MsgType; of the frame within, where it is encapsulated.</summary>
    public MsgType Type { get; private set; }

    /// <summary>The type as the specification spells it.</summary>
    public string Name => NameOf(Type);

    /// <summary>What is wrong with its form.</summary>
    public WireFault Fault { get; private set; }

    /// <summary><see cref="Fault"/> in words; empty for none.</summary>
    public string FaultText { get; private set; } = "";

    /// <summary>Octets that the frame itself has, without an encapsulation.</summary>
    public int FrameLength { get; private set; }

    /// <summary>The Flags octet; 0 where there is none.</summary>
    public int Flags { get; private set; }

    /// <summary>Whether there is a Flags octet.</summary>
    public bool HasFlags { get; private set; }

    /// <summary>TopicId, wherever the message has it; -1 where it has none.</summary>
    public int TopicId { get; private set; } = -1;

    /// <summary>MsgId; -1 where the message has none.</summary>
    public int MsgId { get; private set; } = -1;

    /// <summary>ReturnCode; -1 where the message has none.</summary>
    public int ReturnCode { get; private set; } = -1;

    /// <summary>Duration in seconds; -1 where the message has none.</summary>
    public int Duration { get; private set; } = -1;

    /// <summary>ProtocolId; -1 where the message has none.</summary>
    public int ProtocolId { get; private set; } = -1;

    /// <summary>GwId; -1 where the message has none.</summary>
    public int GwId { get; private set; } = -1;

    /// <summary>The field of variable length: ClientId, TopicName, Data, WillTopic, WillMsg, GwAdd.</summary>
    public byte[] Tail { get; private set; } = [];

    /// <summary>WirelessNodeId of the encapsulation it came in; null for none.</summary>
    public byte[]? NodeId { get; private set; }

    /// <summary>Ctrl octet of that encapsulation.</summary>
    public int Ctrl { get; private set; }

    /// <summary>DUP.</summary>
    public bool Dup => (Flags & WireFlags.Dup) != 0;

    /// <summary>QoS: -1, 0, 1 or 2.</summary>
    public int Qos => ((Flags >> 5) & 3) == 3 ? -1 : (Flags >> 5) & 3;

    /// <summary>TopicIdType: 0 normal, 1 predefined, 2 short, 3 reserved.</summary>
    public int IdType => Flags & WireFlags.IdTypeMask;

    /// <summary><see cref="Tail"/> as text.</summary>
    public string Text => Encoding.UTF8.GetString(Tail);

    /// <summary>All octets in hexadecimal.</summary>
    public string Hex => Convert.ToHexStringLower(Datagram);

    /// <summary>A type as the specification spells it.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its name in capitals.</returns>
    public static string NameOf(MsgType type) => $"{type}".ToUpperInvariant();

    /// <summary>Reads a datagram.</summary>
    /// <param name="datagram">Any octets.</param>
    /// <param name="at">Where it arrived or came from.</param>
    /// <param name="isBroadcast">Whether it was sent to all.</param>
    /// <param name="atMs">When.</param>
    /// <returns>The frame, faulty or not.</returns>
    public static WireFrame Read(ReadOnlySpan<byte> datagram, Endpoint at = Endpoint.GatewayA, bool isBroadcast = false, long atMs = 0)
    {
        WireFrame frame = new(datagram.ToArray()) { At = at, IsBroadcast = isBroadcast, AtMs = atMs };
        frame.ReadFrame(frame.Datagram, isInner: false);
        return frame;
    }

    /// <summary>Everything but DUP: two sendings of one message agree in it.</summary>
    /// <returns>The octets of the frame with DUP cleared, in hexadecimal.</returns>
    public string Content()
    {
        byte[] octets = Datagram[^FrameLength..];
        if (HasFlags)
        {
            octets[octets[0] == 1 ? 4 : 2] &= unchecked((byte)~WireFlags.Dup);
        }

        return Convert.ToHexStringLower(octets);
    }

    private void ReadFrame(ReadOnlySpan<byte> octets, bool isInner)
    {
        FrameLength = octets.Length;
        int header = octets.Length > 0 && octets[0] == 1 ? 3 : 1;
        if (octets.Length < header + 1)
        {
            Wrong(WireFault.Length, $"{octets.Length} octets hold no Length and MsgType");
            return;
        }

        int length = header == 3 ? BinaryPrimitives.ReadUInt16BigEndian(octets[1..]) : octets[0];
        Type = (MsgType)octets[header];
        if (Type == MsgType.Encapsulated && !isInner)
        {
            ReadEncapsulation(octets, header, length);
        }
        else if (length != octets.Length)
        {
            Wrong(WireFault.Length, $"Length says {length}, there are {octets.Length} octets");
        }
        else if (Layouts.Of(Type) is not { } layout)
        {
            Wrong(WireFault.Type, $"MsgType 0x{(int)Type:X2} is reserved");
        }
        else
        {
            ReadFields(octets[(header + 1)..], layout);
        }
    }

    /// <summary>5.5: Length covers Ctrl and WirelessNodeId, and the frame follows.</summary>
    private void ReadEncapsulation(ReadOnlySpan<byte> octets, int header, int length)
    {
        if (length < header + 2 || length > octets.Length)
        {
            Wrong(WireFault.Length, $"the encapsulation's Length says {length}, there are {octets.Length} octets");
            return;
        }

        Ctrl = octets[header + 1];
        NodeId = octets[(header + 2)..length].ToArray();
        ReadFrame(octets[length..], isInner: true);
    }

    private void ReadFields(ReadOnlySpan<byte> body, string layout)
    {
        if (layout.StartsWith('?'))
        {
            if (body.Length == 0)
            {
                return;
            }

            layout = layout[1..];
        }

        foreach (char field in layout)
        {
            if (field == '*')
            {
                Tail = body.ToArray();
                body = [];
                CheckTopicInTail();
                continue;
            }

            int width = Layouts.WidthOf(field);
            if (body.Length < width)
            {
                Wrong(WireFault.Fields, $"{Name} ends before its fields do");
                return;
            }

            Take(field, width == 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : body[0]);
            body = body[width..];
        }

        if (body.Length > 0)
        {
            Wrong(WireFault.Fields, $"{Name} has {body.Length} octets too many");
        }
    }

    private void Take(char field, int value)
    {
        switch (field)
        {
            case 'F':
                Flags = value;
                HasFlags = true;
                break;
            case 'T':
                TopicId = value;
                break;
            case 'M':
                MsgId = value;
                break;
            case 'R':
                ReturnCode = value;
                break;
            case 'D':
                Duration = value;
                break;
            case 'P':
                ProtocolId = value;
                break;
            case 'G':
                GwId = value;
                break;
        }
    }

    /// <summary>SUBSCRIBE and UNSUBSCRIBE end with a name, or with two octets of short name or id (5.4.15).</summary>
    private void CheckTopicInTail()
    {
        if (Type is not (MsgType.Subscribe or MsgType.Unsubscribe))
        {
            return;
        }

        if (IdType is 1 or 2)
        {
            if (Tail.Length != 2)
            {
                Wrong(WireFault.Fields, $"{Name} has {Tail.Length} octets where the topic id or short name has 2");
                return;
            }

            TopicId = BinaryPrimitives.ReadUInt16BigEndian(Tail);
        }
        else if (Tail.Length == 0)
        {
            Wrong(WireFault.Fields, $"{Name} has no TopicName");
        }
    }

    private void Wrong(WireFault fault, string text)
    {
        Fault = fault;
        FaultText = text;
    }
}
