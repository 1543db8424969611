using Sidetap.Boards.Host;
using Sidetap.Images;
using Sidetap.Tools.Tests.Images;
using Sidetap.Update;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>A box of a simulated site: the firmware's own agent on slots in memory, with restarts. A broken one publishes nothing that is acknowledged while it runs the new version.</summary>
internal sealed class SiteBox
{
    private const int CapacityOctets = 64 * 1024;
    private const int MaxPayload = 503; // what a frame of 512 octets carries
    private const int OfflineMs = 400;
    private const int OffMs = 3000;
    private const int TrialMs = 60000;
    private const long Never = long.MaxValue / 2;

    private readonly SimulatedSite _site;
    private readonly MemoryFileArea _files = new(512 * 1024);
    private UpdateAgent _agent = null!;
    private SiteUplink _uplink = null!;
    private long _startedAt;
    private long _onlineAt;
    private bool _isOn;
    private uint _starts;

    public SiteBox(SimulatedSite site, ulong id, bool isBroken)
    {
        _site = site;
        Id = id;
        IsBroken = isBroken;
        Start(0);
    }

    public ulong Id { get; }

    public bool IsBroken { get; }

    /// <summary>When it wants to be stepped, in milliseconds of the site.</summary>
    public long DueMs { get; private set; }

    public UpdateState State => _agent.State;

    /// <summary>Offers that have come since its last start.</summary>
    public uint Offers { get; private set; }

    public uint Starts => _starts;

    public ImageVersion Running => new(_agent.Version[0], _agent.Version[1], (ushort)(_agent.Version[2] | (_agent.Version[3] << 8)));

    public void Deliver(string topic, byte[] payload)
    {
        if (_isOn)
        {
            Offers += topic.EndsWith("/offer", StringComparison.Ordinal) && payload.Length > 0 ? 1u : 0;
            _uplink.Deliver(_agent, topic, payload);
            DueMs = _site.NowMs;
        }
    }

    public void Step(long nowMs)
    {
        if (!_isOn)
        {
            Start(nowMs);
            return;
        }

        if (_onlineAt <= nowMs)
        {
            _onlineAt = Never;
            _site.Subscribe(this, _uplink.Connect());
        }

        bool isOnline = _onlineAt == Never;
        _agent.Health.IsConnected = isOnline;
        _agent.Health.HasDelivered = isOnline && !(IsBroken && Running == UpdateSamples.New);
        _agent.Health.IsDrained = true;
        long due = _agent.Step(nowMs - _startedAt);
        due = due == long.MaxValue ? Never : due + _startedAt;
        DueMs = Math.Max(nowMs + 1, Math.Min(due, _onlineAt));
        if (_agent.IsRestartWanted)
        {
            _isOn = false;
            DueMs = nowMs + OffMs;
        }
    }

    private void Start(long nowMs)
    {
        FileSlots slots = new(_files, CapacityOctets, FileSlots.Choose(_files));
        UpdateSettings settings = new() { Key = KnownKey.Key.PublicOctets, Slots = slots, Board = UpdateSamples.Board, TrialMs = TrialMs };
        settings.Version[0] = UpdateSamples.Old.Major;
        _uplink = new SiteUplink((topic, payload, isRetained) => _site.Publish(topic, payload, isRetained, isCertain: false));
        _starts++;
        _agent = new UpdateAgent(settings, _uplink, _files, MaxPayload, _starts);
        Assert.IsTrue(_agent.Attach(UpdateSamples.Prefix, Id));
        _agent.Start(0);
        _startedAt = nowMs;
        _onlineAt = nowMs + OfflineMs;
        _isOn = true;
        DueMs = nowMs;
    }
}
