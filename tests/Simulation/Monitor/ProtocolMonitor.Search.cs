using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Monitor;

/// <content>Finding gateways (6.1), going back to a better one, and sleep (6.14).</content>
internal sealed partial class ProtocolMonitor
{
    private readonly bool[] _isKnown = new bool[Place.Count];
    private readonly bool[] _wasHeard = new bool[Place.Count];
    private readonly byte[] _name = new byte[Datagram.MaxLength];
    private int _nameLength;
    private long _lastSearchMs;
    private long _searchIntervalMs;
    private long _askedAtMs = long.MinValue / 2;
    private bool _wasFound;
    private int _sleepSeconds;
    private long _asleepSinceMs;

    /// <summary>The box is told to sleep.</summary>
    public bool MaySleep { get; set; }

    /// <summary>The box is told to wake.</summary>
    public bool MayWake { get; set; }

    /// <summary>The box is told to stop.</summary>
    public bool MayLeave { get; set; }

    private void ResetSearch()
    {
        _lastSearchMs = long.MinValue / 2;
        _searchIntervalMs = _settings.SearchMs;
    }

    private void ForgetGateways()
    {
        Array.Clear(_wasHeard);
        Array.Clear(_isKnown);
        _wasFound = false;
        foreach (var gateway in _settings.Gateways)
        {
            _isKnown[gateway] = true;
        }
    }

    /// <summary>ADVERTISE, SEARCHGW or GWINFO has come, from wherever.</summary>
    private void OnSearch(ReadOnlySpan<byte> octets, int from)
    {
        if (_frame.Type == SnFrame.SearchGw)
        {
            _askedAtMs = NowMs;
            return;
        }

        var isByClient = _frame.Type == SnFrame.GwInfo && _frame.DataLength > 0;
        if (isByClient && !_settings.Discovers)
        {
            return;
        }

        var place = isByClient ? Place.Of(octets.Slice(_frame.DataAt, _frame.DataLength)) : from;
        if (_settings.Discovers || Array.IndexOf(_settings.Gateways, place) >= 0)
        {
            if (_session == Session.None)
            {
                _wasFound = true;
                ResetSearch();
            }

            _isKnown[place] = true;
            _wasHeard[place] = true;
        }
    }

    /// <summary>SEARCHGW to one address: whether a better gateway is back.</summary>
    private void CheckQuestion(int to)
    {
        if (_session != Session.Active || Array.IndexOf(_settings.Gateways, to) < 0)
        {
            throw new ViolationException("search.unasked", $"SEARCHGW to {Place.NameOf(to)} alone, which is no gateway to return to.");
        }
    }

    private void CheckBroadcast(ReadOnlySpan<byte> octets)
    {
        if (_frame.Type == SnFrame.SearchGw)
        {
            CheckSearch();
            return;
        }

        if (_frame.Type != SnFrame.GwInfo || Place.Of(octets.Slice(_frame.DataAt, _frame.DataLength)) != _gateway)
        {
            throw new ViolationException("frame.destination", $"{FrameText.NameOf(_frame.Type)} was broadcast, which is for SEARCHGW and for GWINFO about the gateway.");
        }

        if (_session != Session.Active || NowMs - _askedAtMs > _settings.SearchMs + SlackMs)
        {
            throw new ViolationException("search.unasked", "GWINFO, and no client has asked within Tgwinfo, or there is no session.");
        }
    }

    // The main loop may call late, and an answer that is due waits for it: five times the longest sampling interval.
    private const int SlackMs = 310000;

    /// <summary>6.1: Tsearchgw apart at least, and each time twice as long.</summary>
    private void CheckSearch()
    {
        if (!_settings.Discovers || _session == Session.Active)
        {
            throw new ViolationException("search.unasked", "SEARCHGW from a client that has a gateway, or is not to look for one.");
        }

        var isFirst = _lastSearchMs < 0;
        if (!isFirst && NowMs - _lastSearchMs < _searchIntervalMs)
        {
            throw new ViolationException("search.early", $"SEARCHGW {NowMs - _lastSearchMs} ms after the one before; {_searchIntervalMs} ms were due.");
        }

        _searchIntervalMs = isFirst ? _settings.SearchMs : Math.Min(2 * _searchIntervalMs, _settings.SearchMaxMs);
        _lastSearchMs = NowMs;
    }

    /// <summary>Whether a gateway that comes before the present one has been heard of in this session.</summary>
    private bool HasBetterGateway()
    {
        foreach (var gateway in _settings.Gateways)
        {
            if (gateway == _gateway)
            {
                return false;
            }

            if (_wasHeard[gateway])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>6.14: a sleeping client is silent, but for answers to what it is sent.</summary>
    private void CheckSilence()
    {
        var isAnswer = _isOwed && _frame.Type is SnFrame.PubAck or SnFrame.PubRec or SnFrame.PubComp or SnFrame.RegAck;
        var isRight = isAnswer || _frame.Type == SnFrame.Connect || (_session != Session.FallingAsleep && _frame.Type == SnFrame.PingReq)
            || (_session == Session.FallingAsleep && _frame.Type == SnFrame.Disconnect);
        if (!isRight)
        {
            throw new ViolationException("sleep.silence", $"{FrameText.NameOf(_frame.Type)} from a client that sleeps.");
        }
    }

    private void CheckWakeUp(long nextMs)
    {
        var latest = _asleepSinceMs + (_sleepSeconds * 1000L);
        if (NowMs >= latest || nextMs > latest)
        {
            throw new ViolationException("sleep.wakeup", $"A client that sleeps for {_sleepSeconds} s wants to be called at {nextMs}, {nextMs - latest} ms too late.");
        }
    }

    /// <summary>The name of a REGISTER the box was given; it counts when the box accepts it.</summary>
    private void KeepName(ReadOnlySpan<byte> name)
    {
        name.CopyTo(_name);
        _nameLength = name.Length;
    }

    private void TakeName()
    {
        if (_frame.ReturnCode == 0)
        {
            ClaimId(_frame.TopicId, _name.AsSpan(0, _nameLength));
        }
    }
}
