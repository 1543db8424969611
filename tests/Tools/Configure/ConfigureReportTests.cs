using System.Text.Json.Nodes;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure diagnose</c>.</summary>
[TestClass]
public sealed class ConfigureReportTests
{
    [TestMethod]
    public void AReportHasEverythingButSecrets()
    {
        CommandRun run = new ConfigureBench(Late(ConfigureSettingsTests.Furnished())).Run("diagnose");
        string[] headings = [.. run.Output.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
        CollectionAssert.AreEqual(
            new[]
            {
                "## What is not right", "## What is as it should be, and yet to know", "## Version", "## Status", "## Network", "## Profile", "## Fields", "## Calibration", "## Settings that are not at their default", "## Log of the box",
            },
            headings);
        Assert.StartsWith("# Sidetap box mill-3\n\nReport of ", run.Output);
        Assert.Contains("| wifi.password | (set) |", run.Output);
        Assert.DoesNotContain("correct horse", run.Output);
        Assert.Contains("| mqttSn.gateway | 10.0.0.7:1883 |", run.Output);
        Assert.Contains("gateway \\| found", run.Output, "a bar makes no column");
    }

    [TestMethod]
    public void WhatIsNotRightComesFirstWithWhatToDo()
    {
        FakeBox box = new() { SensorStatus = "BadSensorFailure", OnlineAfterSeconds = null };
        CommandRun run = new ConfigureBench(box).Run("diagnose");
        Assert.AreEqual(ExitCode.Finding, run.ExitCode);
        string first = run.Output.Split("## Version")[0];
        Assert.Contains("**field SpindleCurrent is BadSensorFailure**: check the sensor and its wires", first);
        Assert.Contains("connecting**: check its address", first);
        string[] parts = first.Split("## What is as it should be, and yet to know");
        Assert.Contains("the box works by the profile of its firmware, BuiltIn", parts[1]);
        Assert.DoesNotContain("firmware", parts[0]);
    }

    // An estimate that was never fitted is no fault of the box; the same status of anything else is.
    [TestMethod]
    public void AnEstimateThatWasNotFittedIsNoFault()
    {
        JsonObject profile = JsonNode.Parse(System.IO.File.ReadAllText(Repository.PathOf("profiles/cnc-machine-tool.json")))!.AsObject();
        HashSet<string> wear = [.. profile["sources"]!.AsArray().Where(source => (string?)source!["type"] == "toolWear").Select(source => (string)source!["name"]!)];
        JsonObject[] fields = [.. profile["fields"]!.AsArray().Select(field => field!.AsObject())];
        Assert.AreEqual("SpindleCurrent", Estimates(profile.ToJsonString()), "a field of a sensor");
        fields.Single(field => (string)field["name"]! == "SpindleCurrent")["name"] = "Other";
        fields.First(field => field["source"] is JsonValue source && wear.Contains(((string)source!).Split('.')[0]))["name"] = "SpindleCurrent";
        Assert.AreEqual("", Estimates(profile.ToJsonString()), "a field of an estimate");
    }

    /// <summary>Which field the report calls not right.</summary>
    private static string Estimates(string json)
    {
        ProfileDocument document = ProfileFile.Parse(json, "");
        Assert.IsTrue(document.IsValid, string.Join('\n', document.Problems));
        FakeBox box = new() { SensorStatus = "BadConfigurationError", OnlineAfterSeconds = 0 };
        box.Put(ProfileCompiler.Compile(document));
        CommandRun run = new ConfigureBench(box).Run("diagnose");
        string[] parts = run.Output.Split("## Version")[0].Split("## What is as it should be, and yet to know");
        bool isFinding = parts[0].Contains("**field SpindleCurrent is BadConfigurationError**: correct the profile", StringComparison.Ordinal);
        Assert.AreEqual(isFinding ? ExitCode.Finding : ExitCode.Ok, run.ExitCode, run.Output);
        Assert.AreEqual(!isFinding, parts.Length > 1 && parts[1].Contains("**SpindleCurrent: the estimate of tool wear was not fitted", StringComparison.Ordinal), run.Output);
        return isFinding ? "SpindleCurrent" : "";
    }

    [TestMethod]
    public void NothingWrongIsSaid()
    {
        FakeBox box = new() { OnlineAfterSeconds = 0 };
        ConfigureBench bench = new(box);
        bench.Run("profile", "send", "agv");
        string path = Path.Combine(Directory.CreateTempSubdirectory("sidetap-").FullName, "report.md");
        CommandRun run = bench.Run("diagnose", path);
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error + File.ReadAllText(path));
        Assert.AreEqual($"{path}: nothing is wrong\n", run.Output);
        Assert.Contains("## What is not right\n\nNothing.\n", File.ReadAllText(path));
        bench.Run("diagnose", path).CheckFailed(ExitCode.BadInput, "is there already");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [TestMethod]
    public void AnyReportIsTakenThroughABadLine()
    {
        FakeBox reference = Late(ConfigureSettingsTests.Furnished());
        new ConfigureBench(reference).Run("diagnose");
        for (int at = 0; at < reference.Out; at += 97)
        {
            FakeBox box = Late(ConfigureSettingsTests.Furnished());
            box.Add(new LineFault(IsToBox: false, at, LineFaultKind.Damage));
            CommandRun run = new ConfigureBench(box).Run("diagnose");
            Assert.Contains("| wifi.password | (set) |", run.Output, $"octet {at}: {run.Error}");
            Assert.DoesNotContain("does not answer", run.Output);
        }
    }

    private static FakeBox Late(FakeBox box)
    {
        box.OnlineAfterSeconds = 0;
        return box;
    }
}
