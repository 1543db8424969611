namespace Sidetap.Simulation.Updates;

/// <summary>CRC-32 as Ethernet has it (IEEE 802.3), for what server and box say to each other.</summary>
internal static class OctetSum
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>The check sum of some octets.</summary>
    public static uint Of(ReadOnlySpan<byte> octets)
    {
        var sum = uint.MaxValue;
        foreach (var octet in octets)
        {
            sum = Table[(byte)(sum ^ octet)] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var sum = i;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }

            table[i] = sum;
        }

        return table;
    }
}
