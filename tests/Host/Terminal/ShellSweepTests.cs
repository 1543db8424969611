#nullable enable
using System.Text;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests.Host.Terminal;

/// <summary>The shell over all commands: power cuts, interrupted lines, secrets, lengths, memory.</summary>
[TestClass]
public sealed class ShellSweepTests
{
    private const string OldGateway = "10.0.0.7:1883";
    private const string Secret = "open sesame 4711";

    private static readonly string[] Commands =
    [
        "help", "version", "status", "describe", "describe wifi.password", "get", "get wifi.password", "show", "set box.id \"x\"", "set wifi.ssid \"hall\"", "unset box.id", "diff",
        "check", "save", "revert", "confirm", "factory-reset", "time", "time set 2026-11-30T08:15:00Z", "update", "unlock 4711", "lock", "machine", "foo",
    ];

    /// <summary>A change that is saved at once, one that goes on trial, what drops a trial, what confirms it, what erases all: cut at every octet that is written.</summary>
    [TestMethod]
    [DataRow("set box.id \"b\"\rset mqttSn.keepAlive 70\rsave\r", "10.0.0.7:1883 b 70")]
    [DataRow("set box.id \"b\"\rset mqttSn.gateway 10.0.0.8:1883\rsave\r", "10.0.0.8:1883 b 60")]
    [DataRow("set mqttSn.gateway 10.0.0.8:1883\rsave\rrevert\r", "10.0.0.7:1883 a 60")]
    [DataRow("factory-reset yes\r", "  60")]
    public void A_cut_at_every_octet_leaves_the_old_settings_or_the_new_ones(string script, string after)
    {
        var whole = 0;
        var cut = 0;
        for (; whole == 0; cut++)
        {
            var bench = Saved();
            bench.ToMachine();
            bench.Files.OctetsUntilCut = cut;
            bench.Type(script);
            var isCut = bench.Files.OctetsUntilCut == 0;
            bench.Files.OctetsUntilCut = -1;
            bench.Restart();
            var found = InUse(bench);
            Assert.IsTrue(found == after || (isCut && found is $"{OldGateway} a 60" or "10.0.0.8:1883 a 60"), $"cut at octet {cut}: {found}");
            whole += isCut ? 0 : 1;
        }

        Assert.IsTrue(cut > 10);
    }

    /// <summary>The start that begins a trial, the confirmation, and the start after it, each with a cut at every octet.</summary>
    [TestMethod]
    public void A_cut_at_every_octet_of_a_trial_leaves_the_old_settings_or_the_new_ones()
    {
        const string New = "10.0.0.8:1883 b 60";
        var begun = 0;
        var confirmed = 0;
        var isThrough = false;
        for (var cut = 0; !isThrough; cut++)
        {
            var bench = Proposed();
            bench.Files.OctetsUntilCut = cut;
            bench.Restart();
            var first = InUse(bench);
            var isConfirmed = bench.Start.Trial.Confirm();
            isThrough = bench.Files.OctetsUntilCut != 0;
            bench.Files.OctetsUntilCut = -1;
            bench.Restart();
            var second = InUse(bench);
            var starts = 0;
            while (bench.Start.Trial.IsUnconfirmed && starts++ < 3)
            {
                bench.Restart();
            }

            var last = InUse(bench);
            Assert.IsTrue(first is New or $"{OldGateway} a 60", first);
            Assert.IsTrue(second is New or $"{OldGateway} a 60", second);
            Assert.IsTrue(last is New or $"{OldGateway} a 60", last);
            Assert.IsTrue(!isConfirmed || (second == New && last == New), $"cut at octet {cut}: what was confirmed is gone");
            Assert.IsTrue(starts <= 1, "settings are tried again and again");
            begun += first == New ? 1 : 0;
            confirmed += last == New ? 1 : 0;
        }

        Assert.IsTrue(begun > 10 && confirmed > 10, $"{begun} {confirmed}");
    }

    [TestMethod]
    public void A_command_that_breaks_off_anywhere_changes_nothing()
    {
        foreach (var command in Commands.Append("factory-reset yes").Append("set mqttSn.gateway 10.0.0.9:1883"))
        {
            for (var octets = 0; octets <= command.Length; octets++)
            {
                foreach (var isMachine in (bool[])[false, true])
                {
                    var bench = Saved();
                    _ = isMachine ? bench.ToMachine() : bench;
                    bench.Type(command[..octets] + "\u0003");
                    var seen = bench.Type("\u0003\rmachine\r");
                    Assert.IsTrue(seen.EndsWith("OK machine 1 sidetap 1.2.3\r\n", StringComparison.Ordinal), seen);
                    Assert.AreEqual("OK\r\n", bench.Ask("diff"));
                    bench.Restart();
                    Assert.AreEqual($"{OldGateway} a 60", InUse(bench), command[..octets]);
                }
            }
        }
    }

