using System.Text.Json;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Desktop;
using Sidetap.Tools.Tests.Images;
using Sidetap.Tools.Tests.Support;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary><c>sidetap update</c> as a user runs it: what it refuses, and the whole way to a box on the desktop over the bench gateway.</summary>
[TestClass]
public sealed class UpdateCommandTests
{
    private static readonly string[] Way = ["--gateway", "127.0.0.1:9"];

    [TestMethod]
    public void EveryVerbsExamplesParse()
    {
        System.CommandLine.RootCommand root = Cli.BuildRoot(new CliContext(TextWriter.Null, TextWriter.Null));
        foreach (System.CommandLine.Command verb in root.Subcommands.Single(one => one.Name == "update").Subcommands)
        {
            CommandRun help = CommandRun.Of("update", verb.Name, "--help");
            Assert.AreEqual(ExitCode.Ok, help.ExitCode);
            Assert.IsGreaterThanOrEqualTo(3, ((ExampleCommand)verb).Examples.Count);
            foreach ((string line, _) in ((ExampleCommand)verb).Examples)
            {
                Assert.Contains(line, help.Output);
                Assert.StartsWith($"sidetap update {verb.Name} ", line);
                Assert.IsEmpty(root.Parse(line["sidetap ".Length..]).Errors, line);
            }
        }
    }

    [TestMethod]
    public void WhatCantBeDoneIsSaidInOneLine()
    {
        using TemporaryFile image = new TemporaryFile(UpdateSamples.Octets(UpdateSamples.New));
        using TemporaryFile bad = new TemporaryFile([1, 2, 3]);
        using TemporaryFile boxes = new TemporaryFile("# the hall\n17, mill\n18 press\n\n17\n"u8.ToArray());
        using TemporaryFile words = new TemporaryFile("17\nmill\n"u8.ToArray());
        CommandRun.Of("update", "status").CheckFailed(ExitCode.BadInput, "say how the boxes are reached");
        CommandRun.Of("update", "status", "--broker", "x", "--gateway", "127.0.0.1:9").CheckFailed(ExitCode.BadInput, "give one of them");
        CommandRun.Of(["update", "status", "--topic-prefix", "a/#", .. Way]).CheckFailed(ExitCode.BadInput, "is not a topic");
        CommandRun.Of(["update", "status", "--box", "mill", .. Way]).CheckFailed(ExitCode.BadInput, "no PublisherId");
        CommandRun.Of(["update", "offer", "--box", "1", .. Way]).CheckFailed(ExitCode.BadInput, "name an IMAGE to offer");
        CommandRun.Of(["update", "offer", image.Path, "--withdraw", "--box", "1", .. Way]).CheckFailed(ExitCode.BadInput, "name an IMAGE to offer");
        CommandRun.Of(["update", "offer", bad.Path, "--box", "1", .. Way]).CheckFailed(ExitCode.Finding, "is no image");
        CommandRun.Of(["update", "offer", image.Path, "--key", KnownKey.Other.PublicText, "--box", "1", .. Way]).CheckFailed(ExitCode.Finding, "no signature names this key");
        CommandRun.Of(["update", "serve", bad.Path, .. Way]).CheckFailed(ExitCode.Finding, "is no image");
        CommandRun.Of(["update", "rollout", .. Way]).CheckFailed(ExitCode.BadInput, "name an IMAGE, or --resume");
        CommandRun.Of(["update", "rollout", image.Path, .. Way]).CheckFailed(ExitCode.BadInput, "name the boxes");
        CommandRun.Of(["update", "rollout", image.Path, "--boxes", boxes.Path, .. Way]).CheckFailed(ExitCode.BadInput, "names box 17 twice");
        CommandRun.Of(["update", "rollout", image.Path, "--boxes", words.Path, .. Way]).CheckFailed(ExitCode.BadInput, ":2: no PublisherId");
        CommandRun.Of(["update", "rollout", image.Path, "--box", "1", "--rings", "1,2", .. Way]).CheckFailed(ExitCode.BadInput, "has to be all");
        CommandRun.Of(["update", "rollout", image.Path, "--box", "1", "--max-failed", "few", .. Way]).CheckFailed(ExitCode.BadInput, "neither a number of boxes nor a percentage");
        CommandRun.Of(["update", "rollout", image.Path, "--box", "1", "--silent-after", "15", .. Way]).CheckFailed(ExitCode.BadInput, "a number and s, m or h");
        CommandRun.Of(["update", "rollout", "--resume", image.Path + ".none", .. Way]).CheckFailed(ExitCode.BadInput, "no such file");
        CommandRun.Of(["update", "rollout", "--resume", bad.Path, .. Way]).CheckFailed(ExitCode.BadInput, "is no record of a rollout");
    }

