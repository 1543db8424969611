#nullable enable
using Sidetap.Model;
using Sidetap.Sensors;
using Sidetap.Tests.Host.Outbox;

namespace Sidetap.Tests.Host.Terminal;

/// <summary>The power goes at every octet of a correction's way to flash: the box starts with the corrections before it or with those after it, never with a mixture.</summary>
[TestClass]
public sealed class CalibrationPowerCutTests
{
    [TestMethod]
    [DataRow(FaultyFiles.Torn.Prefix)]
    [DataRow(FaultyFiles.Torn.Zeros)]
    [DataRow(FaultyFiles.Torn.OneWrong)]
    [DataRow(FaultyFiles.Torn.Nothing)]
    public void A_save_that_is_cut_leaves_the_corrections_before_or_after_it(object torn)
    {
        var start = new FaultyFiles();
        Assert.IsTrue(Load(start, out _).Set(0, 1.5, 1));
        Assert.IsTrue(Load(start, out _).Set(1, 2, 3));
        var whole = start.Copy();
        Assert.IsTrue(Change(whole));
        int kept = 0;
        for (var cut = 0; cut < whole.Places; cut++)
        {
            var files = start.Copy();
            files.Leaves = (FaultyFiles.Torn)torn;
            files.UntilCut = cut;
            var isDone = Change(files);
            files.PowerUp();
            Load(files, out var sources);
            var found = $"{Text(sources, 0)} {Text(sources, 1)}";
            Assert.IsTrue(found is "1.5/1 2/3" or "1.5/1 0.5/-4" or "- 0.5/-4", $"cut at {cut}: {found}");
            Assert.IsTrue(!isDone || found == "- 0.5/-4", $"cut at {cut}: {found}");
            kept += found == "1.5/1 2/3" ? 1 : 0;
        }

        Assert.IsTrue(kept > 10);
    }

    /// <summary>Another correction of one signal, and then none of the other; whether both were said to be stored.</summary>
    private static bool Change(FaultyFiles files) => Load(files, out _).Set(1, 0.5, -4) && Load(files, out _).Clear(0);

    private static Calibration Load(FaultyFiles files, out SourceSet sources)
    {
        sources = SourceSet.Build([Analog(0), Analog(1)], new FakeBoard().Inputs, out _);
        var calibration = new Calibration(files, sources);
        calibration.Load();
        return calibration;
    }

    private static string Text(SourceSet sources, int signal) =>
        sources.CorrectionOf(signal) is { } one ? FormattableString.Invariant($"{one.Gain}/{one.Offset}") : "-";

    private static SourceDescriptor Analog(int channel) => new() { Kind = SourceKind.Analog, Parameters = [channel, 1, 0] };
}
