#nullable enable
using Sidetap.Boards.Host.Machines;

namespace Sidetap.Tests.Host.Boards.Machines;

/// <summary>Faults come and go as planned, and by key.</summary>
[TestClass]
public sealed class FaultPanelTests
{
    private static readonly MachineFault[] Faults = [new("one", 'o', "the first"), new("two", 't', "the second")];

    [TestMethod]
    public void A_plan_comes_and_goes_at_its_times()
    {
        FixedClock clock = new();
        SimulatedMill mill = new(clock, 1, [new FaultPlan("wire-break", 1000, 2000), new FaultPlan("clamp-off", 1500)]);
        Assert.AreEqual("", At(999));
        Assert.AreEqual("wire-break", At(1000));
        Assert.AreEqual("clamp-off wire-break", At(1500));
        Assert.AreEqual("clamp-off wire-break", At(1999));
        Assert.AreEqual("clamp-off", At(2000));
        Assert.AreEqual("clamp-off", At(3_600_000));

        string At(long ms)
        {
            clock.UptimeMs = ms;
            mill.Read(0, out float _);
            return string.Join(' ', mill.Faults.Active.Order());
        }
    }

    [TestMethod]
    public void Plans_that_follow_each_other_leave_no_gap()
    {
        FixedClock clock = new() { UptimeMs = 2000 };
        SimulatedMill mill = new(clock, 1, [new FaultPlan("wire-break", 2000, 3000), new FaultPlan("wire-break", 1000, 2000)]);
        mill.Read(0, out float _);
        Assert.AreEqual("wire-break", mill.Faults.Active.Single());
    }

    [TestMethod]
    public void A_key_switches_its_fault_and_no_other()
    {
        FaultPanel panel = new(Faults, []);
        Assert.AreEqual("two", panel.Toggle('t')!.Name);
        Assert.IsFalse(panel[0]);
        Assert.IsTrue(panel[1]);
        Assert.AreEqual("two", panel.Toggle('T')!.Name);
        Assert.IsFalse(panel[1]);
        Assert.IsNull(panel.Toggle('x'));
    }

    [TestMethod]
    public void A_fault_there_is_not_and_one_that_ends_first_are_refused()
    {
        Contains("'three' is not a fault of this machine. Faults are one, two.", new FaultPlan("three"));
        Contains("The fault 'one' ends before it begins.", new FaultPlan("one", 10, 10));
        Contains("The fault 'one' ends before it begins.", new FaultPlan("one", -1, 10));

        static void Contains(string message, FaultPlan plan) =>
            Assert.AreEqual(message, Assert.ThrowsExactly<ArgumentException>(() => new FaultPanel(Faults, [plan])).Message);
    }
}
