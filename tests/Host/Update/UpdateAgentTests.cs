#nullable enable
using Sidetap.Hal;
using Sidetap.Images;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>An update from the offer to its confirmation, and each way in which it ends otherwise.</summary>
[TestClass]
public sealed class UpdateAgentTests
{
    [TestMethod]
    public void An_update_arrives_is_tried_and_stays()
    {
        var bench = new UpdateBench();
        var image = TestImages.Signed("1.1.0", counter: 3);
        bench.Serve(image);
        bench.Start();
        Assert.IsFalse(bench.Run(() => false), "the box restarts");
        Assert.AreEqual(UpdateState.Staged, bench.Agent.State);
        Assert.AreEqual("1.0.0", bench.RunningVersion);
        bench.Start();
        Assert.AreEqual(0, bench.StartedSlot);
        Assert.AreEqual(UpdateState.Trial, bench.Agent.State);
        Assert.AreEqual("1.1.0", bench.RunningVersion);
        Assert.IsTrue(bench.Run(() => bench.Agent.State == UpdateState.Idle));
        Assert.AreEqual(UpdateError.None, bench.Agent.Error);
        Assert.AreEqual(3u, bench.Agent.SecurityCounter);
        var running = new byte[image.Length];
        Assert.AreEqual(image.Length, bench.Slots.ReadRunning(0, running, 0, image.Length));
        Assert.AreSequenceEqual(image, running);
        bench.Start();
        Assert.AreEqual(0, bench.StartedSlot);
        Assert.AreEqual(UpdateSlotState.None, bench.Slots.State);
        bench.Run(() => false, 10000);
        Assert.AreEqual(0u, bench.Agent.Statistics.Refused, "the image that runs is offered still");
        Assert.AreEqual("1.1.0", UpdateBench.VersionText(bench.Status!, 6));
    }

    [TestMethod]
    public void The_next_one_goes_into_the_other_slot()
    {
        var bench = new UpdateBench();
        foreach (var (version, slot) in new[] { ("1.1.0", 0), ("1.2.0", 1), ("1.2.0+1", 0) })
        {
            bench.Serve(TestImages.Signed(version, 9000));
            bench.Start();
            bench.RunThrough();
            Assert.AreEqual(version, bench.RunningVersion);
            Assert.AreEqual(slot, bench.StartedSlot);
            Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        }
    }

    [TestMethod]
    public void A_start_goes_on_where_the_one_before_was()
    {
        var bench = new UpdateBench();
        bench.Serve(TestImages.Signed("1.1.0", 30000));
        bench.Start();
        Assert.IsTrue(bench.Run(() => bench.Agent.Received > 17000));
        bench.Retained = null; // nobody offers it any more, and yet it is known
        bench.Start();
        Assert.AreEqual(UpdateState.Receiving, bench.Agent.State);
        Assert.AreEqual(4 * 4092, bench.Agent.Received, "whole parts");
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
    }

    [TestMethod]
    [DataRow("sensors", UpdateError.SensorsSilent)]
    [DataRow("gateway", UpdateError.NoGateway)]
    [DataRow("publication", UpdateError.NotAcknowledged)]
    public void What_does_not_prove_itself_goes_back(string what, UpdateError error)
    {
        var bench = new UpdateBench
        {
            HealthOf = (health, version) =>
            {
                if (version == "1.1.0")
                {
                    health.NotGood = what == "sensors" ? 2 : 0;
                    health.HasDelivered = what == "sensors";
                    health.IsConnected = what != "gateway";
                }
                else
                {
                    health.NotGood = 1;
                }
            },
        };
        bench.Serve(TestImages.Signed("1.1.0"));
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.0.0", bench.RunningVersion);
        Assert.AreEqual(3, bench.Starts);
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        Assert.AreEqual(UpdateError.FailedBefore, bench.Agent.Statistics.LastRefusal);
        bench.Retained = null;
        bench.Start();
        bench.Run(() => false, 5000);
        Assert.AreEqual(error, bench.Agent.Error, "it is known over restarts why");
        Assert.AreEqual((byte)error, bench.Status![5]);
    }

    [TestMethod]
    public void Sensors_that_did_not_answer_before_need_not_now()
    {
        var bench = new UpdateBench { HealthOf = (health, _) => health.NotGood = 2 };
        bench.Serve(TestImages.Signed("1.1.0"));
        bench.Start();
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
    }

    [TestMethod]
    public void A_trial_that_a_restart_ends_is_tried_three_times()
    {
        var bench = new UpdateBench();
        bench.Serve(TestImages.Signed("1.1.0"));
        bench.Start();
        for (var i = 0; i < 3; i++)
        {
            Assert.IsFalse(bench.Run(() => false));
            Assert.AreEqual(UpdateState.Staged, bench.Agent.State, $"try {i}");
            bench.Start();
            Assert.AreEqual(UpdateState.Trial, bench.Agent.State);
            bench.Run(() => false, 5000); // the power goes
            bench.Start();
            Assert.AreEqual("1.0.0", bench.RunningVersion);
            Assert.AreEqual(UpdateError.Restarted, bench.Agent.Error);
        }

        bench.Run(() => false, 20000);
        Assert.AreEqual(UpdateState.Idle, bench.Agent.State);
        Assert.AreEqual(UpdateError.FailedBefore, bench.Agent.Error);
        bench.Serve(TestImages.Signed("1.1.1"));
        bench.Send("offer", bench.Retained!);
        bench.RunThrough();
        Assert.AreEqual("1.1.1", bench.RunningVersion, "another one is another one");
    }

