using Sidetap.BoxLink.Results;
using Sidetap.Profiles.Model;

namespace Sidetap.Tool.Configure;

/// <summary>What is not right with a box, and what to do about it.</summary>
internal static class BoxFindings
{
    /// <summary>The status of what lacks something to work by.</summary>
    public const string Unconfigured = "BadConfigurationError";

    private const string WearKind = "toolWear";
    private const long LeastHeap = 16 * 1024;

    /// <summary>Looks through what a box says of itself.</summary>
    /// <param name="status">Its status.</param>
    /// <param name="sensors">Its fields.</param>
    /// <param name="model">What its profile says; null where that is not known.</param>
    /// <returns>Each finding with its advice, the gravest first.</returns>
    public static List<(string What, string Advice)> Of(BoxStatus status, IReadOnlyList<SensorReading> sensors, ProfileModel? model)
    {
        List<(string What, string Advice)> found = [.. Box(status), .. Connection(status)];
        foreach (SensorReading sensor in sensors.Where(sensor => !sensor.IsGood && !IsUnfitted(sensor, model)))
        {
            found.Add(($"field {sensor.Name} is {sensor.Status}", AdviceOf(sensor.Status)));
        }

        return found;
    }

    /// <summary>What is no fault, and yet not everything that the box could do.</summary>
    /// <param name="sensors">Its fields.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="model">What its profile says; null where that is not known.</param>
    /// <returns>Each with its advice.</returns>
    public static List<(string What, string Advice)> Notes(IReadOnlyList<SensorReading> sensors, BoxProfile profile, ProfileModel? model)
    {
        List<(string What, string Advice)> notes = [];
        string[] unfitted = [.. sensors.Where(sensor => IsUnfitted(sensor, model)).Select(sensor => sensor.Name)];
        if (unfitted.Length > 0)
        {
            notes.Add(($"{string.Join(", ", unfitted)}: the estimate of tool wear was not fitted to this machine, so it has no value", "where it is wanted, fit it with measured tools: sidetap wear fit (docs/tool-wear.md); else leave it"));
        }

        if (profile.Values.Count > 0 && !profile.IsStored)
        {
            notes.Add(($"the box works by the profile of its firmware, {profile.Name}", "where the machine is another one, send its profile: sidetap configure profile send PROFILE"));
        }

        return notes;
    }

    /// <summary>Whether a field shows an estimate of tool wear that knows no tool yet: it says so with this status, as a source does that is configured wrongly.</summary>
    private static bool IsUnfitted(SensorReading sensor, ProfileModel? model) =>
        sensor.Status == Unconfigured && model?.Fields.FirstOrDefault(field => field.Name == sensor.Name) is { } field
        && model.SourceOf(field.Signal).Source.Kind.Type == WearKind;

    private static IEnumerable<(string What, string Advice)> Box(BoxStatus status)
    {
        switch (status.Text("mode"))
        {
            case "safeProfile":
                yield return ("the box left out its stored profile, because it restarted too often", "look at the log below, send the profile again: sidetap configure profile send PROFILE, then sidetap configure reboot");
                break;
            case "safeSettings":
                yield return ("the box left out its settings, because it restarted too often", "look at the log below, correct them: sidetap configure apply box.json --reboot");
                break;
            case "broken":
                yield return ("the box can't publish", "look at the log below; send settings and profile again, or flash the firmware again");
                break;
        }

        switch (status.Text("settings"))
        {
            case "bothBad":
                yield return ("both copies of the settings are damaged, so the box has its defaults", "give it its settings again: sidetap configure apply box.json --reboot");
                break;
            case "oneCopyBad":
                yield return ("one copy of the settings is damaged; these may be those before the last", "compare them and save them again: sidetap configure apply box.json");
                break;
        }

        if (status.Text("settingsError") is { Length: > 0 } error and not ("none" or "None"))
        {
            yield return ($"the settings have a fault: {error}", "correct them: sidetap configure apply box.json");
        }

        if (status.IsTrialPending)
        {
            yield return ("settings on trial wait for a restart", "sidetap configure reboot --confirm");
        }

        if (status.IsTrialRunning)
        {
            yield return ($"settings are on trial; in {status.TrialLeftSeconds} s the old ones come back", "sidetap configure confirm, when the box does what it should");
        }

        // -1 where a board can't tell.
        if (status.Text("freeHeap").Length > 0 && status.Number("freeHeap") is >= 0 and < LeastHeap)
        {
            yield return ($"only {status.Number("freeHeap")} octets of memory are free", "take a smaller profile or a smaller outbox.queueOctets");
        }

        if (status.Text("lastRestart") is { Length: > 0 } restart && restart is not ("none" or "None" or "Requested" or "requested"))
        {
            yield return ($"the last restart was not asked for: {restart}", "look at the log below; if it comes again, send this report to whoever made the profile");
        }
    }

    private static IEnumerable<(string What, string Advice)> Connection(BoxStatus status)
    {
        if (status.Network is not ("up" or ""))
        {
            yield return ($"the network is {status.Network}", "check the cable, or wifi.ssid and wifi.password; sidetap configure shell, then: net test");
        }
        else if (!status.IsOnline && status.Connection.Length > 0)
        {
            string peer = status.Text("peer") is { Length: > 0 } one ? $" ({one})" : "";
            yield return ($"gateway or broker{peer}: {status.Connection}", "check its address (mqttSn.gateway, mqtt.host), that it runs and that a firewall lets the box through; sidetap configure shell, then: net test");
        }

        if (status.Text("refused") is { Length: > 0 } refused)
        {
            yield return ($"gateway or broker refuse: {refused}", "check box.id (unique there), user and password, and the topics it allows");
        }

        if (status.Number("lost") > 0)
        {
            yield return ($"{status.Number("lost")} messages were lost", "the box was away for longer than its outbox lasts: give it more outbox.pages, or a slower profile.samplingInterval");
        }

        if (status.Number("stored") + status.Number("queued") > 100 && status.IsOnline)
        {
            yield return ($"{status.Number("stored") + status.Number("queued")} messages wait although the box is online", "wait some minutes; if they do not get fewer, the gateway is too slow or outbox.drainInterval too long");
        }

        if (status.Values.ContainsKey("utc") && status.Text("utc").Length == 0)
        {
            yield return ("the box does not know the time", "check time.server, or give the network one that answers SNTP");
        }
    }

    private static string AdviceOf(string status) => status switch
    {
        "BadSensorFailure" => "check the sensor and its wires: broken, shorted or out of range",
        "BadNotConnected" or "BadNoCommunication" or "BadCommunicationError" => "check the wires, the address and the baud rate of what is read",
        "BadDeviceFailure" => "check the device that is read and its supply",
        "BadWaitingForInitialData" => "wait; there is no value yet",
        Unconfigured => "correct the profile; sidetap profile check tells what is wrong",
        "BadOutOfRange" => "the value does not fit the field's type; correct the field's scale in the profile",
        "UncertainEngineeringUnitsExceeded" => "the value is outside its limits: the machine, or the limits in the profile",
        _ when status.StartsWith("Uncertain", StringComparison.Ordinal) => "the value may be wrong; see docs/profiles.md",
        _ => "check sensor, wires and profile",
    };
}
