using Microsoft.VisualStudio.TestTools.UnitTesting;
using static Sidetap.Simulation.Tests.LedgerBench;

namespace Sidetap.Simulation.Tests;

/// <summary>The ledger objects when the books don't agree, and when a message says what was not so.</summary>
[TestClass]
public sealed class LedgerTests
{
    [TestMethod]
    public void GoodBooksAreGoodBooks()
    {
        var bench = new LedgerBench().Sample(1).Sample(2);
        bench.Listener.OnPublished(Message(1, 500));
        bench.Ledger.OnArrived(Message(1, 500), true, false);
        bench.Listener.OnAcknowledged(Message(1, 500));
        bench.Ledger.EndStep(bench.Statistics, 1, 0);
        bench.Listener.OnPublished(Message(2, 501));
        bench.Ledger.OnArrived(Message(2, 501), true, false);
        bench.Ledger.OnArrived(Message(2, 501), true, false);
        bench.Listener.OnAcknowledged(Message(2, 501));
        bench.Ledger.EndStep(bench.Statistics, 0, 0);
        Assert.AreEqual(2, bench.Ledger.Arrived);
        Assert.AreEqual(1, bench.Ledger.Repeated);
        Assert.IsTrue(bench.Ledger.Subscriber.IsCertain);
    }

    [TestMethod]
    public void AMessageDoesNotVanish()
    {
        var bench = new LedgerBench().Sample(1);
        bench.Objects("books", () => bench.Ledger.EndStep(bench.Statistics, 0, 0));
        bench.Objects("books", () => bench.Ledger.EndStep(bench.Statistics, 2, 0));
        bench.Statistics.Lost = 1;
        bench.Ledger.EndStep(bench.Statistics, 0, 0);
    }

    [TestMethod]
    public void ASampleBecomesAMessage()
    {
        var bench = new LedgerBench();
        bench.Ledger.OnSampled(1, 0, 0, 0);
        bench.Objects("made.count", () => bench.Ledger.EndStep(bench.Statistics, 0, 0));
    }

    [TestMethod]
    public void MessagesGoOutInOrderAndOnce()
    {
        var bench = new LedgerBench().Sample(1).Sample(2);
        bench.Listener.OnPublished(Message(2, 501));
        bench.Objects("order.sent", () => bench.Listener.OnPublished(Message(1, 500)));
        bench.Listener.OnAcknowledged(Message(2, 501));
        bench.Objects("order.again", () => bench.Listener.OnPublished(Message(2, 501)));
    }

    [TestMethod]
    public void AMessageSaysWhatWasSo()
    {
        var bench = new LedgerBench().Sample(1);
        bench.Objects("message.lost", () => bench.Listener.OnPublished(Message(1, 500, lost: 3)));
        bench.Objects("message.timestamp", () => bench.Listener.OnPublished(Message(1, 500, timestamp: 7)));
        bench.Objects("message.counter", () => bench.Listener.OnPublished(Message(2, 501)));
        var damaged = Message(1, 500);
        damaged[13] ^= 0x40;
        bench.Objects("message.malformed", () => bench.Listener.OnPublished(damaged));
        bench.Objects("message.malformed", () => bench.Listener.OnPublished(Message(1, 500)[..^1]));
    }

    [TestMethod]
    public void TheTimeOfASampleIsItsTime()
    {
        const long Utc = 134116992000000000;
        var bench = new LedgerBench().Sample(1, Utc);
        bench.Objects("message.timestamp", () => bench.Listener.OnPublished(Message(1, 500)));
        bench.Listener.OnPublished(Message(1, 500, Utc + 10000000));
        bench.Sample(2);
        bench.Ledger.OnTime(Utc + 5);
        bench.Listener.OnPublished(Message(2, 501, Utc + 5 + 20000000)); // corrected
        bench.Sample(3);
        bench.Objects("message.timestamp", () => bench.Listener.OnPublished(Message(3, 502, Utc + 30000000)));
    }

    [TestMethod]
    public void SequenceNumbersFollowEachOther()
    {
        var bench = new LedgerBench().Sample(1).Sample(2);
        bench.Listener.OnPublished(Message(1, 500));
        bench.Objects("message.sequence", () => bench.Listener.OnPublished(Message(2, 502)));
    }

    [TestMethod]
    public void AStartUsesNoNumberThatWasUsed()
    {
        var bench = new LedgerBench().Sample(1).Sample(2);
        bench.Listener.OnPublished(Message(1, 500));
        bench.Ledger.EndBoot(bench.Statistics, 1, 0);
        bench.Statistics = new NodeStatistics();
        bench.Ledger.BeginBoot(0, 0);
        bench.Sample(1);
        bench.Objects("message.sequence", () => bench.Listener.OnPublished(Message(3, 501)));
    }

    [TestMethod]
    public void AStartRemembersWhatWasLostLongAgo()
    {
        var bench = new LedgerBench().Sample(1);
        bench.Statistics.Lost = 1;
        bench.Ledger.EndStep(bench.Statistics, 0, 0);
        bench.World.Skip(3600000);
        bench.Ledger.EndBoot(bench.Statistics, 0, 0);
        bench.Objects("lost.forgotten", () => bench.Ledger.BeginBoot(0, 0));
    }

    [TestMethod]
    public void AtTheEndWhatIsMissingIsAccountedFor()
    {
        var bench = new LedgerBench().Sample(1);
        bench.Ledger.EndStep(bench.Statistics, 1, 1); // it is in flash, and never seen again
        bench.Ledger.EndBoot(bench.Statistics, 0, 1);
        bench.Objects("lost.uncounted", bench.Ledger.CheckTotals);
        bench = new LedgerBench().Sample(1);
        bench.Ledger.EndBoot(bench.Statistics, 1, 0);
        bench.Ledger.CheckTotals();
    }

    [TestMethod]
    public void ASubscriberWaitsForAKeyFrameAfterAGap()
    {
        var bench = new LedgerBench().Sample(1).Sample(2).Sample(3);
        bench.Ledger.OnArrived(Message(1, 500), true, false);
        bench.Ledger.OnArrived(Message(3, 502, isDelta: true), true, false);
        Assert.IsFalse(bench.Ledger.Subscriber.IsCertain);
        bench.Sample(4);
        bench.Ledger.OnArrived(Message(4, 503), true, false);
        Assert.IsTrue(bench.Ledger.Subscriber.IsCertain);
    }

    [TestMethod]
    public void ASubscriberIsNotToldLies()
    {
        var bench = new LedgerBench().Sample(1);
        bench.Objects("subscriber.lost", () => bench.Ledger.OnArrived(Message(1, 500, lost: 9), true, false));
        bench.Ledger.OnArrived(Message(1, 500, lost: 9), true, true); // the network's doing
    }
}
