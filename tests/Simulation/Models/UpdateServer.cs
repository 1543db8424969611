using Sidetap.Images;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Updates;

namespace Sidetap.Simulation.Models;

/// <summary>
/// Who offers images, and the broker between him and the gateways. He is a client like others: what he says and hears gets lost and is late, he is away for hours, repeats
/// himself, releases what does not work, and says what is not so.
/// </summary>
internal sealed partial class UpdateServer
{
    private const int MostBlocks = 16;
    private const int MostBlockOctets = 512;
    private const int MostBuilds = 30;
    private const int StatusLength = 43;

    private readonly World _world;
    private readonly UpdatePlan _plan;
    private readonly Prng _random;
    private readonly Dictionary<uint, ServedImage> _served = [];
    private int _release = -1;
    private int _build;
    private int _tampered;
    private ImageVersion _known; // what the box said last that it runs
    private bool _isAway;
    private bool _isDone;

    /// <summary>Makes a server that has released nothing.</summary>
    public UpdateServer(World world, UpdatePlan plan, ulong seed)
    {
        _world = world;
        _plan = plan;
        _random = new Prng(seed, 21);
    }

    /// <summary>The offer that the broker keeps for who subscribes; null: there is none.</summary>
    public byte[]? Retained { get; private set; }

    /// <summary>What is offered at the moment; null before the first release.</summary>
    public PlannedRelease? Release => _release < 0 ? null : _plan.Releases[_release];

    /// <summary>Its last build; there is one when something was released.</summary>
    public SimulatedImage? Image => Release?.Image(_build);

    private bool IsCalm => _world.NowMs >= _world.CalmFromMs;

    /// <summary>Plans what he does.</summary>
    public void Begin()
    {
        for (var i = 0; i < _plan.Releases.Length; i++)
        {
            Plan((long)_plan.Releases[i].Time * _world.CalmFromMs / 1000000, ServerAction.Release);
        }

        Plan(_random.Between(60000, 3600000), ServerAction.Repeat);
        Plan(_random.Between(600000, 7200000), ServerAction.Junk);
        Plan(_random.Between(600000, 14400000), ServerAction.Leave);
        Plan(_world.CalmFromMs + _random.Below(60000), ServerAction.Settle);
        Plan(_world.QuietFromMs, ServerAction.Close);
    }

    /// <summary>It is time for what was planned.</summary>
    public void Act(ServerAction action)
    {
        switch (action)
        {
            case ServerAction.Release:
                _release++;
                _build = 0;
                Offer();
                break;
            case ServerAction.Repeat:
                if (!_isAway && !_isDone && Image is not null && (_known != Image.Recipe.Version || _random.Below(8) == 0))
                {
                    Offer();
                }

                Plan(_world.NowMs + _random.Between(60000, IsCalm ? 240000 : 1200000), ServerAction.Repeat);
                break;
            case ServerAction.Junk when !IsCalm:
                SayJunk();
                Plan(_world.NowMs + _random.Between(600000, 10800000), ServerAction.Junk);
                break;
            case ServerAction.Leave when !IsCalm:
                _isAway = true;
                _world.Fault(FaultKind.ServerAway);
                Plan(Math.Min(_world.NowMs + _random.Between(600000, 10800000), _world.CalmFromMs), ServerAction.Return);
                break;
            case ServerAction.Return:
                _isAway = false;
                Plan(_world.NowMs + _random.Between(3600000, 28800000), ServerAction.Leave);
                break;
            case ServerAction.Settle:
                _isAway = false;
                _tampered = 0;
                Offer();
                break;
            case ServerAction.Close:
                _isDone = true;
                Say(ServerTopic.RetainedOffer, []);
                break;
        }
    }

    /// <summary>What a box may ask for under a session; null: nothing that it should know of.</summary>
    public ServedImage? Served(uint session) => _served.GetValueOrDefault(session);

    /// <summary>The box has published something for the server, and a gateway has taken it.</summary>
    public void Hear(bool isStatus, ReadOnlySpan<byte> payload)
    {
        if (payload.Length <= Datagram.MaxLength && !_random.Chance(_plan.Loss))
        {
            var datagram = _world.Pool.Take(payload, Place.Box, Place.Nowhere);
            _world.Events.Add(_world.NowMs + DelayMs(), EventKind.ToServer, isStatus ? 1 : 0, datagram);
        }
    }

    /// <summary>It has arrived.</summary>
    public void Take(bool isStatus, ReadOnlySpan<byte> payload)
    {
        if (_isAway)
        {
            return;
        }

        if (isStatus)
        {
            TakeStatus(payload);
        }
        else if (payload.Length == 12)
        {
            Serve(BitConverter.ToUInt32(payload), BitConverter.ToUInt32(payload[4..]), BitConverter.ToUInt16(payload[8..]), BitConverter.ToUInt16(payload[10..]));
        }
    }

