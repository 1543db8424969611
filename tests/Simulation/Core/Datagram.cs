namespace Sidetap.Simulation.Core;

/// <summary>A datagram on its way. Made once and used again: see <see cref="DatagramPool"/>.</summary>
internal sealed class Datagram
{
    /// <summary>The longest datagram of the simulation, in octets.</summary>
    public const int MaxLength = 1400;

    /// <summary>The octets; the first <see cref="Length"/> count.</summary>
    public readonly byte[] Octets = new byte[MaxLength];

    /// <summary>How many octets.</summary>
    public int Length;

    /// <summary>The sender: one of <see cref="Place"/>.</summary>
    public int From;

    /// <summary>The receiver: one of <see cref="Place"/>.</summary>
    public int To;

    /// <summary>Whether the network has changed it.</summary>
    public bool IsDamaged;
}

/// <summary>Keeps datagrams that are not under way.</summary>
internal sealed class DatagramPool
{
    private readonly Stack<Datagram> _free = new();

    /// <summary>An empty datagram.</summary>
    public Datagram Take() => _free.Count > 0 ? _free.Pop() : new Datagram();

    /// <summary>A copy of some octets.</summary>
    public Datagram Take(ReadOnlySpan<byte> octets, int from, int to)
    {
        var datagram = Take();
        octets.CopyTo(datagram.Octets);
        datagram.Length = octets.Length;
        datagram.From = from;
        datagram.To = to;
        datagram.IsDamaged = false;
        return datagram;
    }

    /// <summary>Takes one back.</summary>
    public void Return(Datagram datagram) => _free.Push(datagram);
}
