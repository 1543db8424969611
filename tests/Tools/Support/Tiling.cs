using Sidetap.Decoding;

namespace Sidetap.Tools.Tests.Support;

/// <summary>Checks that a listing accounts for every octet.</summary>
internal static class Tiling
{
    public static void Check(IReadOnlyList<LayoutRow> rows, int start, int length, string of)
    {
        int at = start;
        foreach (LayoutRow row in rows.Where(row => !row.IsHeading))
        {
            Assert.AreEqual(at, row.Octets.Start, $"{of}: {row.Name}");
            at = row.Octets.End;
        }

        Assert.AreEqual(start + length, at, $"{of}: the end");
    }
}
