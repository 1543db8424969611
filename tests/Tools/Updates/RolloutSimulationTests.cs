using Sidetap.Update;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>Rollouts to boxes that are the firmware's own update agents, with verified images, restarts, trials and reversions, in virtual time.</summary>
[TestClass]
public sealed class RolloutSimulationTests
{
    private static readonly int[] Broken = [4, 7, 9];

    /// <summary>A hundred boxes; the new version does not work on three of them, which are in the second ring of ten.</summary>
    [TestMethod]
    public void AVersionThatBreaksThreeOfAHundredBoxesStopsInTheFirstRingThatShowsIt()
    {
        SimulatedSite site = new(100, Broken.Contains, "1,10%,all");
        RolloutRecord record = site.Run(TimeSpan.FromHours(1));
        Assert.AreEqual(RolloutEnd.Stopped, record.End);
        Assert.StartsWith("ring 2: ", record.StoppedBecause!);
        foreach (SiteBox box in site.Boxes)
        {
            RolloutBox told = record.Boxes.Single(one => one.Id == $"{box.Id}");
            bool isBroken = Broken.Contains((int)box.Id);
            Assert.AreEqual(box.Id <= 10 && !isBroken ? UpdateSamples.New : UpdateSamples.Old, box.Running, $"box {box.Id}");
            Assert.AreEqual(UpdateState.Idle, box.State);
            Assert.AreEqual(
                box.Id > 10 ? RolloutStage.Waiting : isBroken ? RolloutStage.Failed : RolloutStage.Confirmed, told.Stage, $"box {box.Id}: {told.Reason}");
            Assert.AreEqual(isBroken ? "notAcknowledged" : null, told.Reason);
            Assert.AreEqual(box.Id <= 10 ? (isBroken ? 3u : 2u) : 1u, box.Starts);
            Assert.IsTrue(box.Id <= 10 || (box.Offers == 0 && told.FirstOffered is null), $"box {box.Id} was offered it");
        }

        Assert.IsEmpty(site.KeptOffers);
    }

    /// <summary>The same boxes over a network that loses and repeats a tenth of the messages, with a limit that bears it: every other box is updated.</summary>
    [TestMethod]
    public void LostAndRepeatedMessagesChangeNothing()
    {
        SimulatedSite site = new(100, Broken.Contains, "1,10%,all", maxFailed: "3", loss: 0.1, repetition: 0.1);
        RolloutRecord record = site.Run(TimeSpan.FromHours(2));
        Assert.AreEqual(RolloutEnd.Done, record.End);
        foreach (SiteBox box in site.Boxes)
        {
            bool isBroken = Broken.Contains((int)box.Id);
            RolloutBox told = record.Boxes.Single(one => one.Id == $"{box.Id}");
            Assert.AreEqual(isBroken ? UpdateSamples.Old : UpdateSamples.New, box.Running, $"box {box.Id}");
            Assert.AreEqual(isBroken ? RolloutStage.Failed : RolloutStage.Confirmed, told.Stage, $"box {box.Id}: {told.Reason}");
        }

        Assert.IsEmpty(site.KeptOffers);
    }

    /// <summary>Three boxes, of which the last is broken: the tool is killed at each of its events in turn, and started again with its record.</summary>
    [TestMethod]
    public void KilledAtEveryEventItGoesOn()
    {
        SimulatedSite undisturbed = Small(-1);
        Check(undisturbed);
        Assert.AreEqual(0, undisturbed.Kills);
        for (long at = 0; at < undisturbed.Events; at++)
        {
            SimulatedSite site = Small(at);
            Check(site);
            Assert.AreEqual(1, site.Kills, $"at event {at}");
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void KilledOnABadNetworkItGoesOn(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 10; i++)
        {
            Check(new SimulatedSite(3, box => box == 3, "2,all", maxFailed: "1", payload: 1500, seed: random.Next(), loss: 0.2, repetition: 0.2, killAt: random.Next(60)));
        }
    }

    private static SimulatedSite Small(long killAt) => new(3, box => box == 3, "1,2,all", maxFailed: "1", payload: 700, killAt: killAt);

    private static void Check(SimulatedSite site)
    {
        RolloutRecord record = site.Run(TimeSpan.FromHours(2));
        Assert.AreEqual(RolloutEnd.Done, record.End);
        Assert.AreEqual(UpdateSamples.New, site[1].Running);
        Assert.AreEqual(UpdateSamples.New, site[2].Running);
        Assert.AreEqual(UpdateSamples.Old, site[3].Running);
        Assert.AreEqual("Confirmed Confirmed Failed", string.Join(' ', record.Boxes.Select(box => box.Stage)), record.ToJson());
        Assert.IsEmpty(site.KeptOffers);
    }
}
