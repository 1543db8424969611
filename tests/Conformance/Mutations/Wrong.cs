using Sidetap.Conformance.Wire;

namespace Sidetap.Tests.Conformance.Mutations;

/// <summary>Wrong clients: the firmware's, with its frames changed, dropped or repeated on their way out.</summary>
internal static class Wrong
{
    /// <summary>Frames of a type never arrive.</summary>
    public static Func<byte[], IEnumerable<byte[]>> Without(MsgType type) => octets => WireFrame.Read(octets).Type == type ? [] : [octets];

    /// <summary>Frames of a type come twice.</summary>
    public static Func<byte[], IEnumerable<byte[]>> Doubled(MsgType type) =>
        octets => WireFrame.Read(octets).Type == type ? [octets, [.. octets]] : [octets];

    /// <summary>Frames of a type are changed in place. All have a Length of one octet; what is encapsulated is left alone.</summary>
    public static Func<byte[], IEnumerable<byte[]>> Changed(MsgType type, Action<byte[], WireFrame> change) => octets =>
    {
        WireFrame frame = WireFrame.Read(octets);
        if (frame.Type == type && frame.NodeId == null)
        {
            change(octets, frame);
        }

        return [octets];
    };

    /// <summary>Frames of a type that were sent before are changed in place.</summary>
    public static Func<byte[], IEnumerable<byte[]>> ChangedOnRepeat(MsgType type, Action<byte[], int> change)
    {
        HashSet<string> sent = [];
        int count = 0;
        return octets =>
        {
            WireFrame frame = WireFrame.Read(octets);
            if (frame.Type == type && !sent.Add(frame.Content()))
            {
                change(octets, ++count);
            }

            return [octets];
        };
    }

    /// <summary>Frames of a type are sent once and never again.</summary>
    public static Func<byte[], IEnumerable<byte[]>> NeverAgain(MsgType type)
    {
        HashSet<string> sent = [];
        return octets =>
        {
            WireFrame frame = WireFrame.Read(octets);
            return frame.Type == type && !sent.Add(frame.Content()) ? [] : [octets];
        };
    }

    /// <summary>A frame of another type goes out in place of one.</summary>
    public static Func<byte[], IEnumerable<byte[]>> Replaced(MsgType type, Func<WireFrame, byte[]> by) =>
        octets => WireFrame.Read(octets) is { Fault: WireFault.None } frame && frame.Type == type ? [by(frame)] : [octets];

    /// <summary>After a frame of a type, another goes out that has no place there.</summary>
    public static Func<byte[], IEnumerable<byte[]>> Followed(MsgType type, byte[] by) =>
        octets => WireFrame.Read(octets).Type == type ? [octets, [.. by]] : [octets];
}
