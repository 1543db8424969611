using System.Globalization;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;
using Sidetap.Tests.Interop.Messages;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>The arrays of an injection molding machine, from the simulated thermocouples to what node-opcua reads: zones, and one zone's course over a
/// cycle.</summary>
[TestClass]
public sealed class ZoneTests
{
    private const int WriterIdAt = 11;
    private const int MaxPayload = 8192 - 9;

    [TestMethod]
    public void NodeOpcuaReadsZonesAndTheirCourse()
    {
        using BenchRun run = new("--machine", "molding", "--seconds", "200", "--fault", "thermocouple-broken@150s-170s", "--max-frame", "8192");
        Assert.AreEqual(0, run.ExitCode, run.Error);
        byte[][] payloads = [.. run.Published.Select(one => one.Payload.ToArray())];
        DecodedMetaData metaData = MetaDataIn(payloads.First(octets => octets[0] == 0x91));
        byte[][] data = [.. payloads.Where(octets => octets[0] == 0xD1 && octets[WriterIdAt] == 1)];
        DecodedDataSetMessage[] messages = Read(data);

        int actual = Check(metaData, "ActualTemperature", 6);
        int nominal = Check(metaData, "NominalTemperature", 6);
        int course = Check(metaData, "NozzleTemperatureProfile", 16);
        CollectionAssert.AreEqual((double[])[200, 210, 220, 225, 230, 235], Last(messages, nominal), "the profile's");
        Assert.IsTrue(Last(messages, actual).All(zone => zone is > 150 and < 300), "all is hot, and the third zone is back");
        Assert.IsTrue(Last(messages, course).All(point => point is > 225 and < 245));

        // While the third thermocouple is broken, its element is no number, and the array Uncertain_SubNormal.
        DecodedField[] broken = [.. FieldsOf(messages, actual).Where(field => field.Status == StatusCode.UncertainSubNormal)];
        Assert.IsNotEmpty(broken);
        Assert.IsTrue(broken.All(field => field.IsDataValueInVariant));
        foreach (double[] zones in broken.Select(Numbers))
        {
            Assert.IsTrue(double.IsNaN(zones[2]));
            Assert.AreEqual(1, zones.Count(double.IsNaN));
        }
    }

    private static DecodedMetaData MetaDataIn(byte[] message)
    {
        AnnouncementReader announcement = AnnouncementReader.Receive([message], BitConverter.ToUInt64(message, 3), 8, MaxPayload);
        NodeAnswer answer = NodeOpcua.DecodeMetaData([announcement.MetaData]).Single();
        answer.CheckReadWhole(announcement.MetaData, "metadata");
        return answer.MetaData!;
    }

    /// <summary>Reads all messages with node-opcua, and sees that the tools' decoder reads the same arrays.</summary>
    private static DecodedDataSetMessage[] Read(byte[][] data)
    {
        DataSetView view = new();
        IReadOnlyList<NodeAnswer> answers = NodeOpcua.DecodeUadp(data);
        DecodedDataSetMessage[] messages = new DecodedDataSetMessage[data.Length];
        for (int i = 0; i < data.Length; i++)
        {
            answers[i].CheckReadWhole(data[i], $"message {i}");
            messages[i] = answers[i].Uadp!.DataSetMessages.Single();
            Assert.IsTrue(view.TryTake(data[i], new DecodeOptions(), out _, out IReadOnlyList<DataSetUpdate> updates, out string? reason), reason);
            foreach (FieldValue own in updates.Single().Message.Fields.Where(field => field.IsArray))
            {
                DecodedField other = messages[i].Fields.Single(field => field.Index == own.Index);
                CollectionAssert.AreEqual(((float[])own.Value!).Select(value => (double)value).ToArray(), Numbers(other), $"message {i}, field {own.Index}");
                Assert.AreEqual(own.Status, other.Status);
            }
        }

        return messages;
    }

    /// <summary>Sees that a field is described as an array of so many Floats; returns its index.</summary>
    private static int Check(DecodedMetaData metaData, string name, int length)
    {
        int index = metaData.Fields.ToList().FindIndex(field => field.Name == name);
        DecodedFieldMetaData described = metaData.Fields[index];
        Assert.AreEqual((int)BuiltInType.Float, described.BuiltInType);
        Assert.AreEqual(1, described.ValueRank);
        CollectionAssert.AreEqual(new[] { length }, described.ArrayDimensions!.ToArray());
        return index;
    }

    private static IEnumerable<DecodedField> FieldsOf(DecodedDataSetMessage[] messages, int index) =>
        messages.SelectMany(message => message.Fields).Where(field => field.Index == index && field.IsArray);

    private static double[] Last(DecodedDataSetMessage[] messages, int index) => Numbers(FieldsOf(messages, index).Last());

    private static double[] Numbers(DecodedField field) => [.. field.Values.Select(value => (double)float.Parse(value, CultureInfo.InvariantCulture))];
}
