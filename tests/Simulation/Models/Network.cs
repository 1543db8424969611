using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Updates;

namespace Sidetap.Simulation.Models;

/// <summary>Datagrams on their way: lost, repeated, overtaken, late, damaged, or cut off in one direction or both.</summary>
internal sealed class Network
{
    private readonly World _world;
    private readonly Prng _random;
    private readonly long[] _lastArrival = new long[2];

    /// <summary>Makes a network.</summary>
    public Network(World world, ulong seed)
    {
        _world = world;
        _random = new Prng(seed, 5);
    }

    /// <summary>Sends a datagram, for what that is worth.</summary>
    public void Send(ReadOnlySpan<byte> octets, int from, int to, int afterMs = 0)
    {
        if (to is Place.Nowhere or Place.Stranger)
        {
            return;
        }

        if (to == Place.Broadcast)
        {
            for (var place = Place.Box; place < Place.Broadcast; place++)
            {
                if (place != from && place != Place.Stranger)
                {
                    Carry(octets, from, place, afterMs);
                }
            }

            return;
        }

        Carry(octets, from, to, afterMs);
    }

    private void Carry(ReadOnlySpan<byte> octets, int from, int to, int afterMs)
    {
        var weather = _world.Weather;
        var isToBox = to == Place.Box;
        if (isToBox ? weather.IsCutToBox : weather.IsCutToGateway)
        {
            _world.Fault(weather.IsCutToBox && weather.IsCutToGateway ? FaultKind.Partition
                : isToBox ? FaultKind.PartitionToBox : FaultKind.PartitionToGateway);
            return;
        }

        if (weather.IsLinkDown || (from == Place.Box && _world.Fate == ImageFate.Unheard))
        {
            return; // said where it began
        }

        if (_random.Chance(weather.Loss))
        {
            _world.Fault(FaultKind.Loss);
            return;
        }

        Schedule(octets, from, to, afterMs);
        if (_random.Chance(weather.Duplication))
        {
            _world.Fault(FaultKind.Duplication);
            Schedule(octets, from, to, afterMs + _random.Below(2000));
        }
    }

    private void Schedule(ReadOnlySpan<byte> octets, int from, int to, int afterMs)
    {
        var weather = _world.Weather;
        var datagram = _world.Pool.Take(octets, from, to);
        if (_random.Chance(weather.BitFlip))
        {
            _world.Fault(FaultKind.BitFlip);
            datagram.IsDamaged = true;
            for (var i = _random.Between(1, 3); i > 0; i--)
            {
                datagram.Octets[_random.Below(datagram.Length)] ^= (byte)(1 << _random.Below(8));
            }
        }

        if (_random.Chance(weather.Truncation))
        {
            _world.Fault(FaultKind.Truncation);
            datagram.IsDamaged = true;
            datagram.Length = _random.Between(1, datagram.Length);
        }

        var at = _world.NowMs + afterMs + weather.LatencyMs + _random.Below(1 + (weather.LatencyMs / 2));
        if (_random.Chance(weather.Delay))
        {
            _world.Fault(FaultKind.Delay);
            at += _random.Below(weather.MaxDelayMs);
        }

        var direction = to == Place.Box ? 1 : 0;
        if (at < _lastArrival[direction])
        {
            _world.Fault(FaultKind.Reordering);
        }

        _lastArrival[direction] = Math.Max(_lastArrival[direction], at);
        _world.Events.Add(at, EventKind.Arrival, to, datagram);
    }
}
