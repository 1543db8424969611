using System.Text;
using Sidetap.Gateway;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tools.Tests.Support;

/// <summary>The firmware's own client at the gateway, on a clock of its own, over a link that loses nothing unless it is told to.</summary>
internal sealed class FirmwareBench : IDatagramLink, IClientHandler
{
    private readonly Queue<byte[]> _inbound = new();
    private readonly Queue<byte[]> _outbound = new();
    private readonly LinkAddress _gatewayAddress = new() { Length = 1 };
    private Random? _badLuck;

    public FirmwareBench(ClientSettings settings, BenchGatewaySettings? gatewaySettings = null)
    {
        settings.ClientId = "box-1"u8.ToArray();
        Gateway = new BenchGateway(gatewaySettings ?? new BenchGatewaySettings(), Deliver);
        Client = new Client(settings, this, _gatewayAddress, this);
    }

    public BenchGateway Gateway { get; }

    public Client Client { get; }

    /// <summary>What arrived: "topic=data", the topic of plain subscriptions being their name.</summary>
    public List<string> Messages { get; } = [];

    public List<PublishOutcome> Outcomes { get; } = [];

    public long NowMs { get; private set; }

    public bool IsCut { get; set; }

    public int MaxDatagramLength => 1400;

    public bool IsUp => true;

    /// <summary>From now on one datagram in five is lost, and one in ten comes twice.</summary>
    public void MakeBad(int seed) => _badLuck = new Random(seed);

    /// <summary>Lets time pass, in steps of 1 ms at first and then from one due time to the next.</summary>
    public void Run(long forMs = 20)
    {
        long end = NowMs + forMs;
        while (NowMs < end)
        {
            long due = Math.Min(Client.Step(NowMs), Gateway.Step(NowMs));
            bool isTalking = _outbound.Count + _inbound.Count > 0;
            while (_outbound.TryDequeue(out byte[]? frame))
            {
                Gateway.Receive(frame, "box", NowMs);
            }

            NowMs = isTalking ? NowMs + 1 : Math.Clamp(due, NowMs + 1, end);
        }
    }

    /// <summary>Another client, written by hand.</summary>
    public void Other(string frame) => Gateway.Receive(Vectors.Octets(frame.Replace(" ", "")), "other", NowMs);

    public bool Send(byte[] buffer, int offset, int length, LinkAddress to)
    {
        Carry(_outbound, buffer[offset..(offset + length)]);
        return true;
    }

    public bool Broadcast(byte[] buffer, int offset, int length, int radius) => false;

    public int Receive(byte[] buffer, int offset, int capacity, LinkAddress from)
    {
        if (!_inbound.TryDequeue(out byte[]? frame))
        {
            return -1;
        }

        from.CopyFrom(_gatewayAddress);
        frame.CopyTo(buffer, offset);
        return frame.Length;
    }

    public void OnStateChanged(ClientState state, ClientEvent cause)
    {
    }

    public void OnPublishEnded(Topic topic, PublishOutcome outcome) => Outcomes.Add(outcome);

    public void OnMessage(Topic subscription, byte[]? names, int nameOffset, int nameLength, Frame frame)
    {
        string topic = names == null ? Encoding.UTF8.GetString(subscription.Name) : Encoding.UTF8.GetString(names, nameOffset, nameLength);
        Messages.Add($"{topic}={Encoding.UTF8.GetString(frame.Buffer, frame.DataOffset, frame.DataLength)}");
    }

    private void Deliver(string endpoint, ReadOnlyMemory<byte> frame)
    {
        if (endpoint == "box")
        {
            Carry(_inbound, frame.ToArray());
        }
    }

    private void Carry(Queue<byte[]> to, byte[] frame)
    {
        int fate = _badLuck?.Next(10) ?? 9;
        for (int i = IsCut || fate < 2 ? 0 : fate == 2 ? 2 : 1; i > 0; i--)
        {
            to.Enqueue(frame);
        }
    }
}