    [TestMethod]
    public void No_answer_and_no_key_ever_shows_a_secret()
    {
        foreach (var isMachine in (bool[])[false, true])
        {
            var bench = Saved();
            if (isMachine)
            {
                bench.ToMachine();
                AssertHidden(bench.Ask($"set wifi.password \"{Secret}\""));
            }
            else
            {
                AssertHidden(bench.Type($"set wifi.password\r{Secret}\r"));
                AssertHidden(bench.Type("set mqtt.password\r" + Secret + "\u0001\u001b[C\u001b[D\u0005\b7\u0017\u0015" + Secret + "\r"));
            }

            AssertHidden(bench.Type("set box.id \"x\"\rdiff\rshow\rsave\r"));
            Assert.IsTrue(bench.Start.Trial.IsPending);
            foreach (var command in Commands.Except(["revert"]).Append("unlock " + Secret[^4..]).Append("set wifi.password").Append("\u0003"))
            {
                AssertHidden(bench.Type(command + "\r"), command);
            }

            bench.Type("\r\u0003exit\r");
            bench.Restart();
            Assert.IsTrue(bench.Start.Trial.IsRunning);
            foreach (var command in Commands)
            {
                AssertHidden(bench.Type(command + "\r"), command);
            }
        }
    }

    /// <summary>A person who types a secret in the open, or misspells the command before it, does not find it in the lines before.</summary>
    [TestMethod]
    public void No_line_with_a_secret_comes_back()
    {
        foreach (var line in (string[])[$"set wifi.password {Secret}", $"set wifi.pasword {Secret}", $"sett wifi.password {Secret}", $"unlock {Secret}", $"unlok {Secret}"])
        {
            var bench = Saved();
            bench.Type(line + "\r");
            AssertHidden(bench.Type("\u001b[A\u001b[A\u001b[A\u001b[A"), line);
        }
    }

    [TestMethod]
    public void Every_line_fits_with_room_for_every_value()
    {
        var bench = Saved().ToMachine();
        var table = SettingTable.Create();
        for (var i = 0; i < table.Count; i++)
        {
            foreach (var request in (string[])[$"describe {table.NameOf(i)}", $"get {table.NameOf(i)}"])
            {
                var answer = bench.Ask(ShellBench.Summed(request));
                foreach (var line in answer.Split("\r\n")[..^1])
                {
                    Assert.AreEqual(ShellBench.Summed(line[..^10]), line);
                    Assert.IsTrue(Encoding.UTF8.GetByteCount(line) + 2 <= Answer.MaxLine, line);
                }

                Assert.IsTrue(!request.StartsWith("describe", StringComparison.Ordinal) || answer.Contains($"\t{table.HelpOf(i)} *", StringComparison.Ordinal), answer);
            }
        }
    }

    [TestMethod]
    public void While_nobody_types_it_takes_no_memory()
    {
        var bench = Saved();
        bench.Type("get box.id\rexit\r");
        Step(bench);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Step(bench);
        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.IsFalse(bench.Parts.Session.HasDesk);
    }

    private static void Step(ShellBench bench)
    {
        for (var i = 0; i < 1000; i++)
        {
            bench.Shell.Step(bench.NowMs += 20);
        }
    }

    private static void AssertHidden(string seen, string? command = null) =>
        Assert.IsFalse(seen.Contains("sesame", StringComparison.Ordinal) || (command?.Contains("4711", StringComparison.Ordinal) != true && seen.Contains("4711", StringComparison.Ordinal)), $"{command}: {seen}");

    private static ShellBench Saved()
    {
        MemoryFiles files = new();
        var store = new SettingStore(files, SettingTable.Create());
        store.Load();
        Set(store.Values, SettingId.MqttSnGateway, OldGateway);
        Set(store.Values, SettingId.BoxId, "a");
        Assert.AreEqual(SettingError.None, store.Save());
        return new ShellBench(files);
    }

    private static ShellBench Proposed()
    {
        var bench = Saved().ToMachine();
        bench.Ask("set box.id \"b\"");
        bench.Ask("set mqttSn.gateway 10.0.0.8:1883");
        Assert.AreEqual("OK trial, restart needed, confirm within 300 s", bench.Result("save"));
        return bench;
    }

    private static void Set(SettingValues values, int id, string text)
    {
        var octets = Encoding.UTF8.GetBytes(text);
        Assert.AreEqual(SettingError.None, SettingText.Parse(values, values.Table.IndexOf(id), octets, 0, octets.Length));
    }

    /// <summary>Gateway, name and keep-alive that this start uses.</summary>
    private static string InUse(ShellBench bench)
    {
        var gateway = bench.Parts.Settings.Gateway;
        var address = gateway.Length == 0 ? "" : $"{string.Join('.', gateway.Octets[..4])}:{(gateway.Octets[4] << 8) | gateway.Octets[5]}";
        var id = Encoding.UTF8.GetString(bench.Parts.Settings.Client.ClientId);
        return $"{address} {(id.StartsWith("sidetap-", StringComparison.Ordinal) ? "" : id)} {bench.Parts.Settings.Client.KeepAliveSeconds}";
    }
}
