using System.Diagnostics;
using System.Net;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Gateway;

namespace Sidetap.Tools.Tests.Support;

/// <summary>A bench gateway that serves on a loopback port.</summary>
internal sealed class Served : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly UdpGatewayHost _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public Served(BenchGatewaySettings? settings = null, IPEndPoint? group = null)
    {
        _host = new UdpGatewayHost(settings ?? new BenchGatewaySettings(), 0, group: group);
        _host.Gateway.Published += p =>
        {
            lock (Published)
            {
                Published.Add(p);
                Monitor.PulseAll(Published);
            }
        };
        _serving = Task.Factory.StartNew(() => _host.Run(_stop.Token), TaskCreationOptions.LongRunning);
    }

    public string Address => _host.LocalEndPoint.ToString();

    public List<AcceptedPublish> Published { get; } = [];

    /// <summary>Waits until a message has arrived.</summary>
    /// <param name="isIt">The message.</param>
    /// <param name="from">Messages to pass over.</param>
    public AcceptedPublish WaitFor(Predicate<AcceptedPublish> isIt, int from = 0)
    {
        Stopwatch watch = Stopwatch.StartNew();
        lock (Published)
        {
            while (true)
            {
                int index = from < Published.Count ? Published.FindIndex(from, isIt) : -1;
                if (index >= 0)
                {
                    return Published[index];
                }

                TimeSpan left = Patience - watch.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(Published, left))
                {
                    throw new AssertFailedException($"no such message among the {Published.Count} that have arrived");
                }
            }
        }
    }

    /// <summary>How many messages have arrived.</summary>
    public int Count
    {
        get
        {
            lock (Published)
            {
                return Published.Count;
            }
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _serving.Wait();
        _host.Dispose();
        _stop.Dispose();
    }
}
