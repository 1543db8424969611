using System.Net;
using System.Net.Sockets;
using Sidetap.BoxLink;
using Sidetap.BoxLink.Lines;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>A box behind TCP, over loopback.</summary>
[TestClass]
public sealed class TcpLineTests
{
    [TestMethod]
    public void ABoxBehindTcp()
    {
        using TcpBox served = new(ConfigureSettingsTests.Furnished());
        CommandRun run = CommandRun.Of("configure", "--port", served.Name, "get", "box.id");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual("mill-3\n", run.Output);
        CommandRun set = CommandRun.Of("configure", served.Name, "set", "time.resync", "60");
        Assert.AreEqual("time.resync: 3600 -> 60; saved, and in effect\n", set.Output, set.Error);
    }

    [TestMethod]
    public void AConnectionThatBreaksIsMadeAnew()
    {
        using TcpBox served = new(ConfigureSettingsTests.Furnished());
        using BoxClient box = new(new BoxPorts().Of(served.Name), default);
        box.Open();
        served.Break();
        Assert.AreEqual("mill-3", box.Get("box.id").Single().Value);
        Assert.AreEqual(1, box.Repeated);
    }

    [TestMethod]
    public void NobodyListens()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        CommandRun.Of("configure", "get", "--port", $"tcp:127.0.0.1:{port}").CheckFailed(ExitCode.NoBox, $"nothing listens at tcp:127.0.0.1:{port}");
    }

    /// <summary>A fake box that one at a time can connect to.</summary>
    private sealed class TcpBox : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Thread _thread;
        private readonly FakeBox _box;
        private Socket? _present;

        public TcpBox(FakeBox box)
        {
            _box = box;
            _listener.Start();
            Name = $"tcp:127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
            _thread = new Thread(Serve) { IsBackground = true };
            _thread.Start();
        }

        public string Name { get; }

        public void Break() => _present?.Shutdown(SocketShutdown.Both);

        public void Dispose()
        {
            _listener.Stop();
            _present?.Dispose();
            _thread.Join(TimeSpan.FromSeconds(10));
        }

        private void Serve()
        {
            SystemClock clock = new();
            byte[] buffer = new byte[512];
            while (true)
            {
                try
                {
                    using Socket socket = _listener.AcceptSocket();
                    _present = socket;
                    for (int count = 1; count > 0;)
                    {
                        count = socket.Receive(buffer);
                        _box.Take(buffer.AsSpan(0, count), clock.Now);
                        for (int given = _box.Give(buffer, clock.Now); given > 0; given = _box.Give(buffer, clock.Now))
                        {
                            socket.Send(buffer, 0, given, SocketFlags.None);
                        }
                    }
                }
                catch (SocketException) when (_listener.Server.IsBound)
                {
                    // The connection broke; the next one may come.
                }
                catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }
}
