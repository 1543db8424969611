using System.Globalization;
using System.Text;

namespace Sidetap.Tools.Tests.Configure;

/// <content>The commands of machine mode.</content>
internal sealed partial class FakeBox
{
    private static readonly string[] s_changing = ["set", "unset", "save", "revert", "confirm", "factory-reset", "reboot", "update"];

    private string Answer(string text, bool hasCheck, List<string> rows)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool changes = s_changing.Contains(words[0]) || words is ["calibrate", _, _, ..] or ["profile", "begin" or "block" or "end" or "drop" or "reset", ..];
        if (changes && Pin.Length > 0 && !_isUnlocked)
        {
            return "ERR 5 locked: unlock PIN first";
        }

        void Row(params string[] columns) => rows.Add("+ " + string.Join('\t', columns));
        switch (words)
        {
            case ["machine"]:
                return "OK machine 1 sidetap 0.1.0";
            case ["exit"]:
                _ended = true;
                _staged = new(_trial ?? InForce);
                _isUnlocked = false;
                return "OK";
            case ["unlock", var pin]:
                _isUnlocked = pin == Pin || Pin.Length == 0;
                return _isUnlocked ? "OK" : "ERR 6 that is not the PIN";
            case ["lock"]:
                _isUnlocked = false;
                return "OK";
            case ["version"]:
                Row("firmware", "0.1.0");
                Row("protocol", "1");
                Row("board", "fake");
                Row("uniqueId", UniqueId);
                Row("clientId", InForce.GetValueOrDefault("box.id", $"sidetap-{UniqueId}"));
                return "OK";
            case ["status"]:
                Status(Row);
                return "OK";
            case ["net"]:
                Row("state", "up");
                Row("kind", "ethernet");
                return "OK";
            case ["log", ..]:
                Row("12", "info", "started");
                Row("2400", "warning", "gateway | found");
                return "OK";
            case ["sensors"]:
                Row("SpindleCurrent", SensorStatus.StartsWith("Bad") ? "" : Number((Raw * _correction.Gain) + _correction.Offset), "A", SensorStatus, Number(Raw));
                Row("MachineryItemState", "2", "", "Good", "");
                return "OK";
            case ["describe"]:
                foreach ((FakeSetting one, int id) in FakeSetting.Table.Select((one, i) => (one, i + 1)))
                {
                    Row($"{id}", one.Name, one.Type, "any", one.Minimum, one.Maximum, one.Default, one.Unit, one.Flags, one.Type == "choice" ? "mqttSn|mqtt" : "", "What it is for.");
                }

                return "OK";
            case ["reboot"]:
                _restartsAfterAnswer = true;
                return "OK";
            case ["factory-reset", "yes"]:
                (_saved, _trial, _running, _profile, _correction) = ([], null, null, [], (1, 0));
                _restartsAfterAnswer = true;
                return "OK";
            case ["factory-reset", ..]:
                return "ERR 2 write: factory-reset yes";
            case ["calibrate", ..]:
                return Calibrate(words, Row);
            case ["profile", ..]:
                return ProfileCommand(words, hasCheck, Row);
            default:
                return SettingCommand(words, text, Row);
        }
    }

    private void Status(Action<string[]> row)
    {
        void Row(string key, string value) => row([key, value]);
        Row("uptime", $"{(long)UptimeMs}");
        Row("utc", "2026-01-02T03:04:05Z");
        Row("network", "up");
        Row("connection", IsOnline ? "online" : "connecting");
        Row("peer", InForce.GetValueOrDefault("mqttSn.gateway", ""));
        Row("refused", "");
        Row("lost", "0");
        Row("faults", SensorStatus == "Good" ? "0" : "1");
        Row("settings", "loaded");
        Row("settingsError", "");
        Row("trial", TrialState);
        Row("trialLeft", _running is null ? "0" : $"{(int)(TrialSeconds - (UptimeMs / 1000))}");
        Row("staged", $"{Changed().Count()}");
        Row("locked", Pin.Length == 0 ? "none" : _isUnlocked ? "no" : "yes");
        Row("freeHeap", "-1"); // a desktop can't tell
        Row("starts", $"{Starts}");
        Row("lastRestart", "Requested");
        Row("mode", "normal");
    }

    private string SettingCommand(string[] words, string text, Action<string[]> row)
    {
        FakeSetting? named = words.Length > 1 ? FakeSetting.Table.FirstOrDefault(one => one.Name == words[1]) : null;
        if (words is ["get" or "set" or "unset", _, ..] && named is null)
        {
            return $"ERR 10 there is no setting {words[1]}; try describe";
        }

        switch (words)
        {
            case ["get", ..]:
                foreach (FakeSetting one in named is null ? FakeSetting.Table : [named])
                {
                    bool isSet = _staged.TryGetValue(one.Name, out string? value);
                    row([one.Name, one.IsSecret ? "" : value ?? one.Default, isSet ? "set" : "default"]);
                }

                return "OK";
            case ["set", _, ..]:
                if (!text.StartsWith($"set {named!.Name} ", StringComparison.Ordinal))
                {
                    return "ERR 2 set NAME VALUE";
                }

                string rest = text[$"set {named.Name} ".Length..];
                string value2 = rest.Length >= 2 && rest[0] == '"' && rest[^1] == '"' ? rest[1..^1] : rest;
                if (!named.Takes(value2))
                {
                    return $"ERR 11 {named.Name} is out of range ({named.Minimum}..{named.Maximum})";
                }

                Stage(named, value2);
                return "OK";
            case ["unset", _]:
                _staged.Remove(named!.Name);
                return "OK";
            case ["diff"]:
                foreach (FakeSetting one in Changed())
                {
                    row([one.Name, Shown(one, _saved, null), Shown(one, _staged, _saved)]);
                }

                return "OK";
            case ["check"]:
                return Contradiction() ?? "OK";
            case ["save"]:
                return Contradiction() ?? Save();
            case ["revert"]:
                (_trial, _staged) = (null, new(InForce));
                return "OK";
            case ["confirm"]:
                if (_trial is null && _running is null)
                {
                    return "ERR 13 no settings are on trial";
                }

                Confirm();
                return "OK";
            default:
                return "ERR 1 unknown command; try help";
        }
    }

    private void Stage(FakeSetting one, string value)
    {
        if (value == one.Default)
        {
            _staged.Remove(one.Name);
        }
        else
        {
            _staged[one.Name] = one.Type == "number" ? int.Parse(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : value;
        }
    }

    private string? Contradiction() => _staged.GetValueOrDefault("uplink.kind") == "mqtt" && !_staged.ContainsKey("mqtt.host")
        ? "ERR 12 mqtt.host is missing: uplink.kind is mqtt" : null;

    private string Save()
    {
        FakeSetting[] changed = [.. Changed()];
        if (changed.Length == 0)
        {
            return "OK nothing to save";
        }

        if (FailsToSave)
        {
            return "ERR 14 the flash has failed; try again";
        }

        if (ForgetsOnSave is { } lost)
        {
            _staged.Remove(lost);
        }

        if (changed.Any(one => one.NeedsTrial))
        {
            _trial = new(_staged);
            return $"OK trial, restart needed, confirm within {TrialSeconds} s";
        }

        _saved = new(_staged);
        return changed.Any(one => one.Flags.Contains('r')) ? "OK saved, restart needed" : "OK saved";
    }

    private IEnumerable<FakeSetting> Changed()
    {
        Dictionary<string, string> kept = _trial ?? InForce;
        return FakeSetting.Table.Where(one => kept.GetValueOrDefault(one.Name, one.Default) != _staged.GetValueOrDefault(one.Name, one.Default));
    }

    private static string Shown(FakeSetting one, Dictionary<string, string> values, Dictionary<string, string>? before) => !one.IsSecret ? values.GetValueOrDefault(one.Name, one.Default)
        : !values.ContainsKey(one.Name) ? ""
        : before?.ContainsKey(one.Name) == true ? "(changed)" : "(set)";

    private string Calibrate(string[] words, Action<string[]> row)
    {
        if (words.Length > 1 && words[1] != "SpindleCurrent")
        {
            return "ERR 20 there is no such channel; try calibrate";
        }

        switch (words)
        {
            case [_] or [_, _]:
                row(["adc0", "SpindleCurrent", Number(Raw), Number((Raw * _correction.Gain) + _correction.Offset), "A", Number(_correction.Gain), Number(_correction.Offset)]);
                return "OK";
            case [_, _, "low" or "high", var text] when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value):
                if (SensorStatus != "Good")
                {
                    return "ERR 21 its reading is not Good";
                }

                if (words[2] == "high" && _points.TryGetValue("low", out (double Raw, double Value) low) && Math.Abs(low.Raw - Raw) < 1)
                {
                    return "ERR 22 the points are too close to each other";
                }

                _points[words[2]] = (Raw, value);
                row(["SpindleCurrent", Number(Raw), Number(value), "A"]);
                return "OK";
            case [_, _, "save"]:
                if (_points.Count == 0)
                {
                    return "ERR 23 no point was taken";
                }

                (double raw1, double value1) = _points.Values.First();
                (double raw2, double value2) = _points.Values.Last();
                double gain = _points.Count == 2 ? (value2 - value1) / (raw2 - raw1) : 1;
                _correction = (gain, value1 - (raw1 * gain));
                _points.Clear();
                return "OK";
            case [_, _, "clear"]:
                _correction = (1, 0);
                return "OK";
            default:
                return "ERR 2 calibrate NAME low V, high V, save or clear";
        }
    }

    private string ProfileCommand(string[] words, bool hasCheck, Action<string[]> row)
    {
        switch (words)
        {
            case [_]:
                bool isStored = _profile.Length > 0;
                foreach ((string key, string value) in new[]
                {
                    ("name", isStored ? "Stored" : "BuiltIn"), ("version", "1.2"), ("length", $"{(isStored ? _profile.Length : 700)}"),
                    ("crc", isStored ? Crc(_profile) : "00000000"), ("source", isStored ? "stored" : "built-in"), ("fields", "2"),
                })
                {
                    row([key, value]);
                }

                return "OK";
            case [_, "read", var text]:
                int from = int.Parse(text, CultureInfo.InvariantCulture);
                if (from < _profile.Length)
                {
                    row([text, Convert.ToHexString(_profile[from..Math.Min(_profile.Length, from + 96)]).ToLowerInvariant()]);
                }

                return "OK";
            case [_, "begin", var length, var crc]:
                bool isSame = _transferLength == int.Parse(length, CultureInfo.InvariantCulture) && _transferCrc == crc;
                (_transferLength, _transferCrc) = (int.Parse(length, CultureInfo.InvariantCulture), crc);
                _transfer = isSame ? _transfer : [];
                return _transferLength > 8192 ? "ERR 34 too long" : $"OK {_transfer.Length}";
            case [_, "block", var offset, var hex]:
                return Block(int.Parse(offset, CultureInfo.InvariantCulture), hex, hasCheck);
            case [_, "end"]:
                return End();
            case [_, "drop"]:
                _transferLength = -1;
                return "OK";
            case [_, "reset"]:
                _profile = [];
                return "OK built-in profile, restart needed";
            default:
                return "ERR 2 profile, profile read, begin, block, end, drop or reset";
        }
    }

    private string Block(int offset, string hex, bool hasCheck)
    {
        byte[] octets = hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigit) ? Convert.FromHexString(hex) : [];
        if (!hasCheck || octets.Length is 0 or > 96)
        {
            return "ERR 2 profile block OFFSET HEX with a checksum";
        }

        if (_transferLength < 0)
        {
            return "ERR 30 no transfer was begun";
        }

        if (offset > _transfer.Length)
        {
            return $"ERR 31 {_transfer.Length} octets are there";
        }

        int known = _transfer.Length - offset;
        _transfer = known < octets.Length ? [.. _transfer, .. octets[known..]] : _transfer;
        return _transfer.Length > _transferLength ? "ERR 34 too long" : $"OK {_transfer.Length}";
    }

    private string End()
    {
        if (_transferLength < 0)
        {
            return "ERR 30 no transfer was begun";
        }

        if (_transfer.Length != _transferLength || Crc(_transfer) != _transferCrc)
        {
            return "ERR 32 the profile is not whole; send it again";
        }

        if (RefusesProfiles)
        {
            _transferLength = -1;
            return "ERR 33 source 2 of the profile: it reads analog channel 7, and this board has 0 to 3";
        }

        (_profile, _transferLength) = (_transfer, -1);
        return "OK stored, restart needed";
    }
}
