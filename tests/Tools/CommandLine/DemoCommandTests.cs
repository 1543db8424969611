using System.Text.Json;
using Sidetap.Boards.Host.Machines;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary><c>sidetap demo</c>: three machines, their faults, and how faults are given on the command line.</summary>
[TestClass]
public sealed class DemoCommandTests
{
    [TestMethod]
    public void Three_machines_run_and_are_shown()
    {
        CommandRun run = CommandRun.Of("demo", "--seconds", "20", "--speed", "20");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        foreach (string word in new[] { "mill: CncMachineTool", "molding: InjectionMoldingMachine", "agv: Agv", "three simulated machines at 20 times the speed", "0 lost" })
        {
            Assert.Contains(word, run.Output);
        }
    }

    [TestMethod]
    public void Each_box_has_its_own_name()
    {
        CommandRun run = CommandRun.Of("demo", "--seconds", "3", "--speed", "20", "--json", "--id", "hall-2");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string[] clients = [.. run.Json().Select(l => l.GetProperty("client").GetString()!).Distinct().Order()];
        CollectionAssert.AreEqual(new[] { "hall-2-agv", "hall-2-mill", "hall-2-molding" }, clients);
    }

    // Each command is run as it is printed.
    [TestMethod]
    public void A_capture_can_be_read_as_the_last_lines_say()
    {
        using TemporaryFile capture = new([]);
        CommandRun run = CommandRun.Of("demo", "--seconds", "15", "--speed", "20", "--pcap", capture.Path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        string[] commands = [.. run.Error.Split('\n').Where(l => l.StartsWith("  sidetap ", StringComparison.Ordinal)).Select(l => l[10..].Trim())];
        CommandRun[] runs = [.. commands.Select(command => CommandRun.Of(command.Split(' ')))];
        Assert.HasCount(3, runs, run.Error);
        Assert.IsTrue(runs.All(r => r.ExitCode == ExitCode.Ok), string.Join('\n', runs.Select(r => r.Output + r.Error)));
        Assert.Contains("MachineryItemState", runs[0].Output);
        Assert.Contains("CncMachineTool", runs[1].Output);
        Assert.Contains("no gaps", runs[2].Output);
        Assert.Contains("left out, as announced under another name: ", runs[2].Output);
    }

    [TestMethod]
    public void The_gateway_can_have_a_port_of_ones_own()
    {
        int port = FreePort();
        CommandRun run = CommandRun.Of("demo", "--machine", "agv", "--seconds", "2", "--speed", "20", "--gateway-port", $"{port}");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.Contains($"bench gateway (127.0.0.1:{port})", run.Output);
        using System.Net.Sockets.UdpClient taken = new(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        int busy = ((System.Net.IPEndPoint)taken.Client.LocalEndPoint!).Port;
        CommandRun.Of("demo", "--seconds", "1", "--gateway-port", $"{busy}").CheckFailed(ExitCode.BadInput, $"UDP port {busy} on 127.0.0.1 is in use");
    }

    /// <summary>Every fault of every machine, and the field in which a subscriber sees it.</summary>
    [TestMethod]
    [DataRow("mill", "clamp-off", "SpindleCurrent", "BadSensorFailure")]
    [DataRow("mill", "thermocouple-broken", "SpindleBearingTemperature", "BadSensorFailure")]
    [DataRow("mill", "wire-break", "CoolantLevel", "BadSensorFailure")]
    [DataRow("molding", "thermocouple-broken", "ActualTemperature", "UncertainSubNormal")]
    [DataRow("molding", "wire-break", "HydraulicPressure", "BadSensorFailure")]
    [DataRow("molding", "clamp-off", "PumpMotorCurrent", "BadSensorFailure")]
    [DataRow("molding", "pt100-open", "OilTemperature", "BadSensorFailure")]
    [DataRow("molding", "meter-silent", "ActualPower", "BadTimeout")]
    [DataRow("molding", "meter-failed", "PowerConsumption", "BadDeviceFailure")]
    [DataRow("agv", "battery-sensor", "batteryVoltage", "BadDeviceFailure")]
    [DataRow("agv", "tag-reader", "lastNodeId", "BadDeviceFailure")]
    [DataRow("agv", "ntc-open", "motorTemperatureLeft", "BadSensorFailure")]
    public void A_broken_sensor_is_seen_in_the_decoded_frames_and_heals(string machine, string fault, string field, string status)
    {
        List<JsonElement> values = Values(machine, $"{fault}@6s-10s", field, 20);
        int broken = values.FindIndex(v => StatusOf(v).StartsWith(status, StringComparison.Ordinal)); // which limit it is at stands behind it
        Assert.IsTrue(broken > 0, $"{field}: {string.Join(' ', values.Select(StatusOf))}");
        Assert.IsFalse(values[..broken].Any(v => StatusOf(v).StartsWith("Bad", StringComparison.Ordinal) && StatusOf(v) != "BadWaitingForInitialData"));
        Assert.AreEqual("Good", StatusOf(values[^1]), field);
    }

    [TestMethod]
    [DataRow("mill", "tool-break@10s-14s", "Cutting", "False")]
    [DataRow("mill", "e-stop@10s-14s", "MachineryItemState", "0")]
    [DataRow("mill", "control-voltage@10s-14s", "MachineryItemState", "0")]
    [DataRow("molding", "e-stop@40s-50s", "StackLightColour", "3")]
    [DataRow("molding", "control-voltage@40s-50s", "MachineryItemState", "0")]
    [DataRow("agv", "e-stop@10s-14s", "eStop", "1")]
    [DataRow("agv", "bumper@10s-14s", "fieldViolation", "True")]
    public void A_fault_of_the_machine_is_seen_in_the_decoded_frames(string machine, string fault, string field, string value)
    {
        int from = int.Parse(fault.Split('@')[1].Split('s')[0]);
        CommandRun calm = CommandRun.Of("demo", "--machine", machine, "--seconds", $"{from + 4}", "--speed", "40", "--json");
        bool Has(IEnumerable<JsonElement> values) => values.Any(v => ValueOf(v) == value);
        List<JsonElement> withFault = Values(machine, fault, field, from + 8);
        Assert.IsTrue(Has(withFault), string.Join(' ', withFault.Select(ValueOf)));
        if (field != "Cutting") // which is false in every pause as well
        {
            Assert.IsFalse(Has(Fields(calm, field)), "not without the fault");
        }
    }

    // What can't be told from a sensor: the zone gets colder, the tags stay away.
    [TestMethod]
    public void A_heater_that_failed_is_seen_as_a_deviation()
    {
        List<JsonElement> values = Values("molding", "heater-failed@30s", "WorstDeviation", 240, speed: 100);
        Assert.IsTrue(values.Any(v => StatusOf(v).StartsWith("UncertainEngineeringUnitsExceeded", StringComparison.Ordinal)), string.Join(' ', values.Select(v => v.ToString())));
    }

    [TestMethod]
    public void Tags_that_are_missing_are_not_counted()
    {
        string[] Tags(params string[] more)
        {
            CommandRun run = CommandRun.Of(["demo", "--machine", "agv", "--seconds", "40", "--speed", "40", "--json", .. more]);
            return [.. Fields(run, "lastNodeId").Select(ValueOf).Where(v => v.StartsWith('N')).Distinct()];
        }

        CollectionAssert.IsSubsetOf(new[] { "N002", "N003" }, Tags());
        CollectionAssert.DoesNotContain(Tags("--fault", "tags-missing@15s"), "N003");
    }

    [TestMethod]
    public void Faults_can_be_listed()
    {
        CommandRun list = CommandRun.Of("demo", "--list-faults");
        Assert.AreEqual(ExitCode.Ok, list.ExitCode, list.Error);
        List<JsonElement> lines = CommandRun.Of("demo", "--list-faults", "--json").Json();
        Assert.HasCount(SimulatedMachines.Names.Sum(m => SimulatedMachines.FaultsOf(m).Count), lines);
        foreach (JsonElement line in lines)
        {
            Assert.Contains($"{line.GetProperty("machine").GetString()}:{line.GetProperty("fault").GetString()}", list.Output);
        }
    }

    [TestMethod]
    [DataRow("--machine takes mill, molding, agv", "--machine", "lathe")]
    [DataRow("'frob' is not a fault of the mill; these are: tool-break", "--fault", "mill:frob")]
    [DataRow("'lathe' is not a machine; these are: mill, molding, agv", "--fault", "lathe:e-stop")]
    [DataRow("no machine has the fault 'frob' (try: sidetap demo --list-faults)", "--fault", "frob@5")]
    [DataRow("mill and molding and agv have this fault; say which: mill:e-stop@5", "--fault", "e-stop@5")]
    [DataRow("no agv runs here, only mill", "--machine", "mill", "--fault", "agv:bumper")]
    [DataRow("'soon' is no time; the form is [MACHINE:]FAULT[@FROM[-UNTIL]]", "--fault", "tool-break@soon")]
    [DataRow("is no time", "--fault", "tool-break@")]
    [DataRow("is no time", "--fault", "tool-break@5s-")]
    [DataRow("is no time", "--fault", "tool-break@1s-2s-3s")]
    [DataRow("is no time", "--fault", "tool-break@5d")]
    [DataRow("is no time", "--fault", "tool-break@-5")]
    [DataRow("is no time", "--fault", "tool-break@1e9")]
    [DataRow("is no time", "--fault", "tool-break@99999999999999999999")]
    [DataRow("ends before it begins", "--fault", "tool-break@10s-10s")]
    [DataRow("--profile is for one box: it goes with --machine mill|molding|agv", "--profile", "agv")]
    [DataRow("--data-topic-id is for one box", "--data-topic-id", "1")]
    [DataRow("no such file: absent; shipped profiles are agv", "--machine", "mill", "--profile", "absent")]
    [DataRow("--id takes 1 to 23 characters", "--id", "a-name-of-20-letters")]
    public void BadUsage(string reason, params string[] options) => CommandRun.Of(["demo", "--seconds", "1", .. options]).CheckFailed(ExitCode.BadInput, reason);

    [TestMethod]
    [DataRow("--machine is for simulated machines", "--machine", "mill")]
    [DataRow("--fault is for simulated machines", "--fault", "mill:e-stop")]
    public void A_recording_is_no_simulated_machine(string reason, params string[] options)
    {
        using TemporaryFile recording = new("a,b\n1,2\n"u8.ToArray(), ".csv");
        CommandRun.Of(["demo", "--replay", recording.Path, .. options]).CheckFailed(ExitCode.BadInput, reason);
    }

    [TestMethod]
    public void A_profile_that_does_not_fit_the_machine_is_refused()
    {
        CommandRun.Of("demo", "--machine", "mill", "--profile", "agv", "--seconds", "1").CheckFailed(ExitCode.BadInput, "profile");
    }

    [TestMethod]
    [DataRow("5", 5000, long.MaxValue)]
    [DataRow("5s", 5000, long.MaxValue)]
    [DataRow("1.5s-2m", 1500, 120_000)]
    [DataRow("0-250ms", 0, 250)]
    [DataRow("1h", 3_600_000, long.MaxValue)]
    public void Times_have_units(string times, long from, long until)
    {
        ILookup<string, FaultPlan> faults = Tool.Commands.FaultArguments.Parse([$"agv:bumper@{times}", "tool-break"], SimulatedMachines.Names);
        Assert.AreEqual(new FaultPlan("bumper", from, until), faults["agv"].Single());
        Assert.AreEqual(new FaultPlan("tool-break"), faults["mill"].Single());
    }

    private static int FreePort()
    {
        using System.Net.Sockets.UdpClient socket = new(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return ((System.Net.IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    /// <summary>The value as text; nothing where there is only a status.</summary>
    private static string ValueOf(JsonElement field) => field.TryGetProperty("value", out JsonElement value) ? value.ToString() : "";

    private static string StatusOf(JsonElement value) => value.TryGetProperty("status", out JsonElement status) ? status.GetString()! : "Good";

    private static List<JsonElement> Values(string machine, string fault, string field, int seconds, int speed = 40)
    {
        CommandRun run = CommandRun.Of("demo", "--machine", machine, "--fault", fault, "--seconds", $"{seconds}", "--speed", $"{speed}", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        return Fields(run, field);
    }

    /// <summary>All values of a field, in the order they came.</summary>
    private static List<JsonElement> Fields(CommandRun run, string name) =>
    [
        .. run.Json()
            .Where(line => line.GetProperty("event").GetString() == "published")
            .SelectMany(line => line.TryGetProperty("dataSets", out JsonElement dataSets) ? dataSets.EnumerateArray().ToArray() : [])
            .SelectMany(dataSet => dataSet.GetProperty("fields").EnumerateArray())
            .Where(field => field.TryGetProperty("name", out JsonElement its) && its.GetString() == name),
    ];
}
