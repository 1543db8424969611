using Sidetap.Images;
using Sidetap.Update;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>From ring to ring: what boxes tell, and what a rollout makes of it.</summary>
[TestClass]
public sealed class RolloutTests
{
    [TestMethod]
    public void ARingIsOfferedWhenTheOneBeforeIsThrough()
    {
        RolloutBench bench = new(20);
        CollectionAssert.AreEqual(new[] { 1 }, bench.TakeSent());
        bench.Tell(1, UpdateState.Receiving, received: 100);
        bench.Tell(1, UpdateState.Staged);
        bench.Tell(1, UpdateState.Trial, runsNew: true, starts: 2);
        Assert.IsEmpty(bench.TakeSent());
        Assert.AreEqual(1, bench.Rollout.Ring);
        bench.Tell(1, UpdateState.Idle, runsNew: true, starts: 2);
        CollectionAssert.AreEqual(new[] { -1, 2 }, bench.TakeSent(), "the offer has done what it was for");
        bench.Update(2);
        CollectionAssert.AreEqual(new[] { -2 }.Concat(Enumerable.Range(3, 18)).ToArray(), bench.TakeSent());
        for (int box = 3; box <= 20; box++)
        {
            Assert.AreEqual(RolloutEnd.None, bench.Rollout.End);
            bench.Update(box);
        }

        Assert.AreEqual(RolloutEnd.Done, bench.Rollout.End);
        RolloutBox first = bench[1];
        Assert.IsTrue(first is { FirstOffered: not null, Started: not null, Staged: not null, Trial: not null, Ended: not null, Reason: null, VersionBefore: "1.0.0", Running: "1.1.0" });
        Assert.AreEqual(bench.Image.Length, first.Octets);
    }

    [TestMethod]
    public void NothingIsOfferedBeforeTheLook()
    {
        RolloutBench bench = new(1, looks: false);
        bench.Pass(Rollout.Look - TimeSpan.FromMilliseconds(1));
        Assert.IsEmpty(bench.TakeSent());
        bench.Tell(1, UpdateState.Idle, runsNew: true);
        Assert.AreEqual(RolloutEnd.Done, bench.Rollout.End);
        Assert.IsEmpty(bench.TakeSent(), "it had the version");
        Assert.IsNull(bench[1].FirstOffered);
    }

    [TestMethod]
    public void TheFirstFailureInTheFirstRingStopsIt()
    {
        RolloutBench bench = new(20, rings: "3,all");
        bench.Update(1);
        bench.Tell(2, UpdateState.Receiving, received: 5);
        bench.TakeSent();
        bench.Revert(3);
        Assert.AreEqual(RolloutStage.Failed, bench.StageOf(3));
        Assert.AreEqual("notAcknowledged", bench[3].Reason);
        Assert.AreEqual(RolloutStage.Withdrawn, bench.StageOf(2));
        CollectionAssert.AreEquivalent(new[] { -2, -3 }, bench.TakeSent(), "and nobody else was offered anything");
        Assert.AreEqual(RolloutEnd.Stopped, bench.Rollout.End);
        Assert.AreEqual("ring 1: 1 of 3 failed, 0 silent", bench.Record.StoppedBecause);
        Assert.IsTrue(bench.Record.Boxes.Skip(3).All(box => box is { Stage: RolloutStage.Waiting, FirstOffered: null }));
    }

    [TestMethod]
    public void BoxesThatTryTheImageAreWaitedFor()
    {
        RolloutBench bench = new(3, rings: "all");
        bench.Tell(1, UpdateState.Trial, runsNew: true, starts: 2);
        bench.Tell(2, UpdateState.Staged);
        bench.TakeSent();
        bench.Tell(3, UpdateState.Idle, UpdateError.NotSigned);
        Assert.AreEqual(RolloutEnd.None, bench.Rollout.End);
        bench.Tell(1, UpdateState.Idle, UpdateError.NoGateway, starts: 3);
        bench.Tell(2, UpdateState.Trial, runsNew: true, starts: 2);
        bench.Tell(2, UpdateState.Idle, runsNew: true, starts: 2);
        Assert.AreEqual(RolloutEnd.Stopped, bench.Rollout.End);
        Assert.AreEqual(RolloutStage.Confirmed, bench.StageOf(2));
        Assert.AreEqual("noGateway", bench[1].Reason);
        Assert.IsFalse(bench.Sent.Exists(box => box > 0));
    }

