using Sidetap.MqttSn;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>A frame the firmware has written, and what went into it.</summary>
/// <param name="Type">The message.</param>
/// <param name="Fields">What went in.</param>
/// <param name="Octets">What the firmware wrote.</param>
/// <param name="Wrapped">For a forwarder's wrapper, what it wraps.</param>
internal sealed record FrameCase(MessageType Type, FrameFields Fields, byte[] Octets, FrameCase? Wrapped = null)
{
    /// <summary>
    /// Where the frames begin in the buffer they are written to: an encoder that forgets its offset must not get away with it.
    /// </summary>
    private const int Offset = 3;

    /// <summary>The message and, behind it, what it wraps.</summary>
    public IEnumerable<FrameCase> Messages => Wrapped == null ? [this] : [this, .. Wrapped.Messages];

    /// <summary>Octets of this message alone, without what it wraps.</summary>
    public int OwnLength => Octets.Length - (Wrapped?.Octets.Length ?? 0);

    /// <summary>Has a frame written.</summary>
    /// <param name="type">The message.</param>
    /// <param name="fields">What goes in.</param>
    /// <param name="write">Calls the firmware's writer with a buffer and an offset; returns the frame's octets.</param>
    /// <param name="wrapped">What is wrapped.</param>
    /// <returns>The frame.</returns>
    public static FrameCase Write(MessageType type, FrameFields fields, Func<byte[], int, int> write, FrameCase? wrapped = null)
    {
        byte[] buffer = new byte[0x11000];
        buffer.AsSpan().Fill(0xA5); // what is not written shows
        int length = write(buffer, Offset);
        Assert.IsGreaterThan(0, length, $"{type} {fields} was not written");
        Assert.IsTrue(buffer.Take(Offset).All(o => o == 0xA5), $"{type} {fields} was written before its offset");
        Assert.IsTrue(buffer.Skip(Offset + length).All(o => o == 0xA5), $"{type} {fields} was written beyond its end");
        return new FrameCase(type, fields, buffer[Offset..(Offset + length)], wrapped);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string shown = Fields.ToString();
        return $"{Type} of {Octets.Length} octets: {(shown.Length > 200 ? shown[..200] + "..." : shown)}";
    }
}
