using Sidetap.Hal;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Monitor;
using Sidetap.Simulation.Updates;

namespace Sidetap.Simulation.Models;

/// <summary>The box's link: what it sends is shown to the monitor and given to the network, what arrives waits in a short inbox.</summary>
internal sealed class BoxLink : IDatagramLink
{
    private const int InboxCapacity = 48;

    private readonly World _world;
    private readonly Prng _random;
    private readonly Queue<Datagram> _inbox = new();

    /// <summary>Makes a link with an empty inbox.</summary>
    public BoxLink(World world, ulong seed)
    {
        _world = world;
        _random = new Prng(seed, 4);
    }

    /// <summary>The power goes at the next frame that is sent.</summary>
    public bool IsCutArmed { get; set; }

    /// <summary>Datagrams that wait for the box.</summary>
    public int Waiting => _inbox.Count;

    /// <inheritdoc/>
    public int MaxDatagramLength => Datagram.MaxLength;

    /// <inheritdoc/>
    public bool IsUp => !_world.Weather.IsLinkDown && _world.Fate != ImageFate.DeadLink;

    /// <inheritdoc/>
    public bool Send(byte[] buffer, int offset, int length, LinkAddress to) => Send(Unwrap(buffer.AsSpan(offset, length)), Place.Of(to));

    /// <inheritdoc/>
    public bool Broadcast(byte[] buffer, int offset, int length, int radius) => Send(Unwrap(buffer.AsSpan(offset, length)), Place.Broadcast);

    /// <inheritdoc/>
    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        if (_inbox.Count == 0)
        {
            return -1;
        }

        var datagram = _inbox.Dequeue();
        var octets = datagram.Octets.AsSpan(0, datagram.Length);
        _world.Trace.Add(_world.NowMs, TraceKind.Received, datagram.From, 0, octets);
        var wrapper = WrapperLength;
        var length = datagram.Length + wrapper;
        if (length <= capacity)
        {
            _world.Monitor.OnReceived(octets, datagram.From);
        }

        if (wrapper > 0)
        {
            Wrapper.CopyTo(buffer.AsSpan(offset));
        }

        octets[..Math.Min(capacity - wrapper, octets.Length)].CopyTo(buffer.AsSpan(offset + wrapper));
        Place.Fill(from, datagram.From);
        _world.Pool.Return(datagram);
        return length;
    }

    /// <summary>A datagram has come; it is lost when the inbox is full.</summary>
    public void Deliver(Datagram datagram)
    {
        if (_inbox.Count == InboxCapacity)
        {
            _world.Pool.Return(datagram);
            return;
        }

        _inbox.Enqueue(datagram);
    }

    /// <summary>The inbox is RAM.</summary>
    public void LosePower()
    {
        while (_inbox.Count > 0)
        {
            _world.Pool.Return(_inbox.Dequeue());
        }
    }

    /// <summary>5.5: Length and MsgType, Ctrl with the radius, WirelessNodeId; behind it the frame.</summary>
    private static ReadOnlySpan<byte> Wrapper => [5, SnFrame.Encapsulated, 0, 0xB0, 0x42];

    private int WrapperLength => _world.Settings.IsForwarded ? Wrapper.Length : 0;

    private ReadOnlySpan<byte> Unwrap(ReadOnlySpan<byte> octets)
    {
        if (WrapperLength == 0)
        {
            return octets;
        }

        if (!octets.StartsWith(Wrapper))
        {
            throw new ViolationException("forwarder.wrapper", "A frame for the forwarder without the wrapper it asks for.");
        }

        return octets[WrapperLength..];
    }

    private bool Send(ReadOnlySpan<byte> octets, int to)
    {
        var isTaken = IsUp;
        if (isTaken && _random.Chance(_world.Weather.SendRefused))
        {
            _world.Fault(FaultKind.SendRefused);
            isTaken = false;
        }

        _world.Frames++;
        _world.Trace.Add(_world.NowMs, isTaken ? TraceKind.Sent : TraceKind.NotSent, to, 0, octets);
        var isLate = IsCutArmed && _random.Below(2) == 0;
        if (IsCutArmed && !isLate)
        {
            IsCutArmed = false;
            throw new PowerCutException();
        }

        _world.Monitor.OnSent(octets, to, isTaken);
        if (isTaken)
        {
            _world.Network.Send(octets, Place.Box, to);
        }

        if (isLate)
        {
            IsCutArmed = false;
            throw new PowerCutException();
        }

        return isTaken;
    }
}