    [TestMethod]
    public void AfterAStopABoxThatIsNotHeardOfIsRemindedWithoutAnOffer()
    {
        RolloutBench bench = new(2, rings: "all");
        bench.Tell(1, UpdateState.Trial, runsNew: true, starts: 2);
        bench.Tell(2, UpdateState.Idle, UpdateError.TooLong);
        bench.TakeSent();
        bench.Pass(TimeSpan.FromMinutes(5));
        int[] sent = bench.TakeSent();
        Assert.IsGreaterThanOrEqualTo(4, sent.Length);
        Assert.IsTrue(sent.All(box => box == -1));
        bench.Pass(TimeSpan.FromMinutes(11));
        Assert.AreEqual(RolloutStage.Silent, bench.StageOf(1));
        Assert.AreEqual(RolloutEnd.Stopped, bench.Rollout.End);
    }

    [TestMethod]
    public void SomeFailuresAreBorneInLaterRings()
    {
        RolloutBench bench = new(101, rings: "1,all");
        bench.Update(1);
        for (int box = 2; box <= 6; box++)
        {
            bench.Revert(box);
            Assert.IsNull(bench.Record.StoppedBecause);
        }

        bench.Revert(7);
        Assert.AreEqual("ring 2: 6 of 100 failed, 0 silent", bench.Record.StoppedBecause);
    }

    [TestMethod]
    public void ABoxThatTellsNothingIsSilent()
    {
        RolloutBench bench = new(2, rings: "1,all", maxFailed: "1");
        bench.Pass(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
        bench.Pass(TimeSpan.FromSeconds(1));
        Assert.AreEqual(RolloutStage.Silent, bench.StageOf(1));
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(2), "one is borne");
        Assert.Contains("nothing was heard of it for 15 min", bench[1].Advice!);
    }

    [TestMethod]
    public void ASilentBoxThatComesBackGoesOn()
    {
        RolloutBench bench = new(2, rings: "1,all", maxFailed: "1");
        bench.Pass(TimeSpan.FromMinutes(15));
        bench.Update(1);
        bench.Update(2);
        Assert.AreEqual(RolloutEnd.Done, bench.Rollout.End);
        Assert.IsNull(bench[1].Reason);
    }

    [TestMethod]
    public void ASilentBoxHasAnotherChanceWithTheNextResumption()
    {
        RolloutBench bench = new(1, silentMinutes: 1);
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.AreEqual(RolloutEnd.Stopped, bench.Rollout.End);
        RolloutBench again = new(1, record: bench.Record);
        CollectionAssert.AreEqual(new[] { 1 }, again.TakeSent());
        Assert.IsNull(again[1].Reason);
        again.Update(1);
        Assert.AreEqual(RolloutEnd.Done, again.Rollout.End);
    }

    [TestMethod]
    public void OffersOfSilentBoxesAreWithdrawnAtTheEnd()
    {
        RolloutBench bench = new(1, rings: "all", maxFailed: "1", silentMinutes: 1);
        bench.TakeSent();
        bench.Pass(TimeSpan.FromMinutes(1));
        Assert.AreEqual(RolloutEnd.Done, bench.Rollout.End);
        CollectionAssert.AreEqual(new[] { -1 }, bench.TakeSent());
    }

    [TestMethod]
    public void TheOfferIsRepeatedEveryMinuteUntilTheBoxBegins()
    {
        RolloutBench bench = new(1);
        CollectionAssert.AreEqual(new[] { 1 }, bench.TakeSent());
        bench.Pass(TimeSpan.FromSeconds(59));
        Assert.IsEmpty(bench.TakeSent());
        bench.Pass(TimeSpan.FromSeconds(122));
        CollectionAssert.AreEqual(new[] { 1, 1, 1 }, bench.TakeSent());
        for (int i = 0; i < 30; i++)
        {
            bench.Tell(1, UpdateState.Receiving, received: 10 * i);
            bench.Pass(TimeSpan.FromSeconds(10));
        }

        Assert.IsEmpty(bench.TakeSent(), "it goes on");
        bench.Pass(TimeSpan.FromSeconds(60));
        CollectionAssert.AreEqual(new[] { 1 }, bench.TakeSent(), "and is asked how it is when it tells nothing");
    }

