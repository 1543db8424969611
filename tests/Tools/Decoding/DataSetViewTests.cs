using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Decoding;

/// <summary>What a subscriber makes of gaps, repetitions and late messages.</summary>
[TestClass]
public sealed class DataSetViewTests
{
    [TestMethod]
    public void GapIsCountedAndFilledByLateMessages()
    {
        SequenceCounter counter = new();
        Assert.AreEqual(SequenceVerdict.Next, counter.Take(10));
        Assert.AreEqual(SequenceVerdict.Next, counter.Take(11));
        Assert.AreEqual(SequenceVerdict.AfterGap, counter.Take(14));
        Assert.AreEqual((1L, 2L), (counter.Gaps, counter.Missing));
        Assert.AreEqual(SequenceVerdict.Late, counter.Take(12));
        Assert.AreEqual(SequenceVerdict.Duplicate, counter.Take(12));
        Assert.AreEqual(SequenceVerdict.Duplicate, counter.Take(14));
        Assert.AreEqual((1L, 1L, 2L, 1L), (counter.Gaps, counter.Missing, counter.Duplicates, counter.Late));
    }

    [TestMethod]
    public void NumbersWrap()
    {
        SequenceCounter counter = new();
        counter.Take(65534);
        Assert.AreEqual(SequenceVerdict.Next, counter.Take(65535));
        Assert.AreEqual(SequenceVerdict.Next, counter.Take(0));
        Assert.AreEqual(SequenceVerdict.Duplicate, counter.Take(65535));
        Assert.AreEqual(SequenceVerdict.AfterGap, counter.Take(2));
        Assert.AreEqual(SequenceVerdict.Late, counter.Take(1));
        Assert.AreEqual(0, counter.Missing);
    }

    [TestMethod]
    public void FarBehindIsARestart()
    {
        SequenceCounter counter = new();
        counter.Take(5000);
        Assert.AreEqual(SequenceVerdict.Restart, counter.Take(0));
        Assert.AreEqual(SequenceVerdict.Next, counter.Take(1));
        Assert.AreEqual((1L, 0L), (counter.Restarts, counter.Missing));
    }

    /// <summary>7.2.4.5.8: a keep-alive has the number of the next data message, and so betrays lost ones.</summary>
    [TestMethod]
    public void KeepAliveBetraysLostMessages()
    {
        SequenceCounter counter = new();
        counter.Take(7);
        Assert.AreEqual(SequenceVerdict.Next, counter.TakeKeepAlive(8));
        Assert.AreEqual(SequenceVerdict.AfterGap, counter.TakeKeepAlive(10));
        Assert.AreEqual(2, counter.Missing);
        Assert.AreEqual(SequenceVerdict.Next, counter.Take(10));
        Assert.AreEqual(SequenceVerdict.Late, counter.Take(9));
        Assert.AreEqual(1, counter.Missing);
    }

    [TestMethod]
    public void EveryOrderOfAWindowEndsWithNothingMissing()
    {
        Random random = new(7);
        for (int round = 0; round < 200; round++)
        {
            int[] order = [.. Enumerable.Range(1, 40)];
            random.Shuffle(order);
            SequenceCounter counter = new();
            counter.Take(65530);
            foreach (int step in order)
            {
                counter.Take((ushort)(65530 + step));
            }

            Assert.AreEqual((0L, 0L, 0L), (counter.Missing, counter.Duplicates, counter.Restarts));
        }
    }

    [TestMethod]
    public void RepeatedAndLateMessagesChangeNoValues()
    {
        SampleData sample = new(HeaderLayout.Dynamic);
        DataSetView view = sample.AnnouncedView();
        byte[] first = sample.KeyFrame();
        sample.DataSet.SetFloat(0, 20f);
        byte[] second = sample.Delta(0);
        sample.DataSet.SetFloat(0, 30f);
        byte[] third = sample.Delta(0);
        foreach ((byte[] message, SequenceVerdict verdict) in new[]
        {
            (first, SequenceVerdict.Next), (third, SequenceVerdict.AfterGap), (second, SequenceVerdict.Late), (second, SequenceVerdict.Duplicate),
            (first, SequenceVerdict.Duplicate),
        })
        {
            Assert.IsTrue(view.TryTake(message, new(), out _, out IReadOnlyList<DataSetUpdate> updates, out string? reason), reason);
            Assert.AreEqual(verdict, updates.Single().Verdict);
        }

        Assert.AreEqual(30f, view.DataSets.Single().Fields[0].Value);
        Assert.AreEqual(0, view.DataSets.Single().Sequence.Missing);
    }

    [TestMethod]
    public void MemoryIsBounded()
    {
        DataSetView view = new();
        for (int i = 0; i < 2000; i++)
        {
            // A delta frame of one field at the index i, from publisher i.
            string id = Convert.ToHexString(BitConverter.GetBytes((ushort)i));
            Assert.IsTrue(view.TryTake(Vectors.Octets($"9101{id}8101{"0100"}{id}0101"), new(), out _, out _, out string? reason), reason);
            Assert.IsTrue(view.TryTake(Vectors.Octets($"9101ffff8101{"0100"}{id}0101"), new(), out _, out _, out reason), reason);
        }

        Assert.HasCount(DataSetView.MaxDataSets, view.DataSets);
        Assert.IsTrue(view.DataSets.All(state => state.Fields.Count <= DataSetState.MaxFields));
    }
}
