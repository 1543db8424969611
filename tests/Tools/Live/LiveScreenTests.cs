using Sidetap.Tool.Live;
using Spectre.Console;

namespace Sidetap.Tools.Tests.Live;

/// <summary>The live view keeps to the terminal's size and shows what matters first.</summary>
[TestClass]
public sealed class LiveScreenTests
{
    private static DemoRun s_run = null!;

    [ClassInitialize]
    public static void Run(TestContext context) =>
        s_run = DemoRun.Of(20, "mill:clamp-off@5s", "molding:thermocouple-broken@5s", "molding:wire-break@5s", "agv:battery-sensor@5s", "agv:bumper@8s-10s");

    [ClassCleanup]
    public static void End() => s_run.Dispose();

    [TestMethod]
    [DataRow(80, 24)]
    [DataRow(100, 40)]
    [DataRow(120, 40)]
    [DataRow(140, 50)]
    [DataRow(60, 20)]
    [DataRow(40, 12)]
    public void Every_page_fits(int width, int height)
    {
        foreach (string keys in new[] { "", "\t", "1", "2", "3", "30" })
        {
            string[] lines = Draw(width, height, keys);
            Assert.IsTrue(lines.Length < height, $"{lines.Length} lines of {height} after '{keys}' at {width}:\n{string.Join('\n', lines)}");
            Assert.IsTrue(lines.All(l => l.GetCellWidth() <= width), $"after '{keys}': {string.Join('\n', lines)}");
        }
    }

    [TestMethod]
    public void Three_tables_stand_beside_each_other_in_100_columns()
    {
        string[] lines = Draw(100, 40, "");
        Assert.Contains("1 mill: message", lines[0]);
        Assert.Contains("2 molding: message", lines[0]);
        Assert.Contains("3 agv: message", lines[0]);
        string all = string.Join('\n', lines);
        foreach (string field in new[] { "MachineryItemState", "SpindlePower", "HydraulicP", "lastNodeId", "batteryCharge" })
        {
            Assert.Contains(field, all);
        }

        Assert.DoesNotContain("more", all.Split("faults of")[0], "all fields fit");
    }

    [TestMethod]
    [DataRow(80, 24)]
    [DataRow(100, 40)]
    public void A_field_that_is_not_good_is_never_hidden(int width, int height)
    {
        string all = string.Join('\n', Draw(width, height, ""));
        Assert.Contains("SensorFail", all);
        Assert.Contains("DeviceFail", all);
    }

    [TestMethod]
    public void A_page_shows_status_unit_and_course()
    {
        string[] lines = Draw(100, 40, "1");
        string current = lines.Single(l => l.Contains("SpindleCurrent"));
        Assert.Contains("BadSensorFailure ", current, "in full");
        string[] small = Draw(80, 24, "1");
        Assert.Contains("BadSensorFailure ", small.Single(l => l.Contains("SpindleCurrent")), "in full: there is no course");
        Assert.IsFalse(small.Any(l => l.Contains("Course")));
        string power = lines.Single(l => l.Contains("SpindlePower"));
        Assert.Contains("kW", power);
        Assert.Contains("Good", power);
        Assert.Contains("mill: CncMachineTool", string.Join('\n', lines));
    }

    [TestMethod]
    public void Names_of_one_family_are_told_apart_where_they_are_cut()
    {
        string[] lines = Draw(80, 40, "");
        string[] drives = [.. lines.Where(l => l.StartsWith("FeedDr", StringComparison.Ordinal)).Select(l => l.Split(' ')[0])];
        Assert.IsGreaterThan(1, drives.Length, string.Join('\n', lines));
        CollectionAssert.AllItemsAreUnique(drives);
        Assert.Contains("NotExecuting", lines[1], "a state in full");
    }

    [TestMethod]
    public void A_page_has_the_same_columns_whatever_its_fields_say()
    {
        string before = Draw(140, 50, "1")[1];
        Assert.AreEqual(before, Draw(140, 50, "3")[1]);
        Assert.AreEqual(before, Draw(140, 50, "2")[1]);
    }

    [TestMethod]
    public void What_the_tables_leave_is_for_what_happened()
    {
        int[] notes = [.. new[] { 40, 50, 60 }.Select(height => Draw(100, height, "3").Count(l => l.StartsWith("03:04:", StringComparison.Ordinal)))];
        Assert.IsTrue(notes[0] < notes[1] && notes[1] <= notes[2], string.Join(' ', notes));
    }

