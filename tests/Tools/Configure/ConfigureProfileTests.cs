using System.Text;
using Sidetap.BoxLink;
using Sidetap.Profiles;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Configure;

/// <summary><c>sidetap configure profile</c>.</summary>
[TestClass]
public sealed class ConfigureProfileTests
{
    private static readonly byte[] s_agv = ProfileCompiler.Compile(ProfileFile.Load("agv"));

    [TestMethod]
    public void AShippedProfileIsSentAndReadBack()
    {
        ConfigureBench bench = new(new FakeBox());
        CommandRun sent = bench.Run("profile", "send", "agv");
        Assert.AreEqual(ExitCode.Ok, sent.ExitCode, sent.Error);
        Assert.AreEqual($"{s_agv.Length} octets sent and stored; it takes effect with the next start: sidetap configure reboot\n", sent.Output);
        CollectionAssert.AreEqual(s_agv, bench.Box.Profile);
        Assert.StartsWith("nothing to do: the box has this profile", bench.Run("profile", "send", "agv").Output);

        string path = Path.Combine(Directory.CreateTempSubdirectory("sidetap-").FullName, "box.stp");
        CommandRun read = bench.Run("profile", "read", path);
        Assert.AreEqual(ExitCode.Ok, read.ExitCode, read.Error);
        CollectionAssert.AreEqual(s_agv, File.ReadAllBytes(path));
        bench.Run("profile", "read", path).CheckFailed(ExitCode.BadInput, "is there already");
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [TestMethod]
    public void WithRebootItIsInEffect()
    {
        ConfigureBench bench = new(new FakeBox());
        CommandRun run = bench.Run("profile", "send", "agv", "--reboot");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.EndsWith("; the box runs Stored 2000-01-01T00:00:01Z, minor 2000-01-01T00:00:02Z\n", run.Output);
        Assert.AreEqual(2, bench.Box.Starts);
    }

    [TestMethod]
    public void AFileOrACompiledProfileIsTaken()
    {
        ConfigureBench bench = new(new FakeBox());
        using TemporaryFile compiled = new(s_agv, ".stp");
        Assert.AreEqual(ExitCode.Ok, bench.Run("profile", "send", compiled.Path).ExitCode);
        CollectionAssert.AreEqual(s_agv, bench.Box.Profile);
        Assert.StartsWith("nothing to do", bench.Run("profile", "send", Repository.PathOf("profiles/agv.json")).Output);
    }

    [TestMethod]
    public void ATransferThatWasInterruptedGoesOn()
    {
        FakeBox fake = new();
        ConfigureBench bench = new(fake);
        using (BoxClient box = new(bench.Port, default))
        {
            box.Open();
            box.Request($"profile begin {s_agv.Length} {LineCheck.Of(s_agv):x8}");
            box.Request($"profile block 0 {Convert.ToHexStringLower(s_agv, 0, 96)}");
            box.Request($"profile block 96 {Convert.ToHexStringLower(s_agv, 96, 96)}");
        }

        CommandRun run = bench.Run("profile", "send", "agv");
        Assert.StartsWith($"{s_agv.Length} octets sent and stored, the first 192 of them were there already", run.Output, run.Error);
        Assert.AreEqual(1, fake.Lines.Count(line => line.StartsWith("profile block 96 ", StringComparison.Ordinal)), "what is there is not sent again");
        CollectionAssert.AreEqual(s_agv, fake.Profile);
    }

    [TestMethod]
    public void ABoxThatRestartsInTheMiddleGetsItAllTheSame()
    {
        FakeBox fake = new();
        fake.Add(new LineFault(IsToBox: true, 1500, LineFaultKind.Restart));
        CommandRun run = new ConfigureBench(fake).Run("profile", "send", "agv");
        Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error);
        Assert.AreEqual(2, fake.Starts);
        CollectionAssert.AreEqual(s_agv, fake.Profile);
    }

    [TestMethod]
    public void ABoardThatCantDoItSaysSo()
    {
        ConfigureBench bench = new(new FakeBox { RefusesProfiles = true });
        ProfileModel agv = ProfileFile.Load("agv").Model!;
        string place = $"source 2 ({agv.Sources[2].Kind.Type}, channel ";
        bench.Run("profile", "send", "agv").CheckFailed(ExitCode.Finding, $"the box says: {place}");
        bench.Run("profile", "send", "agv").CheckFailed(ExitCode.Finding, ") of the profile: it reads analog channel 7, and this board has 0 to 3");
        Assert.IsEmpty(bench.Box.Profile);
    }

    [TestMethod]
    public void WhatIsNoProfileIsRefusedBeforeTheBoxIsAsked()
    {
        ConfigureBench bench = new(new FakeBox());
        bench.Run("profile", "send", "no-such").CheckFailed(ExitCode.BadInput, "no such file: no-such; shipped profiles are ");
        using TemporaryFile broken = new(Encoding.UTF8.GetBytes("{}"), ".json");
        Assert.AreEqual(ExitCode.BadInput, bench.Run("profile", "send", broken.Path).ExitCode);
        Assert.IsEmpty(bench.Box.Lines);
    }

    [TestMethod]
    public void ShowTellsWhichOne()
    {
        ConfigureBench bench = new(new FakeBox());
        Assert.Contains("built-in", bench.Run("profile", "show").Output);
        Assert.AreEqual("built-in", bench.Run("profile", "show", "--json").Json().Single().GetProperty("source").GetString());
        bench.Run("profile", "read", "never.stp").CheckFailed(ExitCode.Finding, "the box gives no profile away");
    }
}
