using Sidetap.Hal;

namespace Sidetap.Simulation.Core;

/// <summary>Who is on the network, by number, and the addresses the box sees.</summary>
internal static class Place
{
    /// <summary>The box.</summary>
    public const int Box = 0;

    /// <summary>The first gateway of the list.</summary>
    public const int FirstGateway = 1;

    /// <summary>The second gateway.</summary>
    public const int SecondGateway = 2;

    /// <summary>Another client.</summary>
    public const int Neighbour = 3;

    /// <summary>Somebody who has no business here.</summary>
    public const int Stranger = 4;

    /// <summary>Everybody in reach.</summary>
    public const int Broadcast = 5;

    /// <summary>An address that nobody has.</summary>
    public const int Nowhere = 6;

    /// <summary>How many places there are.</summary>
    public const int Count = 7;

    private static readonly string[] Names = ["box", "gateway 1", "gateway 2", "neighbour", "stranger", "all", "nowhere"];

    /// <summary>What a place is called in a trace.</summary>
    public static string NameOf(int place) => place >= 0 && place < Names.Length ? Names[place] : "nobody";

    /// <summary>Fills an address in: four octets and a port, as UDP has them.</summary>
    public static void Fill(LinkAddress address, int place)
    {
        address.Octets[0] = 10;
        address.Octets[1] = 0;
        address.Octets[2] = 0;
        address.Octets[3] = (byte)(place + 1);
        address.Octets[4] = 0x07;
        address.Octets[5] = 0x5B;
        address.Length = 6;
    }

    /// <summary>The place an address means, or <see cref="Nowhere"/>.</summary>
    public static int Of(LinkAddress address) => Of(address.Octets.AsSpan(0, address.Length));

    /// <summary>The place an address means, or <see cref="Nowhere"/>.</summary>
    public static int Of(ReadOnlySpan<byte> address)
    {
        var known = address.Length == 6 && address[0] == 10 && address[1] == 0 && address[2] == 0 && address[3] is >= 1 and <= Broadcast
            && address[4] == 0x07 && address[5] == 0x5B;
        return known ? address[3] - 1 : Nowhere;
    }
}
