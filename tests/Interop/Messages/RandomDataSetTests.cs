using Sidetap.PubSub;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// Data sets nobody has thought of: whatever the fields are, node-opcua finds every value, status, index, number and time again.
/// </summary>
[TestClass]
public sealed class RandomDataSetTests
{
    private const int Seed = 20260101;
    private const int DataSets = 300;

    [TestMethod]
    public void NodeOpcuaReadsWhatWentIn()
    {
        var samples = new RandomSamples(Seed);
        Random random = samples.Random;
        var cases = new List<MessageCase>();
        for (int i = 0; i < DataSets; i++)
        {
            FieldSample[] fields = samples.Fields(most: i % 10 == 0 ? DataSet.MaxFields : 12);
            int count = fields.Length;
            var publisher = new DynamicPublisher(Settings(random), fields);
            string name = $"seed {Seed}, data set {i}";
            cases.Add(publisher.KeyFrame($"{name}, key frame", samples.Time()));
            for (int step = 0; step < 3; step++)
            {
                int[] due = Enumerable.Range(0, count).Where(_ => random.Next(3) == 0).ToArray();
                foreach (int index in due)
                {
                    publisher.Set(index, samples.Again(fields[index]));
                }

                cases.Add(publisher.DeltaFrame($"{name}, delta frame {step}", samples.Time(), due));
            }

            cases.Add(publisher.KeepAlive($"{name}, keep-alive", samples.Time()));
        }

        Assert.IsTrue(cases.Any(c => c.Expected.DataSetMessages[0].Type == Uadp.DeltaFrame), "no delta frame was tried");
        MessageCase.CheckAll(cases);
    }

    private static PublisherSettings Settings(Random random)
    {
        return new PublisherSettings
        {
            Layout = HeaderLayout.Dynamic,
            PublisherId = (ulong)random.NextInt64(long.MinValue, long.MaxValue),
            DataSetWriterId = random.Next(1, 0x8000),
            MinorVersion = (uint)random.NextInt64(0x100000000),
        };
    }
}
