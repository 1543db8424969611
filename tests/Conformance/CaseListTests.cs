using System.Text.RegularExpressions;
using Sidetap.Conformance;
using Sidetap.Conformance.Watching;

namespace Sidetap.Tests.Conformance;

/// <summary>The list of cases itself.</summary>
[TestClass]
public sealed class CaseListTests
{
    [TestMethod]
    public void NamesAreUnique()
    {
        string[] names = [.. CaseList.All.Select(one => one.Name), .. WatchRules.All.Select(rule => rule.Name)];
        CollectionAssert.AllItemsAreUnique(names);
        Assert.IsGreaterThanOrEqualTo(100, CaseList.All.Count);
    }

    [TestMethod]
    public void EveryCaseCitesASectionAndSaysItsRule()
    {
        foreach ((string name, string section, string rule) in CaseList.All.Select(one => (one.Name, one.Section, one.Rule))
            .Concat(WatchRules.All.Select(rule => (rule.Name, rule.Section, rule.Rule))))
        {
            Assert.IsTrue(Regex.IsMatch(section, @"^(\d+(\.\d+)*|Table 30)$"), $"{name} cites {section}");
            Assert.IsTrue(Regex.IsMatch(name, @"^[a-z]+\.[a-z0-9.\-]+$"), name);
            Assert.IsGreaterThan(10, rule.Length, name);
        }
    }

    [TestMethod]
    public void CheapCasesComeFirst()
    {
        Pace[] paces = [.. CaseList.All.Select(one => one.Pace)];
        CollectionAssert.AreEqual(paces.Order().ToArray(), paces);
    }

    [TestMethod]
    public void EveryStageIsACase()
    {
        foreach (WatchRule rule in WatchRules.All)
        {
            Assert.IsNotEmpty(rule.Stages, rule.Name);
            foreach (string stage in rule.Stages)
            {
                Assert.Contains(stage, CaseList.All.Select(one => one.Name), rule.Name);
            }
        }
    }

    [TestMethod]
    public void EveryNeedIsSaidAndUsed()
    {
        Need used = CaseList.All.Aggregate(Need.None, (needs, one) => needs | one.Needs);
        foreach (Need need in Enum.GetValues<Need>().Where(need => need != Need.None))
        {
            Assert.AreNotEqual("", Needs.MeaningOf(need));
            Assert.IsTrue((used & need) != 0, $"{need}");
            Assert.IsTrue(Needs.TryParse(Needs.NameOf(need), out Need parsed) && parsed == need, Needs.NameOf(need));
            Assert.IsTrue((Needs.Profiles["all"] & need) != 0, $"{need}");
        }
    }
}