    [TestMethod]
    public void ARecordOfSomethingElseIsRefused()
    {
        using TemporaryFile image = new TemporaryFile(UpdateSamples.Octets(UpdateSamples.New));
        using TemporaryFile other = new TemporaryFile(UpdateSamples.Octets(new Sidetap.Images.ImageVersion(1, 2, 0)));
        RolloutRecord made = RolloutRecord.Create(UpdateSamples.Image(), image.Path, new RolloutPlan("1,all", null, TimeSpan.FromMinutes(1)), [(1, null), (2, null)]);
        using TemporaryFile record = new TemporaryFile(System.Text.Encoding.UTF8.GetBytes(made.ToJson()));
        CommandRun.Of(["update", "rollout", other.Path, "--resume", record.Path, .. Way]).CheckFailed(ExitCode.BadInput, "is the record of another image: 1.1.0");
        CommandRun.Of(["update", "rollout", image.Path, "--record", record.Path, "--box", "1", "3", .. Way]).CheckFailed(ExitCode.BadInput, "a rollout to other boxes");
        CommandRun.Of(["update", "rollout", "--resume", record.Path, "--rings", "all", .. Way]).CheckFailed(ExitCode.BadInput, "has the rings 1,all");
        CommandRun.Of(["update", "rollout", "--resume", record.Path, "--record", image.Path, .. Way]).CheckFailed(ExitCode.BadInput, "name two files");
        using FileStream held = new(record.Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        CommandRun.Of(["update", "rollout", "--resume", record.Path, .. Way]).CheckFailed(ExitCode.BadInput, "another sidetap is at the rollout");
    }

    /// <summary>A box as it comes out of its package is told its owner's key and its gateway; then firmware comes over the air, in one rollout, and one that it has refused is named.</summary>
    [TestMethod]
    public void TheWholeWayToABoxOnTheDesktop()
    {
        using Served gateway = new();
        using RunningBox box = new("--console", "tcp:0", "--speed", "5");
        box.Done("set", "update.key", KnownKey.Key.PublicText);
        box.Done("set", "mqttSn.gateway", gateway.Address);
        box.Done("reboot", "--confirm");
        gateway.WaitFor(one => one.Topic.EndsWith("/status", StringComparison.Ordinal));

        CommandRun status = CommandRun.Of("update", "status", "--gateway", gateway.Address, "--json");
        Assert.AreEqual(ExitCode.Ok, status.ExitCode, status.Error);
        JsonElement told = status.Json().Single();
        string id = told.GetProperty("box").GetString()!;
        Assert.AreEqual("host", told.GetProperty("board").GetString());
        Assert.AreEqual("idle", told.GetProperty("state").GetString());

        using TemporaryFile image = new TemporaryFile(UpdateSamples.Octets(new Sidetap.Images.ImageVersion(200, 1, 0), 30_000));
        using TemporaryFile record = new TemporaryFile([]);
        File.Delete(record.Path);
        CommandRun run = CommandRun.Of(
            "update", "rollout", image.Path, "--key", KnownKey.Key.PublicText, "--box", id, "--rings", "all", "--gateway", gateway.Address, "--record", record.Path, "--silent-after", "2m", "--json");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error + run.Output + box.Output);
        string[] stages = [.. run.Json().Select(line => line.GetProperty("stage").GetString()!).Distinct()];
        Assert.AreEqual("confirmed", stages[^1]);
        Assert.Contains("trial", stages);
        Assert.IsTrue(RolloutRecord.TryRead(File.ReadAllText(record.Path), out RolloutRecord? kept, out string problem), problem);
        Assert.AreEqual(RolloutEnd.Done, kept.End);
        Assert.IsTrue(kept.Boxes[0] is { Running: "200.1.0", Started: not null, Staged: not null, Trial: not null }, kept.ToJson());
        Assert.AreEqual(new FileInfo(image.Path).Length, kept.Boxes[0].Octets);

        CommandRun again = CommandRun.Of("update", "rollout", image.Path, "--gateway", gateway.Address, "--record", record.Path);
        Assert.AreEqual(ExitCode.Ok, again.ExitCode, again.Error);
        Assert.Contains("1 of 1 updated", again.Error);

        using TemporaryFile older = new TemporaryFile(UpdateSamples.Octets(UpdateSamples.New));
        CommandRun offered = CommandRun.Of("update", "offer", older.Path, "--box", id, "--gateway", gateway.Address);
        Assert.AreEqual(ExitCode.Ok, offered.ExitCode, offered.Error);
        Assert.Contains("olderVersion", offered.Output);
        CommandRun withdrawn = CommandRun.Of("update", "offer", "--withdraw", "--box", id, "--gateway", gateway.Address);
        Assert.AreEqual(ExitCode.Ok, withdrawn.ExitCode, withdrawn.Error);
        Assert.Contains("withdrawn", withdrawn.Error);
        Assert.Contains("200.1.0", CommandRun.Of("update", "status", "--box", id, "--gateway", gateway.Address).Output);
    }

