using System.Text.Json;
using Sidetap.Images;
using Sidetap.Tests.CommandLine;
using Sidetap.Tool;
using Sidetap.Tools.Tests.Desktop;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>Firmware over a real MQTT broker: boxes on the desktop that publish to it, and a rollout that reaches them through it.</summary>
[TestClass]
public sealed class UpdateTests
{
    [TestMethod]
    public void A_rollout_over_mosquitto_updates_two_boxes_and_leaves_nothing_behind()
    {
        using Mosquitto broker = new();
        ImageKey key = ImageKey.Generate();
        string address = $"127.0.0.1:{broker.Port}";
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-update");
        try
        {
            string image = Path.Combine(folder.FullName, "app.img");
            byte[] payload = new byte[40_000];
            new Random(1).NextBytes(payload);
            File.WriteAllBytes(image, ImageSigner.Sign(payload, new SigningOptions { Version = new ImageVersion(200, 1, 0), Board = "host" }, key));
            using RunningBox first = Box(broker.Port, key, "mill-1");
            using RunningBox second = Box(broker.Port, key, "mill-2");
            string[] ids = WaitForBoxes(address, 2);

            CommandRun run = CommandRun.Of(["update", "rollout", image, "--box", .. ids, "--rings", "1,all", "--broker", address, "--silent-after", "2m", "--json"]);
            Assert.AreEqual(ExitCode.Ok, run.ExitCode, run.Error + run.Output + first.Output + second.Output);
            Assert.IsTrue(RolloutRecord.TryRead(File.ReadAllText(image + ".rollout.json"), out RolloutRecord? record, out string problem), problem);
            Assert.IsTrue(record.Boxes.All(box => box is { Stage: RolloutStage.Confirmed, Running: "200.1.0" }));
            Assert.IsTrue(record.Boxes[1].FirstOffered >= record.Boxes[0].Ended, "ring after ring");
            List<JsonElement> after = CommandRun.Of("update", "status", "--broker", address, "--json").Json();
            Assert.IsTrue(after.TrueForAll(box => box.GetProperty("running").GetString() == "200.1.0" && box.GetProperty("error").GetString() == "none"));
            Dictionary<string, string> kept = broker.ReadRetained("opcua/sidetap/update/+/+", 2);
            Assert.IsTrue(kept.Keys.All(topic => topic.EndsWith("/status", StringComparison.Ordinal)), string.Join(' ', kept.Keys));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void A_broker_that_is_not_there_is_named()
    {
        CommandRun run = CommandRun.Of("update", "status", "--broker", "127.0.0.1:9");
        Assert.AreEqual(ExitCode.NoGateway, run.ExitCode);
        StringAssert.Contains(run.Error, "the broker 127.0.0.1:9 does not answer");
    }

    [TestMethod]
    public void A_broker_with_a_certificate_of_another_authority_or_for_another_name_is_refused()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sidetap-update");
        try
        {
            PrivateAuthority right = new(folder, "right");
            PrivateAuthority wrong = new(folder, "wrong");
            using (Mosquitto broker = new(folder, right.Configuration))
            {
                string address = $"127.0.0.1:{broker.Port}";
                CommandRun nobody = CommandRun.Of("update", "status", "--broker", address, "--broker-ca", right.CaFile, "--seconds", "1");
                Assert.AreEqual(ExitCode.NoBox, nobody.ExitCode);
                StringAssert.Contains(nobody.Error, "no box tells anything");
                CommandRun refused = CommandRun.Of("update", "status", "--broker", address, "--broker-ca", wrong.CaFile, "--seconds", "1");
                Assert.AreEqual(ExitCode.NoGateway, refused.ExitCode);
                StringAssert.Contains(refused.Error, "is not to be trusted");
            }

            PrivateAuthority elsewhere = new(folder, "other", "broker.example");
            using Mosquitto other = new(folder, elsewhere.Configuration);
            CommandRun name = CommandRun.Of("update", "status", "--broker", $"127.0.0.1:{other.Port}", "--broker-ca", elsewhere.CaFile, "--seconds", "1");
            Assert.AreEqual(ExitCode.NoGateway, name.ExitCode, "a certificate for another name");
            StringAssert.Contains(name.Error, "is not to be trusted");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RunningBox Box(int port, ImageKey key, string id)
    {
        RunningBox box = new("--console", "tcp:0", "--speed", "5", "--id", id);
        box.Done("set", "box.id", id);
        box.Done("set", "update.key", key.PublicText);
        box.Done("set", "mqtt.host", "127.0.0.1");
        box.Done("set", "mqtt.port", $"{port}");
        box.Done("set", "uplink.kind", "mqtt");
        box.Done("reboot", "--confirm");
        return box;
    }

    private static string[] WaitForBoxes(string address, int count)
    {
        for (int i = 0; i < 20; i++)
        {
            CommandRun status = CommandRun.Of("update", "status", "--broker", address, "--json");
            string[] ids = status.ExitCode == ExitCode.Ok ? [.. status.Json().Select(box => box.GetProperty("box").GetString()!)] : [];
            if (ids.Length == count)
            {
                return ids;
            }
        }

        throw new AssertFailedException("the boxes tell nothing");
    }
}
