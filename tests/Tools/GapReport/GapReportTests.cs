using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.GapReport;
using Sidetap.PubSub;

namespace Sidetap.Tests.Tools.GapReport;

/// <summary>The gap report finds each difference between traffic and profile, and none where there is none.</summary>
[TestClass]
public sealed class GapReportTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);

    [TestMethod]
    public void TrafficAsTheProfileSaysHasNoGaps()
    {
        CollectionAssert.AreEqual(Array.Empty<string>(), new GapBench().Announce().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void AFieldOfAnotherTypeIsFoundInMetadataAndValues()
    {
        GapBench bench = new(field => field.Name == "SpindlePower" ? new FieldMetaData(field.Name, BuiltInType.Double) { Unit = field.Unit, HasRange = true, RangeLow = field.RangeLow, RangeHigh = field.RangeHigh } : field);
        CollectionAssert.AreEqual(new[] { "types: SpindlePower", "types: SpindlePower" }, bench.Announce().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void AnotherUnitAndNoUnitAreFound()
    {
        GapBench bench = new(field =>
        {
            field.Unit = field.Name == "SpindleCurrent" ? new EngineeringUnit("4K", "mA", "milliampere") : field.Name == "PositionX" ? null : field.Unit;
            return field;
        });
        CollectionAssert.AreEqual(new[] { "units: SpindleCurrent", "units: PositionX" }, bench.Announce().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void AnotherRangeAndOtherNamesAreFound()
    {
        GapBench bench = new(field =>
        {
            field.RangeHigh = field.Name == "SpindlePower" ? 2 : field.RangeHigh;
            field.EnumStrings = field.Name == "MachineryItemState" ? ["Off", "On"] : field.EnumStrings;
            return field;
        });
        CollectionAssert.AreEqual(
            new[] { "units: MachineryItemState: EnumStrings", "units: SpindlePower: EURange" }, bench.Announce().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void MissingAndUnknownFieldsAreFound()
    {
        GapBench bench = new(field => field.Name == "FeedRate" ? null : field, null, new FieldMetaData("Secret", BuiltInType.Float), new FieldMetaData("Other", BuiltInType.Byte));
        CollectionAssert.AreEqual(
            new[] { "metadata: number of fields", "fields: FeedRate", "fields: Secret", "fields: Other" }, bench.Announce().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void MissingMetadataIsAGapAndFieldsGoByPosition()
    {
        CollectionAssert.AreEqual(new[] { "metadata: DataSetMetaData" }, new GapBench().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void LostMessagesAreFound()
    {
        GapBench bench = new GapBench().Announce().KeyFrames(10, Pace);
        bench.Lose();
        bench.Lose();
        bench.KeyFrames(20, Pace);
        CollectionAssert.AreEqual(new[] { "sequence: missing" }, bench.Gaps());
        Assert.AreEqual("2 in 1 gaps", bench.Result().Rows.Single(row => row.Subject == "missing").Found);
    }

    [TestMethod]
    public void SilenceIsFound()
    {
        GapBench bench = new GapBench().Announce().KeyFrames(10, Pace);
        bench.Now += TimeSpan.FromSeconds(15); // keep-alive: 10 s
        Assert.AreEqual("rates: any message", bench.KeyFrames(10, Pace).Gaps().Single());
    }

    [TestMethod]
    public void ShortTrafficIsNoGapButSaysSo()
    {
        GapBench bench = new GapBench().Announce().KeyFrames(2, TimeSpan.FromSeconds(1));
        CollectionAssert.AreEqual(Array.Empty<string>(), bench.Gaps());
        Assert.IsTrue(bench.Result().Rows.Any(row => row.Area == "rates" && row.Verdict == GapVerdict.Note && row.Found.Contains("too short")));
    }

    [TestMethod]
    public void BadFieldsAreNotedWithTheirStatus()
    {
        GapBench bench = new GapBench().Announce();
        bench.Data.SetStatus(1, StatusCode.BadSensorFailure);
        GapRow row = bench.KeyFrames(30, Pace).Result().Rows.Single(one => one.Area == "status" && one.Subject == "SpindleCurrent");
        Assert.AreEqual("BadSensorFailure x 30", row.Found);
        Assert.AreEqual(GapVerdict.Note, row.Verdict);
    }

    [TestMethod]
    public void AStateWithoutANameIsFound()
    {
        GapBench bench = new GapBench().Announce();
        bench.Data.SetInteger(0, 7);
        CollectionAssert.AreEqual(new[] { "values: MachineryItemState" }, bench.KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void NoNumberUnderAGoodStatusIsFound()
    {
        GapBench bench = new GapBench().Announce();
        bench.Data.SetFloat(1, float.NaN);
        CollectionAssert.AreEqual(new[] { "values: SpindleCurrent" }, bench.KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void AnotherDataSetNameIsFound()
    {
        CollectionAssert.AreEqual(new[] { "layout: topic", "metadata: name" }, new GapBench(null, "Mill").Announce().KeyFrames(30, Pace).Gaps());
    }

    [TestMethod]
    public void ADataSetAnnouncedAsSomethingElseIsLeftOutBesideOneThatIsMeant()
    {
        GapBench bench = new GapBench().Announce().KeyFrames(30, Pace);
        bench.Beside("Agv").Announce().KeyFrames(20, Pace);
        GapComparison comparison = bench.Observer.Compare(bench.Profile, null);
        Assert.AreEqual(bench.Profile.Name, comparison.Results.Single().DataSet);
        Assert.AreEqual(0, comparison.Gaps);
        Assert.AreEqual(new OtherDataSet($"{GapBench.FirstPublisher + 1}", "Agv", 20), comparison.LeftOut.Single());
    }

    [TestMethod]
    public void ADataSetThatIsNotAnnouncedMayBeMeant()
    {
        GapBench bench = new GapBench().KeyFrames(30, Pace);
        bench.Beside("Agv").Announce().KeyFrames(20, Pace);
        GapComparison comparison = bench.Observer.Compare(bench.Profile, null);
        Assert.AreEqual($"{GapBench.FirstPublisher}", comparison.Results.Single().Publisher);
        Assert.HasCount(1, comparison.LeftOut);
    }

    [TestMethod]
    public void AmongSeveralThatAreSomethingElseNoneIsMeantUnlessItsPublisherIsNamed()
    {
        GapBench bench = new GapBench(null, "Mill", []).Announce().KeyFrames(30, Pace);
        bench.Beside("Agv").Announce().KeyFrames(20, Pace);
        GapComparison none = bench.Observer.Compare(bench.Profile, null);
        Assert.HasCount(0, none.Results);
        CollectionAssert.AreEquivalent(new[] { "Mill", "Agv" }, none.LeftOut.Select(one => one.DataSet).ToArray());

        GapComparison named = bench.Observer.Compare(bench.Profile, $"{GapBench.FirstPublisher}");
        Assert.AreEqual("Mill", named.Results.Single().DataSet);
        Assert.HasCount(0, named.LeftOut);
    }

    [TestMethod]
    public void TimeThatGoesBackIsFound()
    {
        GapBench bench = new GapBench().Announce().KeyFrames(20, Pace);
        bench.Now -= TimeSpan.FromSeconds(7);
        CollectionAssert.AreEqual(new[] { "time: timestamps" }, bench.KeyFrames(10, Pace).Gaps());
    }

    [TestMethod]
    public void AFieldThatNoDeltaFrameBringsIsNotMissing()
    {
        GapBench bench = new GapBench().Announce().DeltaFrames(8, Pace, 1, 2);
        CollectionAssert.AreEqual(Array.Empty<string>(), bench.Gaps());
        Assert.AreEqual(GapVerdict.Note, bench.Result().Rows.Single(row => row.Area == "fields" && row.Subject == "FeedRate").Verdict);
        CollectionAssert.AreEqual(new[] { "metadata: DataSetMetaData" }, new GapBench().DeltaFrames(8, Pace, 1, 2).Gaps());
    }

    [TestMethod]
    public void AFieldThatIsNeitherAnnouncedNorComesIsMissingInDeltaFramesToo()
    {
        GapBench bench = new(field => field.Name == "FeedRate" ? null : field);
        CollectionAssert.AreEqual(new[] { "metadata: number of fields", "fields: FeedRate" }, bench.Announce().DeltaFrames(8, Pace, 1, 2).Gaps());
    }

    [TestMethod]
    public void ALateFirstKeyFrameIsFound()
    {
        GapBench bench = new GapBench().Announce().DeltaFrames(20, Pace, 1).KeyFrames(20, Pace); // after 100 s, and it is to come every 60 s
        CollectionAssert.Contains(bench.Gaps(), "rates: key frames");
        Assert.AreEqual("100 s without one", bench.Result().Rows.Single(row => row.Subject == "key frames").Found);
    }

    [TestMethod]
    [DataRow(-3600)]
    [DataRow(3600)]
    public void ClocksThatDifferAreNoGap(int secondsAhead)
    {
        // Messages from before the device knew the time are told by arrival, the others by the device's clock.
        GapBench bench = new GapBench { Ahead = TimeSpan.FromSeconds(secondsAhead), IsUptime = true }.Announce().KeyFrames(10, Pace);
        bench.IsUptime = false;
        bench.KeyFrames(20, Pace);
        CollectionAssert.AreEqual(Array.Empty<string>(), bench.Gaps());
        Assert.AreEqual((9 + 19) * Pace.TotalSeconds, bench.Result().Seconds, 0.001);
        Assert.AreEqual("10 messages from before the device knew the time", bench.Result().Rows.Single(row => row.Verdict == GapVerdict.Note && row.Area == "time").Found);
    }

    [TestMethod]
    public void MalformedMessagesAreCounted()
    {
        GapBench bench = new GapBench().Announce().KeyFrames(3, Pace);
        bench.Corrupt();
        Assert.AreEqual(1, bench.Observer.Malformed);
    }

    [TestMethod]
    public void TheReportKeepsForeignTextFromBecomingMarkup()
    {
        GapBench bench = new(null, "Mill|<b>\n# x", []);
        string text = MarkdownReport.Write(bench.Profile, new GapComparison([bench.Announce().KeyFrames(30, Pace).Result()], [new OtherDataSet("7", "x|y", 3)]), "a|b.pcap", 0, DateTime.UnixEpoch);
        StringAssert.Contains(text, "Mill\\|\\<b\\> \\# x");
        StringAssert.Contains(text, "a\\|b.pcap");
        StringAssert.Contains(text, "no certificate");
        StringAssert.Contains(text, "| 7 | x\\|y | 3 |");
        string[] tables = text.Split("## Left out");
        Assert.IsTrue(RowsOf(tables[0]).All(line => Cells(line) == 4));
        Assert.IsTrue(RowsOf(tables[1]).All(line => Cells(line) == 3));
    }

    private static IEnumerable<string> RowsOf(string text) => text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal));

    private static int Cells(string line) => line.Replace("\\|", "", StringComparison.Ordinal).Count(c => c == '|') - 1;
}
