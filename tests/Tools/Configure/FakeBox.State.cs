using System.Globalization;

namespace Sidetap.Tools.Tests.Configure;

/// <content>What the fake box keeps: in flash over restarts, in RAM until the next one.</content>
internal sealed partial class FakeBox
{
    public const string Unique = "0a1b2c3d4e5f";
    private const int TrialSeconds = 300;

    // Flash.
    private Dictionary<string, string> _saved = [];
    private Dictionary<string, string>? _trial;
    private byte[] _profile = [];
    private (double Gain, double Offset) _correction = (1, 0);

    // RAM.
    private Dictionary<string, string> _staged;
    private Dictionary<string, string>? _running;
    private byte[] _transfer = [];
    private int _transferLength = -1;
    private string _transferCrc = "";
    private readonly Dictionary<string, (double Raw, double Value)> _points = [];
    private bool _isUnlocked;
    private bool _restartsAfterAnswer;

    public string UniqueId { get; set; } = Unique;

    /// <summary>Settings as they are saved.</summary>
    public IReadOnlyDictionary<string, string> Saved => _saved;

    /// <summary>The profile in flash.</summary>
    public byte[] Profile => _profile;

    /// <summary>The correction in flash.</summary>
    public (double Gain, double Offset) Correction => _correction;

    /// <summary>Whether the gateway answers the box: seconds after the start; null: never.</summary>
    public int? OnlineAfterSeconds { get; set; } = 2;

    /// <summary>Whether settings on trial are confirmed by the first acknowledgement, without a command.</summary>
    public bool ConfirmsByItself { get; set; }

    /// <summary>The raw reading of the signal that can be calibrated.</summary>
    public double Raw { get; set; } = 100;

    public string SensorStatus { get; set; } = "Good";

    /// <summary>Refuses profiles as a board does that lacks a channel.</summary>
    public bool RefusesProfiles { get; set; }

    /// <summary>Whether the flash takes no settings.</summary>
    public bool FailsToSave { get; set; }

    /// <summary>A value that goes wrong between staging and reading back, as with a fault in flash.</summary>
    public string? ForgetsOnSave { get; set; }

    public void Put(string name, string value)
    {
        _saved[name] = value;
        _staged = new(_saved);
    }

    public void Put(byte[] profile) => _profile = profile;

    public bool IsOnTrial => _trial is not null || _running is not null;

    private string Pin => InForce.GetValueOrDefault("console.pin", "");

    private Dictionary<string, string> InForce => _running ?? _saved;

    private double UptimeMs => (_now - _bootedAt).TotalMilliseconds;

    private bool IsOnline => OnlineAfterSeconds is { } seconds && UptimeMs >= seconds * 1000.0;

    private string TrialState => _running is not null ? "running" : _trial is not null ? "pending" : "none";

    private void Advance(TimeSpan now)
    {
        _now = now;
        if (_running is null || _now < _bootedAt)
        {
            return;
        }

        if (ConfirmsByItself && IsOnline)
        {
            Confirm();
        }
        else if (UptimeMs > TrialSeconds * 1000)
        {
            Restart();
        }
    }

    private void Restart()
    {
        Starts++;
        _running = _trial; // used once
        _trial = null;
        _staged = new(InForce);
        _transfer = [];
        _transferLength = -1;
        _points.Clear();
        _isUnlocked = false;
        _isMachine = false;
        _line.Clear();
        _out.Clear();
        _lag = default;
        _bootedAt = _now + s_boot;
        foreach (byte octet in "\r\nSidetap 0.1.0\r\nsidetap> "u8)
        {
            _out.Enqueue((octet, _bootedAt));
        }
    }

    private void Confirm()
    {
        _saved = _running ?? _trial ?? _saved;
        _running = null;
        _trial = null;
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
