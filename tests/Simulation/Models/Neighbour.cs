using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Models;

/// <summary>Another client in reach: it looks for gateways, and answers who looks for them, rightly or not.</summary>
internal sealed class Neighbour
{
    private readonly World _world;
    private readonly Prng _random;
    private readonly SnFrame _frame = new();

    /// <summary>Makes a neighbour.</summary>
    public Neighbour(World world, ulong seed)
    {
        _world = world;
        _random = new Prng(seed, 7);
    }

    /// <summary>Looks for a gateway.</summary>
    public void Act()
    {
        _world.Fault(FaultKind.NeighbourSearchGw);
        _world.Network.Send([3, SnFrame.SearchGw, (byte)(_random.Below(4) == 0 ? 1 : 0)], Place.Neighbour, Place.Broadcast);
    }

    /// <summary>Answers a SEARCHGW, mostly with a gateway's address.</summary>
    public void Receive(ReadOnlySpan<byte> octets)
    {
        if (_frame.Read(octets) is not null || _frame.Type != SnFrame.SearchGw || _random.Below(2) == 0)
        {
            return;
        }

        _world.Fault(FaultKind.NeighbourGwInfo);
        var last = _random.Below(8) == 0 ? 200 : _random.Between(Place.FirstGateway, Place.SecondGateway) + 1;
        _world.Network.Send([9, SnFrame.GwInfo, 1, 10, 0, 0, (byte)last, 0x07, 0x5B], Place.Neighbour, Place.Broadcast, _random.Below(5000));
    }
}
