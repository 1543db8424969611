using Sidetap.Conformance;
using Sidetap.Conformance.Watching;
using Sidetap.Hal;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Conformance.Firmware;

/// <summary>Runs a case against the firmware's client on virtual time. The client is made for each case, to do what the case needs.</summary>
internal sealed class FirmwareDriver
{
    // A script waits at most a few of these; a driver that goes round and round is caught.
    private const long LimitMs = 24 * 3600 * 1000;

    private readonly VirtualNetwork _network = new();
    private readonly Application _application;
    private readonly CaseRun _run;

    private FirmwareDriver(ConformanceCase conformanceCase, ConformanceSettings settings, WatchBook book, Func<byte[], IEnumerable<byte[]>>? tampering)
    {
        _network.Tampering = tampering;
        _application = new Application(conformanceCase.Needs, _network);
        _run = new CaseRun(conformanceCase, settings, _network, book, 0);
    }

    /// <summary>What the specification's timers are, and patience for all of them.</summary>
    public static ConformanceSettings Settings { get; } = new() { PatienceMs = 3600 * 1000 };


    /// <summary>Runs one case.</summary>
    public static CaseResult Run(ConformanceCase conformanceCase, WatchBook book, Func<byte[], IEnumerable<byte[]>>? tampering = null) =>
        Run(conformanceCase, book, tampering, out _);

    /// <summary>Runs one case, and tells how many messages the client has delivered.</summary>
    public static CaseResult Run(ConformanceCase conformanceCase, WatchBook book, Func<byte[], IEnumerable<byte[]>>? tampering, out int messages)
    {
        FirmwareDriver driver = new(conformanceCase, Settings, book, tampering);
        CaseResult result = driver.Run();
        messages = driver._application.Messages;
        return result;
    }

    private CaseResult Run()
    {
        _run.Begin();
        long nowMs = 0;
        while (_run.Result == null && nowMs < LimitMs)
        {
            _network.NowMs = nowMs;
            _run.Advance(nowMs);
            while (_run.Result == null && _network.TryTake(out Endpoint? to, out byte[] datagram))
            {
                _run.Receive(to ?? Endpoint.GatewayA, to == null, datagram, nowMs);
            }

            long dueMs = _application.Step(nowMs);
            nowMs = Math.Max(nowMs + 1, Math.Min(Math.Min(dueMs, _run.DueMs), _network.NextArrivalMs));
        }

        return _run.Abandon("the driver's limit", nowMs);
    }
}
