using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Sidetap.ConsoleServer;

namespace Sidetap.Tools.Tests.WebConsole;

/// <summary>What <c>sidetap console</c> serves, over loopback: the page, profiles, and a box's line over a WebSocket; and whom it does not serve.</summary>
[TestClass]
public sealed class WebConsoleTests
{
    private static readonly ServedProfile Mill = new("cnc-machine-tool", "Machine tool", [1, 2, 3, 250]);
    private static readonly CancellationTokenSource Patience = new(TimeSpan.FromMinutes(2));

    [TestMethod]
    public async Task ThePageAndItsProfiles()
    {
        await using Running server = await Running.StartAsync();
        using HttpClient http = new() { BaseAddress = new Uri(server.Console.Address) };
        HttpResponseMessage page = await http.GetAsync("/");
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        Assert.AreEqual("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("<!doctype html>", (await page.Content.ReadAsStringAsync()).ToLowerInvariant());
        Assert.AreEqual("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        using JsonDocument about = JsonDocument.Parse(await http.GetStringAsync("/console.json"));
        JsonElement profile = about.RootElement.GetProperty("profiles")[0];
        Assert.AreEqual("cnc-machine-tool", profile.GetProperty("name").GetString());
        Assert.AreEqual("Machine tool", profile.GetProperty("title").GetString());
        Assert.AreSequenceEqual(Mill.Octets, await http.GetByteArrayAsync(profile.GetProperty("url").GetString()));
        Assert.AreEqual(HttpStatusCode.NotFound, (await http.GetAsync("/profiles/other")).StatusCode);
        Assert.AreEqual(HttpStatusCode.BadRequest, (await http.GetAsync("/box")).StatusCode);
    }

    [TestMethod]
    public async Task OctetsGoBothWays()
    {
        await using Running server = await Running.StartAsync();
        using ClientWebSocket socket = await server.ConnectAsync();
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        await socket.SendAsync(all, WebSocketMessageType.Binary, true, Patience.Token);
        Assert.AreSequenceEqual(all, await server.Box.ReceiveAsync(256));
        await server.Box.SendAsync(all);
        Assert.AreSequenceEqual(all, await ReceiveAsync(socket, 256));
    }

    [TestMethod]
    public async Task ThePageThatIsOpenedLaterHasTheLine()
    {
        await using Running server = await Running.StartAsync();
        using ClientWebSocket first = await server.ConnectAsync();
        await first.SendAsync("1"u8.ToArray(), WebSocketMessageType.Binary, true, Patience.Token);
        await server.Box.ReceiveAsync(1);
        using ClientWebSocket second = await server.ConnectAsync();
        WebSocketReceiveResult end = await first.ReceiveAsync(new byte[16], Patience.Token);
        Assert.AreEqual(WebSocketMessageType.Close, end.MessageType);
        Assert.Contains("another page", end.CloseStatusDescription!);
        await second.SendAsync("2"u8.ToArray(), WebSocketMessageType.Binary, true, Patience.Token);
        Assert.AreEqual("2", Encoding.ASCII.GetString(await server.Box.ReceiveAsync(1)));
    }

    [TestMethod]
    public async Task ALineThatFailsIsToldToThePageAndTheUser()
    {
        await using Running server = await Running.StartAsync();
        using ClientWebSocket socket = await server.ConnectAsync();
        await socket.SendAsync("1"u8.ToArray(), WebSocketMessageType.Binary, true, Patience.Token);
        await server.Box.ReceiveAsync(1);
        server.Box.Fail("the cable is gone");
        WebSocketReceiveResult end = await socket.ReceiveAsync(new byte[16], Patience.Token);
        Assert.AreEqual(WebSocketMessageType.Close, end.MessageType);
        Assert.AreEqual(WebSocketCloseStatus.EndpointUnavailable, end.CloseStatus);
        Assert.AreEqual("the cable is gone", server.Failure);
    }

    // A site that is open in the same browser must not get at the box, be it by a WebSocket or by a name that it has pointed at this machine.
    [TestMethod]
    [DataRow("Origin", "http://evil.example")]
    [DataRow("Origin", "null")]
    [DataRow("Host", "evil.example")]
    public async Task OthersAreRefused(string header, string value)
    {
        await using Running server = await Running.StartAsync();
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, server.Console.Address + "console.json");
        request.Headers.TryAddWithoutValidation(header, value);
        Assert.AreEqual(HttpStatusCode.Forbidden, (await http.SendAsync(request)).StatusCode);

        using ClientWebSocket socket = new();
        socket.Options.SetRequestHeader(header, value);
        await Assert.ThrowsExactlyAsync<WebSocketException>(() => socket.ConnectAsync(server.BoxAddress, Patience.Token));
    }

    [TestMethod]
    public async Task ItListensOnTheLoopbackAddressOnly()
    {
        await using Running server = await Running.StartAsync();
        int port = new Uri(server.Console.Address).Port;
        bool isOpen = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => listener.Port == port).All(listener => IPAddress.IsLoopback(listener.Address));
        Assert.IsTrue(isOpen);
    }

    private static async Task<byte[]> ReceiveAsync(ClientWebSocket socket, int count)
    {
        byte[] octets = new byte[count];
        int at = 0;
        while (at < count)
        {
            at += (await socket.ReceiveAsync(octets.AsMemory(at), Patience.Token)).Count;
        }

        return octets;
    }

    /// <summary>A line whose other end the test has.</summary>
    private sealed class TestBox : IBoxWire
    {
        private readonly Pipe _toBox = new();
        private readonly Pipe _fromBox = new();

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) =>
            await _fromBox.Reader.AsStream(leaveOpen: true).ReadAsync(buffer, cancellation);

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation) => await _toBox.Writer.WriteAsync(octets, cancellation);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public async Task SendAsync(byte[] octets) => await _fromBox.Writer.WriteAsync(octets, Patience.Token);

        public async Task<byte[]> ReceiveAsync(int count)
        {
            byte[] octets = new byte[count];
            await _toBox.Reader.AsStream(leaveOpen: true).ReadExactlyAsync(octets, Patience.Token);
            return octets;
        }

        public void Fail(string message) => _fromBox.Writer.Complete(new IOException(message));
    }

    private sealed class Running : IAsyncDisposable
    {
        private Running()
        {
            Console = new Sidetap.ConsoleServer.WebConsole(0, [Mill], _ => Task.FromResult<IBoxWire>(Box)) { Failed = message => Failure = message };
        }

        public TestBox Box { get; } = new();

        public Sidetap.ConsoleServer.WebConsole Console { get; }

        public string? Failure { get; private set; }

        public Uri BoxAddress => new(Console.Address.Replace("http:", "ws:", StringComparison.Ordinal) + "box");

        public static async Task<Running> StartAsync()
        {
            Running running = new();
            await running.Console.StartAsync();
            return running;
        }

        public async Task<ClientWebSocket> ConnectAsync()
        {
            ClientWebSocket socket = new();
            await socket.ConnectAsync(BoxAddress, Patience.Token);
            return socket;
        }

        public ValueTask DisposeAsync() => Console.DisposeAsync();
    }
}
