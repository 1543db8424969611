using nanoFramework.TestFramework;

namespace Sidetap.Tests.Outbox
{
    /// <summary>The count of losses over restarts: who keeps it when.</summary>
    [TestClass]
    public class StoreAndForwardLossTests
    {
        // A page's header has the count as it was when the page was begun; when the page goes, the state record has to have it.
        [TestMethod]
        public void A_count_that_only_a_page_has_told_is_saved_before_the_page_is_deleted()
        {
            OutboxBench bench = new OutboxBench { IsOnline = true }.Start();
            bench.Make(1);
            bench.Take();
            bench.Outbox.End(false, bench.NowMs); // refused by the gateway
            Assert.AreEqual(1u, bench.Statistics.Lost);
            bench.IsOnline = false;
            bench.Make(16); // two pages, whose headers tell of it
            bench.Drain();
            bench.Start();
            Assert.AreEqual(1u, bench.Statistics.Lost);
        }
    }
}
