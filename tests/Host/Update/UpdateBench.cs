#nullable enable
using Sidetap.Hal;
using Sidetap.Images;
using Sidetap.Tests.Host.Outbox;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>A box's update agent on two slots, through as many starts as there are, with a server that answers what it is asked. All of it in virtual time.</summary>
internal sealed class UpdateBench
{
    public const int Capacity = 40000;

    private const int ServerMs = 20;

    private readonly Dictionary<uint, byte[]> _served = [];
    private readonly List<(long At, string Topic, byte[] Message)> _way = [];

    public UpdateBench(FaultyFiles? files = null)
    {
        Files = files ?? new FaultyFiles();
        Settings = new UpdateSettings
        {
            Key = TestImages.Owner.PublicOctets, Board = TestImages.Board, Version = TestImages.VersionOctets("1.0.0"), TrialMs = 60000,
        };
    }

    public UpdateSettings Settings { get; }

    public FaultyFiles Files { get; }

    public FakeUplink Uplink { get; private set; } = null!;

    public UpdateAgent Agent { get; private set; } = null!;

    public FileSlots Slots { get; private set; } = null!;

    public long NowMs { get; private set; }

    /// <summary>The slot this start came from.</summary>
    public int StartedSlot { get; private set; }

    /// <summary>How often the box has started.</summary>
    public int Starts { get; private set; }

    /// <summary>The last status that was published.</summary>
    public byte[]? Status { get; private set; }

    /// <summary>What the box hears as soon as it is connected: the retained offer.</summary>
    public byte[]? Retained { get; set; }

    /// <summary>How the box is while a version runs.</summary>
    public Action<UpdateHealth, string> HealthOf { get; set; } = (_, _) => { };

    /// <summary>Which messages get through, either way.</summary>
    public Func<string, byte[], bool> Passes { get; set; } = (_, _) => true;

    /// <summary>What becomes of a message from the server.</summary>
    public Func<string, byte[], byte[]> Becomes { get; set; } = (_, message) => message;

    /// <summary>Octets of a frame's payload.</summary>
    public int MaxPayload { get; set; } = 600;

    public string RunningVersion => VersionText(Agent.Version);

    /// <summary>Has the server answer for an image, and offer it.</summary>
    public byte[] Serve(byte[] image, byte[]? offer = null)
    {
        _served[UpdateMessages.SessionOf(image[..32])] = image;
        return Retained = offer ?? TestImages.Offer(image);
    }

    /// <summary>Has the server answer an offer's session with some octets.</summary>
    public void ServeAs(byte[] offer, byte[] image) => _served[UpdateMessages.SessionOf(offer[12..44])] = image;

    /// <summary>Starts the box, as a loader would.</summary>
    public void Start()
    {
        StartedSlot = FileSlots.Choose(Files);
        Starts++;
        NowMs = 0;
        _way.Clear();
        Uplink = new FakeUplink();
        Slots = new FileSlots(Files, Capacity, StartedSlot);
        Settings.Slots = Slots;
        Agent = new UpdateAgent(Settings, Uplink, Files, MaxPayload, (uint)Starts);
        Assert.IsTrue(Agent.Attach("opcua", 7));
        Agent.Health.IsConnected = true;
        Agent.Health.HasDelivered = true;
        Agent.Health.IsDrained = true;
        HealthOf(Agent.Health, RunningVersion);
        Agent.Start(0);
        if (Retained is not null)
        {
            Send("offer", Retained, 5);
        }
    }

    /// <summary>Something comes from the server's side.</summary>
    public void Send(string topic, byte[] message, long inMs = 0) => _way.Add((NowMs + inMs, topic, message));

    /// <summary>Lets the box live until something is so, it wants to restart, or a time is over.</summary>
    public bool Run(Func<bool> until, long forMs = 300000)
    {
        var end = NowMs + forMs;
        for (var i = 0; i < 2_000_000 && !Files.IsOff; i++)
        {
            var due = Agent.Step(NowMs);
            Collect();
            if (until())
            {
                return true;
            }

            if (Agent.IsRestartWanted)
            {
                return false;
            }

            var next = Math.Min(due, _way.Count > 0 ? _way.Min(message => message.At) : long.MaxValue);
            if (next > end)
            {
                NowMs = end;
                return false;
            }

            NowMs = Math.Max(NowMs, next);
            Deliver();
        }

        return false;
    }

    /// <summary>Lets the box live through its restarts until it has nothing to do any more.</summary>
    public void RunThrough(int starts = 8)
    {
        for (var i = 0; i < starts; i++)
        {
            Run(() => false, 130000);
            if (!Agent.IsRestartWanted)
            {
                return;
            }

            Start();
        }
    }

    /// <summary>Lets the box live through cuts of its power until it has nothing to do any more; each start may be looked at.</summary>
    public bool Live(Action started, int lies = 0, int starts = 16)
    {
        for (var i = 0; i < starts; i++)
        {
            Start();
            if (!Files.IsOff)
            {
                started();
                Run(() => false, 130000);
            }

            if (Files.IsOff)
            {
                Files.PowerUp(lies);
            }
            else if (!Agent.IsRestartWanted)
            {
                return true;
            }
        }

        return false;
    }

    public static string VersionText(byte[] octets, int at = 0)
    {
        var build = BitConverter.ToUInt32(octets, at + 4);
        return new ImageVersion(octets[at], octets[at + 1], BitConverter.ToUInt16(octets, at + 2), build).ToString();
    }

    private void Collect()
    {
        while (Uplink.TryTake(out var topic, out var message))
        {
            if (topic == "status")
            {
                Status = message;
            }
            else if (Passes(topic, message))
            {
                Answer(message);
            }
        }
    }

    private void Answer(byte[] ask)
    {
        Assert.HasCount(UpdateMessages.AskLength, ask);
        if (!_served.TryGetValue(BitConverter.ToUInt32(ask, 0), out var image))
        {
            return;
        }

        var first = BitConverter.ToInt32(ask, 4);
        int octets = BitConverter.ToUInt16(ask, 8);
        for (var i = 0; i < BitConverter.ToUInt16(ask, 10) && first < image.Length; i++, first += octets)
        {
            var count = Math.Min(octets, image.Length - first);
            var buffer = new byte[UpdateMessages.BlockOverhead + count];
            Assert.AreEqual(buffer.Length, UpdateMessages.WriteBlock(buffer, BitConverter.ToUInt32(ask, 0), first, image, count));
            if (Passes("block", buffer))
            {
                Send("block", buffer, ServerMs);
            }
        }
    }

    private void Deliver()
    {
        foreach (var message in _way.Where(message => message.At <= NowMs).ToList())
        {
            _way.Remove(message);
            var octets = Becomes(message.Topic, message.Message);
            byte[] frame = [1, 2, 3, .. octets, 4];
            ((Uplink.IMessageHandler)Agent).OnMessage(Uplink.Subscription(message.Topic), frame, 3, octets.Length);
        }
    }
}
