using System.Net;
using Sidetap.Gateway;

namespace Sidetap.Tools.Tests.Support;

/// <summary>A bench gateway that serves on a loopback port.</summary>
internal sealed class Served : IDisposable
{
    private readonly UdpGatewayHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public Served(BenchGatewaySettings? settings = null, IPEndPoint? group = null)
    {
        _host = new UdpGatewayHost(settings ?? new BenchGatewaySettings(), 0, group: group);
        _host.Gateway.Published += p => Published.Add(p);
        _serving = Task.Factory.StartNew(() => _host.Run(_stop.Token), TaskCreationOptions.LongRunning);
    }

    public string Address => _host.LocalEndPoint.ToString();

    public List<AcceptedPublish> Published { get; } = [];

    public void Dispose()
    {
        _stop.Cancel();
        _serving.Wait();
        _host.Dispose();
        _stop.Dispose();
    }
}