    /// <summary>Something of the server's has reached the broker.</summary>
    public void Route(ServerTopic topic, ReadOnlySpan<byte> payload)
    {
        if (topic == ServerTopic.RetainedOffer)
        {
            Retained = payload.Length == 0 ? null : payload.ToArray();
        }

        _world.DeliverUpdate(topic != ServerTopic.Block, payload);
    }

    private int DelayMs() => 1 + _plan.DelayMs + _random.Below(1 + (_plan.DelayMs / 2));

    private void Plan(long atMs, ServerAction action) => _world.Events.Add(Math.Max(atMs, _world.NowMs), EventKind.Server, (int)action);

    private void Say(ServerTopic topic, ReadOnlySpan<byte> payload, int afterMs = 0)
    {
        if (!_random.Chance(_plan.Loss))
        {
            _world.Events.Add(_world.NowMs + DelayMs() + afterMs, EventKind.FromServer, (int)topic, _world.Pool.Take(payload, Place.Nowhere, Place.Box));
        }
    }

    private void Offer()
    {
        if (Image is not { } image || _isDone || _isAway)
        {
            return;
        }

        Put(image, true);
        Say(ServerTopic.RetainedOffer, image.Offer);
    }

    private void Put(SimulatedImage image, bool isForBox) => _served[image.Session] = new ServedImage(image, image.Octets, isForBox);

    /// <summary>What has not proved itself is built anew, if it is any good: for half an hour of calm there is time for that.</summary>
    private void TakeStatus(ReadOnlySpan<byte> status)
    {
        const int FailedBefore = 8;
        const int SensorsSilent = 21;
        const int NotAcknowledged = 23;
        if (status.Length < StatusLength)
        {
            return;
        }

        _known = new ImageVersion(status[6], status[7], BitConverter.ToUInt16(status[8..]), BitConverter.ToUInt32(status[10..]));
        if (Image is not { } image || BitConverter.ToUInt32(status[26..]) != image.Session || status[4] != 0)
        {
            return;
        }

        var isGivenUp = status[5] is FailedBefore or (>= SensorsSilent and <= NotAcknowledged);
        if (isGivenUp && Release!.Fate == ImageFate.Good && _build < MostBuilds && _world.NowMs < _world.CalmFromMs + ((_world.QuietFromMs - _world.CalmFromMs) / 2))
        {
            _build++;
            Offer();
        }
    }

    private void Serve(uint session, uint first, int octets, int count)
    {
        if (!_served.TryGetValue(session, out var served) || octets is < 1 or > MostBlockOctets)
        {
            return;
        }

        var image = served.Octets;
        var afterMs = 0;
        for (var i = 0; i < Math.Min(count, MostBlocks) && first < image.Length; i++)
        {
            var length = Math.Min(octets, image.Length - (int)first);
            byte[] block = [.. BitConverter.GetBytes(session), .. BitConverter.GetBytes(first), .. image.AsSpan((int)first, length), 0, 0, 0, 0];
            if (_tampered > 0)
            {
                _tampered--;
                _world.Fault(FaultKind.TamperedBlock);
                block[8 + _random.Below(length)] ^= (byte)(1 << _random.Below(8));
            }

            BitConverter.TryWriteBytes(block.AsSpan(8 + length), OctetSum.Of(block.AsSpan(0, 8 + length)));
            Say(ServerTopic.Block, block, afterMs);
            afterMs += _random.Between(1, 10);
            first += (uint)length;
        }
    }
}

/// <summary>What the server does of itself.</summary>
internal enum ServerAction
{
    /// <summary>Releases the next image.</summary>
    Release,

    /// <summary>Repeats the offer.</summary>
    Repeat,

    /// <summary>Says what is not so.</summary>
    Junk,

    /// <summary>Goes away.</summary>
    Leave,

    /// <summary>Is back.</summary>
    Return,

    /// <summary>Offers what is so, from here on.</summary>
    Settle,

    /// <summary>Takes the offer back: the maintenance window is over.</summary>
    Close,
}

/// <summary>Where the server publishes.</summary>
internal enum ServerTopic
{
    /// <summary>Blocks of images.</summary>
    Block,

    /// <summary>An offer that only those hear who are there.</summary>
    Offer,

    /// <summary>An offer that the broker keeps.</summary>
    RetainedOffer,
}

/// <summary>An image that can be asked for.</summary>
/// <param name="Image">The image.</param>
/// <param name="Octets">What is sent of it, which may be something else.</param>
/// <param name="IsForBox">Whether its offer was one that a box may believe.</param>
internal sealed record ServedImage(SimulatedImage Image, byte[] Octets, bool IsForBox);
