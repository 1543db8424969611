using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sidetap.ConsoleServer;

/// <summary>
/// Serves the page with which a box is set up, and carries the octets of the box's serial line over a WebSocket ("/box"). On the loopback address only, and only for pages
/// that come from here: no other site that is open in the browser gets at the box.
/// </summary>
public sealed class WebConsole : IAsyncDisposable
{
    private const int MostOctets = 4096;
    private const string Page = "index.html";
    private const string Taken = "another page has taken the line";
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    private readonly Func<CancellationToken, Task<IBoxWire>> _open;
    private readonly WebApplication _application;
    private readonly SemaphoreSlim _isFree = new(1);
    private CancellationTokenSource? _current;

    /// <summary>Puts it together.</summary>
    /// <param name="port">The TCP port; 0: one that is free.</param>
    /// <param name="profiles">What the page offers.</param>
    /// <param name="open">Opens the line to the box, for one page at a time.</param>
    public WebConsole(int port, IReadOnlyList<ServedProfile> profiles, Func<CancellationToken, Task<IBoxWire>> open)
    {
        _open = open;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>(); // signals are for who runs this
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        _application = builder.Build();
        _application.Use(CheckAsync);
        _application.UseWebSockets();
        _application.MapGet("/", () => Results.Stream(OpenPage()!, "text/html; charset=utf-8"));
        _application.MapGet("/console.json", () => new { profiles });
        _application.MapGet("/profiles/{name}", (string name) => profiles.FirstOrDefault(p => p.Name == name) is { } profile
            ? Results.Bytes(profile.Octets, "application/octet-stream")
            : Results.NotFound());
        _application.Map("/box", CarryAsync);
    }

    /// <summary>Whether the page was built in: tools/console/dist/index.html was there when this was compiled.</summary>
    public static bool HasPage
    {
        get
        {
            using var page = OpenPage();
            return page is not null;
        }
    }

    /// <summary>The page's address, once started.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Is told what went wrong with the line, in a sentence.</summary>
    public Action<string>? Failed { get; set; }

    /// <summary>Begins to serve.</summary>
    /// <exception cref="IOException">The port is in use.</exception>
    public async Task StartAsync()
    {
        await _application.StartAsync();
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = $"http://localhost:{new Uri(addresses.Addresses.First()).Port}/";
    }

    /// <summary>Stops; open pages are told.</summary>
    public async ValueTask DisposeAsync()
    {
        End(_current);
        await _application.StopAsync();
        await _application.DisposeAsync();
        _isFree.Dispose();
    }

    private static Stream? OpenPage() => Assembly.GetExecutingAssembly().GetManifestResourceStream(Page);

    /// <summary>Refuses whom the page did not come from: another name for this address (DNS rebinding), another site's script.</summary>
    private static Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var isHere = request.Host.Host is "localhost" or "127.0.0.1";
        var origin = request.Headers.Origin.ToString();
        if (!isHere || (origin.Length > 0 && origin != $"http://{request.Host}"))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        return next(context);
    }

    private async Task CarryAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _application.Lifetime.ApplicationStopping);

        // A page that was opened later takes the line, as the one who plugs in the cable does.
        End(Interlocked.Exchange(ref _current, stop));
        var isMine = false;
        try
        {
            await _isFree.WaitAsync(stop.Token);
            isMine = true;
            await using var wire = await _open(stop.Token);
            var end = await CarryAsync(wire, socket, stop.Token);
            await CloseAsync(socket, end.Status, end.Reason);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or TimeoutException)
        {
            Failed?.Invoke(error.Message.ReplaceLineEndings(" "));
            await CloseAsync(socket, WebSocketCloseStatus.EndpointUnavailable, "the line to the box failed");
        }
        catch (OperationCanceledException)
        {
            await CloseAsync(socket, WebSocketCloseStatus.PolicyViolation, Taken);
        }
        finally
        {
            Interlocked.CompareExchange(ref _current, null, stop);
            if (isMine)
            {
                _isFree.Release();
            }
        }
    }

    /// <summary>Ends a connection, unless it has just ended by itself.</summary>
    private static void End(CancellationTokenSource? connection)
    {
        try
        {
            connection?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has.
        }
    }

    /// <summary>Carries octets both ways until one side ends it.</summary>
    /// <exception cref="IOException">The line has failed.</exception>
    private static async Task<(WebSocketCloseStatus Status, string Reason)> CarryAsync(IBoxWire wire, WebSocket socket, CancellationToken stop)
    {
        // Cancelling a receive would abort the connection, and the page would not be told why: so only the line is cancelled.
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var toBox = ToBoxAsync(wire, socket, end.Token);
        try
        {
            await await Task.WhenAny(FromBoxAsync(wire, socket, end.Token), toBox);
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        await end.CancelAsync();
        return stop.IsCancellationRequested ? (WebSocketCloseStatus.PolicyViolation, Taken) : (WebSocketCloseStatus.NormalClosure, "the line has ended");
    }

    private static async Task FromBoxAsync(IBoxWire wire, WebSocket socket, CancellationToken end)
    {
        try
        {
            var buffer = new byte[MostOctets];
            int count;
            while ((count = await wire.ReadAsync(buffer, end)) > 0)
            {
                await socket.SendAsync(buffer.AsMemory(0, count), WebSocketMessageType.Binary, true, CancellationToken.None);
            }
        }
        catch (WebSocketException)
        {
            // The page is gone.
        }
    }

    private static async Task ToBoxAsync(IBoxWire wire, WebSocket socket, CancellationToken end)
    {
        try
        {
            var buffer = new byte[MostOctets];
            while (true)
            {
                var message = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (message.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                if (!end.IsCancellationRequested)
                {
                    await wire.WriteAsync(buffer.AsMemory(0, message.Count), end);
                }
            }
        }
        catch (WebSocketException)
        {
            // The page is gone.
        }
    }

    /// <summary>Says goodbye, and does not wait for an answer: who gave none by then has gone.</summary>
    private static async Task CloseAsync(WebSocket socket, WebSocketCloseStatus status, string reason)
    {
        try
        {
            using var patience = new CancellationTokenSource(Goodbye);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await socket.CloseOutputAsync(status, reason, patience.Token);
            }

            for (var left = Goodbye; socket.State == WebSocketState.CloseSent && left > TimeSpan.Zero; left -= Look)
            {
                await Task.Delay(Look, patience.Token);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or InvalidOperationException or IOException)
        {
            // It is gone already.
        }
    }

    /// <summary>Leaves Ctrl+C and the system's signals to the process; ASP.NET's own would end the server and let the process go on without it.</summary>
    private sealed class OwnersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