    [TestMethod]
    public void AnOfferAndAServerDoWithoutARollout()
    {
        using Served gateway = new();
        using RunningBox box = new("--console", "tcp:0", "--speed", "5");
        box.Done("set", "update.key", KnownKey.Key.PublicText);
        box.Done("set", "mqttSn.gateway", gateway.Address);
        box.Done("reboot", "--confirm");
        gateway.WaitFor(one => one.Topic.EndsWith("/status", StringComparison.Ordinal));
        string id = CommandRun.Of("update", "status", "--gateway", gateway.Address, "--json").Json().Single().GetProperty("box").GetString()!;

        using TemporaryFile image = new TemporaryFile(UpdateSamples.Octets(new Sidetap.Images.ImageVersion(200, 1, 0), 5_000));
        using TemporaryFile wrong = new TemporaryFile(UpdateSamples.Octets(new Sidetap.Images.ImageVersion(200, 1, 0), 5_000, board: "esp32"));
        CommandRun skipped = CommandRun.Of("update", "offer", wrong.Path, "--box", id, "--gateway", gateway.Address);
        Assert.AreEqual(ExitCode.Finding, skipped.ExitCode);
        Assert.Contains($"box {id} was left out: it is host, the image is for esp32", skipped.Error);
        CommandRun offered = CommandRun.Of("update", "offer", image.Path, "--box", id, "--gateway", gateway.Address);
        Assert.AreEqual(ExitCode.Ok, offered.ExitCode, offered.Error);
        CommandRun served = CommandRun.Of("update", "serve", image.Path, "--until-done", "--seconds", "120", "--gateway", gateway.Address);
        Assert.AreEqual(ExitCode.Ok, served.ExitCode, served.Error + served.Output);
        Assert.Contains($"box {id} runs 200.1.0, none under way", served.Output);
    }

    /// <summary>A client of a gateway has room for four boxes; for nine there are three of them.</summary>
    [TestMethod]
    public void ManyBoxesGetTheirOffersOverAGateway()
    {
        using Served gateway = new();
        using TemporaryFile image = new(UpdateSamples.Octets(UpdateSamples.New));
        string[] boxes = [.. Enumerable.Range(1, 9).Select(i => $"{i}")];
        CommandRun offered = CommandRun.Of(["update", "offer", image.Path, "--gateway", gateway.Address, "--seconds", "1", "--box", .. boxes]);
        Assert.AreEqual(ExitCode.Ok, offered.ExitCode, offered.Error);
        Assert.Contains("1.1.0 is offered to 9 boxes", offered.Error);
        CommandRun withdrawn = CommandRun.Of(["update", "offer", "--withdraw", "--gateway", gateway.Address, "--box", .. boxes]);
        Assert.AreEqual(ExitCode.Ok, withdrawn.ExitCode, withdrawn.Error);
        foreach (string box in boxes)
        {
            Sidetap.Gateway.AcceptedPublish offer = gateway.WaitFor(one => one.Topic == $"opcua/sidetap/update/{box}/offer");
            Assert.IsTrue(offer.Retain);
            Assert.IsTrue(UpdateSamples.Image().Offer.Span.SequenceEqual(offer.Payload.Span));
            Assert.IsTrue(gateway.WaitFor(one => one.Topic == offer.Topic && one.Payload.IsEmpty).Retain);
        }

        Assert.AreEqual("-0 -1 -2", string.Join(' ', gateway.Published.Select(one => one.ClientId![^2..]).Distinct().Order()));
    }

    [TestMethod]
    public void WithoutAGatewayItSaysSo()
    {
        using CancellationTokenSource stop = new();
        stop.CancelAfter(TimeSpan.FromSeconds(1));
        Assert.AreEqual(ExitCode.Interrupted, CommandRun.Of(stop.Token, ["update", "status", .. Way]).ExitCode);
    }
}
