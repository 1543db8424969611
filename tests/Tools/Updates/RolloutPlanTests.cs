using System.Text.Json.Nodes;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>Rings, limits, and the record in its file.</summary>
[TestClass]
public sealed class RolloutPlanTests
{
    [TestMethod]
    [DataRow("1,10%,all", 100, "1 9 90")]
    [DataRow("1,10%,all", 5, "1 4")]
    [DataRow("1,10%,all", 1, "1")]
    [DataRow("all", 7, "7")]
    [DataRow("2, 50%, all", 9, "2 3 4")]
    [DataRow("10,5%,all", 30, "10 20")]
    [DataRow("0.5%,100%,all", 300, "2 298")]
    [DataRow("1,2,3,all", 2, "1 1")]
    public void RingsRise(string rings, int boxes, string sizes)
    {
        Assert.IsNull(RolloutPlan.ProblemOfRings(rings));
        IReadOnlyList<int> made = new RolloutPlan(rings, null, TimeSpan.FromMinutes(1)).RingsOf(boxes);
        Assert.AreEqual(sizes, string.Join(' ', made.GroupBy(ring => ring).Select(group => group.Count())));
        CollectionAssert.AreEqual(made.Order().ToArray(), made.ToArray());
        CollectionAssert.AreEqual(Enumerable.Range(1, made[^1]).ToArray(), made.Distinct().ToArray());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("1,,all")]
    [DataRow("0,all")]
    [DataRow("-1,all")]
    [DataRow("101%,all")]
    [DataRow("x,all")]
    [DataRow("1.5,all")]
    [DataRow("all,1,all")]
    [DataRow("%,all")]
    public void RingsThatAreNone(string rings) => Assert.IsNotNull(RolloutPlan.ProblemOfRings(rings));

    [TestMethod]
    [DataRow(null, 1, 1, 0, false)]
    [DataRow(null, 1, 10, 1, true)]
    [DataRow(null, 2, 20, 1, false)]
    [DataRow(null, 2, 19, 1, true)]
    [DataRow(null, 3, 100, 5, false)]
    [DataRow(null, 3, 100, 6, true)]
    [DataRow("0", 3, 100, 1, true)]
    [DataRow("2", 1, 3, 2, false)]
    [DataRow("2", 1, 3, 3, true)]
    [DataRow("10%", 2, 10, 1, false)]
    [DataRow("10%", 2, 9, 1, true)]
    public void Limits(string? limit, int ring, int boxes, int failed, bool isTooMany) =>
        Assert.AreEqual(isTooMany, new RolloutPlan("all", limit, TimeSpan.FromMinutes(1)).IsTooMany(ring, boxes, failed));

    [TestMethod]
    public void ARecordComesBackAsItWas()
    {
        RolloutRecord record = Record();
        record.Boxes[0].Stage = RolloutStage.Failed;
        record.Boxes[0].Reason = "noGateway";
        record.Boxes[0].Ended = UpdateSamples.Begin;
        Assert.IsTrue(RolloutRecord.TryRead(record.ToJson(), out RolloutRecord? read, out string problem), problem);
        Assert.AreEqual(record.ToJson(), read.ToJson());
        Assert.AreEqual("mill \u001b[31m", read.Boxes[1].Name);
        Assert.AreEqual(DateTimeKind.Utc, read.Boxes[0].Ended!.Value.Kind);
    }

    [TestMethod]
    public void ARecordThatIsNoneIsNamed()
    {
        string good = Record().ToJson();
        CheckRefused("", "no record");
        CheckRefused("null", "no record");
        CheckRefused("[]", "no record");
        CheckRefused("{}", "no record");
        CheckRefused(good[..(good.Length / 2)], "no record");
        CheckRefused(With(node => node["sidetapRollout"] = 2), "another version");
        CheckRefused(With(node => node["rings"] = "5"), "damaged");
        CheckRefused(With(node => node["maxFailed"] = "many"), "damaged");
        CheckRefused(With(node => node["silentAfterSeconds"] = -1), "damaged");
        CheckRefused(With(node => node["boxes"] = null), "no record");
        CheckRefused(With(node => node["boxes"]![0] = null), "damaged");
        CheckRefused(With(node => node["boxes"]![0]!["id"] = "x"), "damaged");
        CheckRefused(With(node => node["boxes"]![1]!["id"] = "5"), "damaged");
        CheckRefused(With(node => node["boxes"]![1]!["ring"] = 9), "damaged");
        CheckRefused(With(node => node["boxes"]![1]!["stage"] = "sleeping"), "no record");
        CheckRefused(With(node => node["boxes"]![1]!["stage"] = 3), "no record");
        for (int length = 0; length < good.Length - 2; length++)
        {
            Assert.IsFalse(RolloutRecord.TryRead(good[..length], out _, out _));
        }
    }

    [TestMethod]
    public void AFileIsNeverHalf()
    {
        string folder = Directory.CreateTempSubdirectory("rollout").FullName;
        try
        {
            string path = Path.Combine(folder, "r.json");
            RolloutRecord record = Record();
            new RolloutFile(path).Save(record);
            record.Boxes[0].Octets = 7;
            new RolloutFile(path).Save(record);
            Assert.AreEqual(record.ToJson(), File.ReadAllText(path));
            CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static RolloutRecord Record() =>
        RolloutRecord.Create(UpdateSamples.Image(), "app.img", new RolloutPlan("1,all", null, TimeSpan.FromMinutes(15)), [(5, null), (ulong.MaxValue, "mill \u001b[31m")]);

    private static string With(Action<JsonNode> change)
    {
        JsonNode node = JsonNode.Parse(Record().ToJson())!;
        change(node);
        return node.ToJsonString();
    }

    private static void CheckRefused(string text, string reason)
    {
        Assert.IsFalse(RolloutRecord.TryRead(text, out RolloutRecord? record, out string problem), text);
        Assert.IsNull(record);
        Assert.Contains(reason, problem);
    }
}
