using System.Reflection;
using Sidetap.Conformance;
using Sidetap.Conformance.Watching;

namespace Sidetap.Tests.Conformance.Firmware;

/// <summary>The firmware's client keeps every rule, and every rule is put to it.</summary>
[TestClass]
public sealed class FirmwareClientTests
{
    public static IEnumerable<object[]> Cases => CaseList.All.Select(one => new object[] { one.Name });

    public static string CaseName(MethodInfo method, object[] data) => $"{data[0]}";

    [TestMethod]
    [DynamicData(nameof(Cases), DynamicDataDisplayName = nameof(CaseName))]
    public void Passes(string name)
    {
        WatchBook book = new();
        CaseResult result = FirmwareDriver.Run(CaseList.All.Single(one => one.Name == name), book);
        Assert.AreEqual(Verdict.Pass, result.Verdict, $"{name} ({result.Section}): {result.Reason} {result.Frame}");
        foreach (CaseResult broken in WatchRules.All.Select(book.ResultOf).Where(one => one.Verdict == Verdict.Fail))
        {
            Assert.Fail($"{broken.Name} ({broken.Section}): {broken.Reason} {broken.Frame}");
        }
    }

    [TestMethod]
    public void EveryRuleIsWatched()
    {
        WatchBook book = new();
        foreach (ConformanceCase one in CaseList.All)
        {
            FirmwareDriver.Run(one, book);
        }

        string[] idle = [.. WatchRules.All.Where(rule => book.ResultOf(rule).Verdict == Verdict.NotExercised).Select(rule => rule.Name)];
        Assert.IsEmpty(idle, string.Join(' ', idle));
    }

    [TestMethod]
    [DataRow("receive.qos0.unanswered", 1)]
    [DataRow("receive.qos1.puback", 1)]
    [DataRow("receive.qos1.again", 1)]
    [DataRow("receive.qos1.several", 10)]
    [DataRow("receive.qos2.again", 1)]
    [DataRow("receive.qos2.pubrel-again", 1)]
    [DataRow("receive.qos2.msgid-again", 2)]
    [DataRow("session.kept-once", 1)]
    [DataRow("sleep.kept-several", 5)]
    [DataRow("receive.unknown-id", 0)]
    [DataRow("frame.stranger-publish", 0)]
    public void DeliversOnce(string name, int messages)
    {
        CaseResult result = FirmwareDriver.Run(CaseList.All.Single(one => one.Name == name), new WatchBook(), null, out int delivered);
        Assert.AreEqual(Verdict.Pass, result.Verdict, result.Reason);
        Assert.AreEqual(messages, delivered);
    }
}