    [TestMethod]
    public void ABoxThatAnswersAndDoesNotBeginIsSilentToo()
    {
        RolloutBench bench = new(1);
        for (int i = 0; i < 15; i++)
        {
            Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
            bench.Tell(1, UpdateState.Idle, UpdateError.Busy);
            bench.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.AreEqual(RolloutStage.Silent, bench.StageOf(1));
        Assert.Contains("it answers, and does not begin (the box is busy", bench[1].Advice!);
    }

    [TestMethod]
    public void ABoxThatStandsStillIsSilentToo()
    {
        RolloutBench bench = new(1);
        for (int i = 0; i < 90; i++)
        {
            Assert.AreEqual(i == 0 ? RolloutStage.Offered : RolloutStage.Receiving, bench.StageOf(1));
            bench.Tell(1, UpdateState.Receiving, received: 700);
            bench.Pass(TimeSpan.FromSeconds(10));
        }

        Assert.AreEqual(RolloutStage.Silent, bench.StageOf(1));
        Assert.Contains("it stands at 700 of ", bench[1].Advice!);
    }

    [TestMethod]
    public void BoxesOfAnotherBoardAreLeftOut()
    {
        RolloutBench bench = new(3, rings: "1,all", looks: false);
        bench.Tell(1, UpdateState.Idle, board: "esp32");
        bench.Pass(Rollout.Look);
        Assert.AreEqual(RolloutStage.Skipped, bench.StageOf(1));
        Assert.AreEqual("the box is esp32, the image is for host", bench[1].Advice);
        CollectionAssert.AreEqual(new[] { 2, 3 }, bench.TakeSent());
        bench.Tell(2, UpdateState.Idle, UpdateError.WrongBoard, board: "");
        CollectionAssert.AreEqual(new[] { -2 }, bench.TakeSent());
        Assert.AreEqual(RolloutStage.Skipped, bench.StageOf(2));
        bench.Update(3);
        Assert.AreEqual(RolloutEnd.Done, bench.Rollout.End);
    }

    [TestMethod]
    public void ABoxThatRunsSomethingNewerIsLeftOut()
    {
        RolloutBench bench = new(1, looks: false);
        bench.Rollout.OnStatus(1, UpdateSamples.Status(bench.Image, UpdateState.Idle, running: new ImageVersion(2, 0, 0)), bench.Now);
        bench.Pass(Rollout.Look);
        Assert.AreEqual(RolloutStage.Skipped, bench.StageOf(1));
        Assert.IsEmpty(bench.TakeSent());
    }

    [TestMethod]
    public void WhatIsRefusedFirstIsWhatIsKept()
    {
        RolloutBench bench = new(2, rings: "all", maxFailed: "2");
        bench.Revert(1, UpdateError.SensorsSilent);
        bench.Tell(1, UpdateState.Idle, UpdateError.FailedBefore, starts: 3);
        Assert.AreEqual("sensorsSilent", bench[1].Reason);
        bench.Tell(2, UpdateState.Idle, UpdateError.FailedBefore);
        Assert.AreEqual("failedBefore", bench[2].Reason);
    }

    [TestMethod]
    [DataRow(UpdateError.WrongDigest)]
    [DataRow(UpdateError.Storage)]
    [DataRow(UpdateError.OtherImage)]
    [DataRow(UpdateError.Restarted)]
    [DataRow(UpdateError.Withdrawn)]
    public void WhatABoxGetsOverByItselfHasToStand(UpdateError error)
    {
        RolloutBench bench = new(1);
        bench.Tell(1, UpdateState.Receiving, received: 100);
        bench.Tell(1, UpdateState.Idle, error);
        bench.Pass(Rollout.Settle - TimeSpan.FromSeconds(1));
        bench.Tell(1, UpdateState.Receiving);
        bench.Pass(TimeSpan.FromMinutes(5));
        Assert.AreEqual(RolloutStage.Receiving, bench.StageOf(1));
        bench.Tell(1, UpdateState.Idle, error);
        bench.Pass(Rollout.Settle);
        Assert.AreEqual(RolloutStage.Failed, bench.StageOf(1));
    }

    /// <summary>A box that has tried the image in another rollout tells of it before it looks at the new offer.</summary>
    [TestMethod]
    public void AnErrorThatIsOlderThanTheOfferHasToStand()
    {
        RolloutBench bench = new(2, rings: "all", maxFailed: "2", looks: false);
        bench.Tell(1, UpdateState.Idle, UpdateError.NoGateway);
        bench.Tell(2, UpdateState.Idle, UpdateError.NoGateway);
        bench.Pass(Rollout.Look);
        bench.Tell(1, UpdateState.Idle, UpdateError.NoGateway);
        bench.Tell(2, UpdateState.Idle, UpdateError.NoGateway);
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
        bench.Update(1);
        bench.Pass(Rollout.Settle);
        Assert.AreEqual(RolloutStage.Failed, bench.StageOf(2));
    }

    [TestMethod]
    public void ErrorsOfOtherImagesAreNotThisOnes()
    {
        RolloutBench bench = new(1);
        bench.Tell(1, UpdateState.Idle, UpdateError.NotSigned, session: 7);
        bench.Pass(TimeSpan.FromMinutes(3));
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
        bench.Tell(1, UpdateState.Receiving, received: 9, session: 7);
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
    }

    [TestMethod]
    public void TheSameVersionOfAnotherBuildIsNotTheImage()
    {
        RolloutBench bench = new(1);
        bench.Tell(1, UpdateState.Idle, UpdateError.SameVersion, runsNew: true);
        Assert.AreEqual(RolloutStage.Failed, bench.StageOf(1));
        Assert.AreEqual("sameVersion", bench[1].Reason);
    }

    [TestMethod]
    public void LateMessagesChangeNothing()
    {
        RolloutBench bench = new(3, rings: "2,all", maxFailed: "1");
        bench.Update(1);
        bench.Tell(1, UpdateState.Receiving, received: 5);
        bench.Tell(1, UpdateState.Trial, runsNew: true, starts: 2);
        bench.Tell(1, UpdateState.Idle);
        Assert.AreEqual(RolloutStage.Confirmed, bench.StageOf(1));
        bench.Revert(2);
        bench.Tell(2, UpdateState.Receiving, received: 5);
        bench.Tell(2, UpdateState.Trial, runsNew: true, starts: 2);
        Assert.AreEqual(RolloutStage.Failed, bench.StageOf(2));
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(3));
    }