    [TestMethod]
    [DataRow("FeedDriveCurrentX", 13, "FeedDriv…entX")]
    [DataRow("FlankWearLow", 12, "FlankWearLow")]
    [DataRow("short", 8, "short   ")]
    [DataRow("FeedDriveCurrentX", 8, "FeedDri…")]
    [DataRow("机床温度传感器", 9, "机床温度…")]
    public void Names_are_cut_before_their_ends(string name, int width, string expected) => Assert.AreEqual(expected, LiveText.FitName(name, width));

    [TestMethod]
    public void What_happened_stands_below_with_its_time()
    {
        string[] lines = Draw(140, 50, "");
        string[] notes = [.. lines.SkipWhile(l => !l.Contains("frames/s")).Skip(1).TakeWhile(l => !l.StartsWith("faults of", StringComparison.Ordinal)).Where(l => l.Trim().Length > 0)];
        Assert.IsGreaterThan(4, notes.Length);
        foreach (string note in notes)
        {
            // Which of them come last depends on how the boxes are scheduled.
            Assert.IsTrue(System.Text.RegularExpressions.Regex.IsMatch(note, "^03:04:[0-9]{2} (mill|molding|agv) [A-Za-z]"), string.Join('\n', lines));
        }

        string agv = s_run.Machines[2].Publisher!;
        LiveNote[] bumper = [.. s_run.Live.Read(live => live.Notes.Where(n => n.Publisher == agv && n.Source == "fieldViolation"))];
        Assert.HasCount(2, bumper, "pressed and released");
        Assert.IsTrue(bumper.All(n => n.IsEvent));
        Assert.AreEqual(2, (bumper[1].Time - bumper[0].Time).TotalSeconds, 0.5);
    }

    [TestMethod]
    public void Keys_switch_the_faults_of_the_machine_they_go_to()
    {
        LiveScreen screen = new(s_run.Live, s_run.Machines, hasKeys: true);
        screen.Press('\t'); // molding
        screen.Press('h');
        Assert.Contains("heater-failed", s_run.Machines[1].Faults!.Active);
        string[] lines = DemoRun.Lines(screen.Draw("", 100, 40), 100, 40);
        Assert.IsTrue(lines.Any(l => l.StartsWith("faults of molding:", StringComparison.Ordinal) && l.Contains("b thermocouple-broken")));
        Assert.IsTrue(lines.Any(l => l.StartsWith("faults: ", StringComparison.Ordinal) && l.Contains("agv:battery-sensor") && !l.Contains("molding")), "those of the others");
        screen.Press('H');
        Assert.DoesNotContain("heater-failed", s_run.Machines[1].Faults!.Active);
        screen.Press('3');
        screen.Press('n');
        Assert.Contains("ntc-open", s_run.Machines[2].Faults!.Active);
        screen.Press('n');
        Assert.IsFalse(screen.WantsToStop);
        screen.Press('9'); // no such page
        screen.Press('q');
        Assert.IsTrue(screen.WantsToStop);
    }

    [TestMethod]
    public void Where_nobody_sits_at_a_keyboard_no_keys_are_named()
    {
        LiveScreen screen = new(s_run.Live, s_run.Machines, hasKeys: false);
        string all = string.Join('\n', DemoRun.Lines(screen.Draw("", 100, 40), 100, 40));
        Assert.DoesNotContain("q stop", all);
        Assert.DoesNotContain("Tab", all);
        Assert.Contains("faults: mill:clamp-off", all);
    }

    [TestMethod]
    [DataRow("abc", 5, false, "abc  ")]
    [DataRow("abc", 5, true, "  abc")]
    [DataRow("abcdef", 4, false, "abc…")]
    [DataRow("ab\u001b[2J", 6, false, "ab\uFFFD[2J")]
    [DataRow("机床温度", 5, false, "机床…")]
    [DataRow("x", 1, false, "x")]
    [DataRow("xy", 1, false, "…")]
    public void Text_is_fitted_to_columns(string text, int width, bool toRight, string expected)
    {
        string fitted = LiveText.Fit(text, width, toRight);
        Assert.AreEqual(expected, fitted);
        Assert.AreEqual(width, fitted.GetCellWidth());
    }

    private static string[] Draw(int width, int height, string keys)
    {
        LiveScreen screen = new(s_run.Live, s_run.Machines, hasKeys: true);
        foreach (char key in keys)
        {
            screen.Press(key);
        }

        return DemoRun.Lines(screen.Draw("three simulated machines, 20 s; 300 messages, 0 lost", width, height), width, height);
    }
}