    [TestMethod]
    public void An_image_by_the_second_key_is_taken_while_there_is_one()
    {
        var image = TestImages.Signed("1.1.0", key: TestImages.Other);
        foreach (var (next, version) in new[] { ((byte[]?)null, "1.0.0"), (TestImages.Other.PublicOctets, "1.1.0") })
        {
            var bench = new UpdateBench();
            bench.Settings.NextKey = next;
            bench.Serve(image);
            bench.Start();
            bench.RunThrough();
            Assert.AreEqual(version, bench.RunningVersion);
            Assert.AreEqual(next is null ? UpdateError.NotSigned : UpdateError.None, bench.Agent.Error);
        }
    }

    [TestMethod]
    public void A_withdrawn_offer_ends_the_download()
    {
        var bench = new UpdateBench();
        bench.Serve(TestImages.Signed("1.1.0", 30000));
        bench.Start();
        bench.Run(() => bench.Agent.Received > 9000);
        bench.Send("offer", []);
        bench.Run(() => bench.Agent.State == UpdateState.Idle);
        Assert.AreEqual(UpdateError.Withdrawn, bench.Agent.Error);
        Assert.AreEqual(UpdateSlotState.None, bench.Slots.State);
        bench.Send("offer", bench.Retained!);
        bench.RunThrough();
        Assert.AreEqual("1.1.0", bench.RunningVersion);
    }

    [TestMethod]
    public void A_newer_image_takes_the_place_of_one_that_is_arriving_and_an_older_one_does_not()
    {
        var bench = new UpdateBench();
        bench.Serve(TestImages.Signed("1.2.0", 30000));
        bench.Start();
        bench.Run(() => bench.Agent.Received > 9000);
        var asked = bench.Agent.Statistics.Asked;
        bench.Send("offer", TestImages.Offer(TestImages.Signed("1.1.0")));
        bench.Run(() => bench.Agent.Statistics.Refused > 0);
        Assert.AreEqual(UpdateError.Busy, bench.Agent.Statistics.LastRefusal);
        Assert.AreEqual("1.2.0", UpdateBench.VersionText(bench.Agent.Header, Sidetap.Update.ImageHeader.VersionAt));
        bench.Serve(TestImages.Signed("1.3.0", 20000));
        bench.Send("offer", bench.Retained!);
        bench.RunThrough();
        Assert.AreEqual("1.3.0", bench.RunningVersion);
    }

    [TestMethod]
    public void An_image_may_ask_for_a_version_to_come_from_and_for_one_of_nanoCLR()
    {
        foreach (var (image, least, isTaken) in new[] { (0, "1.0.0", true), (0, "1.0.1", false), (1, "1.9.9", true), (1, "2.0.1", false), (2, "0.0.0", false) })
        {
            var bench = new UpdateBench();
            bench.Settings.PlatformVersion = TestImages.VersionOctets("2.0.0");
            bench.Serve(TestImages.Signed("1.1.0", dependencies: new ImageDependency((byte)image, ImageVersion.Parse(least))));
            bench.Start();
            bench.RunThrough();
            Assert.AreEqual(isTaken ? "1.1.0" : "1.0.0", bench.RunningVersion, $"{image}:{least}");
            Assert.AreEqual(isTaken ? UpdateError.None : UpdateError.Dependency, bench.Agent.Error);
        }
    }

    [TestMethod]
    public void Lost_doubled_and_late_blocks_come_to_the_same_image()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var bench = new UpdateBench { MaxPayload = 40 + random.Next(600), Passes = (_, _) => random.Next(10) > 1 };
            bench.Settings.Window = 1 + random.Next(UpdateSettings.MaxWindow);
            var image = TestImages.Signed("1.1.0", 20000, headerOctets: seed % 2 == 0 ? 32 : 512);
            bench.Serve(image);
            bench.Start();
            byte[]? held = null;
            bench.Becomes = (topic, message) =>
            {
                if (topic == "block" && random.Next(20) == 0)
                {
                    (held, message) = (message, held ?? message);
                }

                return message;
            };
            bench.Run(() => false, 3_600_000);
            Assert.AreEqual(UpdateState.Staged, bench.Agent.State, $"seed {seed}, {bench.Agent.Error}, {bench.Agent.Received}");
        }
    }

    [TestMethod]
    public void Telemetry_that_waits_goes_first_and_stops_an_update_for_a_while_only()
    {
        var bench = new UpdateBench { HealthOf = (health, _) => health.Waiting = 50 };
        bench.Serve(TestImages.Signed("1.1.0", 30000));
        bench.Start();
        bench.Run(() => false, 60000);
        Assert.IsInRange(10u, 14u, bench.Agent.Statistics.Asked);
        bench.Agent.Health.Waiting = 0;
        bench.Run(() => bench.Agent.State == UpdateState.Staged, 20000);
        Assert.AreEqual(UpdateState.Staged, bench.Agent.State);
    }
}
