using System.Text.Json;
using Sidetap.Gateway;
using Sidetap.Tool;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>A machine's log as a plant has it: box, gateway, MQTT broker, <c>sidetap log --broker</c>.</summary>
[TestClass]
public sealed class LogTests
{
    [TestMethod]
    public void A_broker_s_events_are_shown_with_their_names()
    {
        using BenchRun run = new(new RecordedMill(40, 5), "--max-frame", "8192");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        using Mosquitto broker = new();
        AcceptedPublish[] metaData = [.. run.Published.Where(p => p.Topic.Contains("/uadp/metadata/", StringComparison.Ordinal))];
        AcceptedPublish start = run.Published.First(p => p.Topic.EndsWith("CncMachineToolEvents", StringComparison.Ordinal) && !metaData.Contains(p));
        Assert.HasCount(2, metaData);
        foreach (AcceptedPublish message in metaData.Append(start))
        {
            broker.PublishRetained(message.Topic, message.Payload);
        }

        StringWriter output = new();
        StringWriter error = new();
        int exitCode = Cli.Run(["log", "--broker", $"127.0.0.1:{broker.Port}", "--seconds", "3", "--json"], new CliContext(output, error));
        Assert.AreEqual(ExitCode.Ok, exitCode, $"{error}");
        JsonElement shown = JsonDocument.Parse($"{output}").RootElement;
        Assert.AreEqual("Start", shown.GetProperty("kind").GetString());
        Assert.AreEqual(1, shown.GetProperty("newValue").GetInt32());
        Assert.AreEqual("CncMachineToolEvents", shown.GetProperty("dataSet").GetString());
    }
}