    [TestMethod]
    public void ABoxThatHasLostItsCountOfStartsIsHeardTheSecondTime()
    {
        RolloutBench bench = new(1);
        bench.Tell(1, UpdateState.Receiving, received: 5, starts: 40);
        bench.Tell(1, UpdateState.Trial, runsNew: true, starts: 1);
        Assert.AreEqual(RolloutStage.Receiving, bench.StageOf(1));
        bench.Tell(1, UpdateState.Trial, runsNew: true, starts: 1);
        Assert.AreEqual(RolloutStage.Trial, bench.StageOf(1));
    }

    [TestMethod]
    public void WhileTheLinkIsLostNobodyIsSilent()
    {
        RolloutBench bench = new(1);
        bench.TakeSent();
        bench.Rollout.OnLink(false, bench.Now);
        bench.Pass(TimeSpan.FromHours(5));
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
        Assert.IsEmpty(bench.TakeSent());
        bench.Rollout.OnLink(true, bench.Now);
        bench.Pass(Rollout.Look);
        CollectionAssert.AreEqual(new[] { 1 }, bench.TakeSent(), "the offer is repeated at once");
        bench.Pass(TimeSpan.FromMinutes(14));
        Assert.AreEqual(RolloutStage.Offered, bench.StageOf(1));
        bench.Pass(TimeSpan.FromMinutes(2));
        Assert.AreEqual(RolloutStage.Silent, bench.StageOf(1));
    }

    [TestMethod]
    public void AStoppedRolloutGoesOnWithAHigherLimit()
    {
        RolloutBench bench = new(4, rings: "2,all");
        bench.Tell(2, UpdateState.Receiving, received: 50);
        bench.Revert(1);
        Assert.AreEqual(RolloutEnd.Stopped, bench.Rollout.End);

        RolloutBench same = new(4, record: bench.Record);
        Assert.AreEqual(RolloutEnd.Stopped, same.Rollout.End, "nothing is different");
        Assert.IsFalse(same.TakeSent().Any(box => box > 0));

        bench.Record.MaxFailed = "1";
        RolloutBench better = new(4, record: bench.Record);
        Assert.AreEqual(RolloutEnd.None, better.Rollout.End);
        Assert.IsTrue(better.TakeSent().Contains(2));
        better.Tell(2, UpdateState.Idle, UpdateError.Withdrawn);
        better.Update(2);
        better.Update(3);
        better.Update(4);
        Assert.AreEqual(RolloutEnd.Done, better.Rollout.End);
    }

    [TestMethod]
    public void AnotherImagesRecordIsRefused()
    {
        RolloutBench bench = new(1);
        Assert.ThrowsExactly<ArgumentException>(() => new Rollout(UpdateSamples.Image(new ImageVersion(1, 2, 0)), UpdateSamples.Topics, bench.Record));
    }
}
