namespace Sidetap.Tests.Interop.Frames;

/// <summary>
/// Short frames as some other sender might write them: with three octets of Length (5.2.1 allows it below 256 octets). The firmware never
/// does, but has to understand it.
/// </summary>
internal static class LongForm
{
    /// <summary>Rewrites frames.</summary>
    /// <param name="cases">Frames of the firmware.</param>
    /// <returns>Those that have one octet of Length and wrap nothing, rewritten.</returns>
    public static IReadOnlyList<FrameCase> Cases(IEnumerable<FrameCase> cases)
    {
        return cases
            .Where(c => c.Wrapped == null && c.Octets[0] != 1)
            .Select(c => c with { Octets = Rewrite(c.Octets) })
            .ToList();
    }

    private static byte[] Rewrite(byte[] octets)
    {
        int length = octets.Length + 2;
        return [1, (byte)(length >> 8), (byte)length, .. octets[1..]];
    }
}
