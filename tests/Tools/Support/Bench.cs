using Sidetap.Gateway;

namespace Sidetap.Tools.Tests.Support;

/// <summary>A gateway with hand-written frames on a clock of its own. Frames are hexadecimal; spaces are allowed.</summary>
internal sealed class Bench
{
    /// <summary>Stands for whoever hears broadcasts.</summary>
    public const string All = "all";

    private readonly List<(string Endpoint, string Frame)> _sent = [];

    public Bench(BenchGatewaySettings? settings = null)
    {
        Gateway = new BenchGateway(
            settings ?? new BenchGatewaySettings { PredefinedTopics = new Dictionary<int, string> { [7] = "cell/alarm" } },
            (endpoint, frame) => _sent.Add((endpoint, Convert.ToHexStringLower(frame.Span))),
            frame => _sent.Add((All, Convert.ToHexStringLower(frame.Span))));
        Gateway.Published += Published.Add;
        Gateway.Happened += Events.Add;
    }

    public BenchGateway Gateway { get; }

    public List<AcceptedPublish> Published { get; } = [];

    public List<GatewayEvent> Events { get; } = [];

    public long NowMs { get; set; }

    /// <summary>Sends a frame and checks all that comes back to its sender.</summary>
    public void Exchange(string endpoint, string frame, params string[] answers)
    {
        Say(endpoint, frame);
        Expect(endpoint, answers);
    }

    public void Broadcast(string endpoint, string frame) => Gateway.Receive(Vectors.Octets(Plain(frame)), endpoint, NowMs, isBroadcast: true);

    public void Say(string endpoint, string frame) => Gateway.Receive(Vectors.Octets(Plain(frame)), endpoint, NowMs);

    /// <summary>Checks what has been sent to an endpoint since the last check.</summary>
    public void Expect(string endpoint, params string[] frames)
    {
        string[] sent = [.. _sent.Where(one => one.Endpoint == endpoint).Select(one => one.Frame)];
        Assert.AreEqual(string.Join('\n', frames.Select(Plain)), string.Join('\n', sent), endpoint);
        _sent.RemoveAll(one => one.Endpoint == endpoint);
    }

    public void Step(long afterMs)
    {
        NowMs += afterMs;
        Gateway.Step(NowMs);
    }

    /// <summary>Connects with a clean session and a keep-alive of 60 s; the endpoint is also the ClientId.</summary>
    public void Connect(string endpoint)
    {
        string id = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(endpoint));
        Exchange(endpoint, $"{6 + endpoint.Length:x2}04 04 01 003c {id}", "0305 00");
    }

    /// <summary>Kinds of what happened to a client, in order.</summary>
    public string EventsOf(string clientId) => string.Join(' ', Events.Where(one => one.ClientId == clientId).Select(one => one.Kind));

    private static string Plain(string frame) => frame.Replace(" ", "");
}
