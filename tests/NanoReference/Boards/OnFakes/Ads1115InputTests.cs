using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>Converters on I²C as analog channels of a board.</summary>
[TestClass]
public class Ads1115InputTests
{
    private readonly TestClock clock = new();

    [TestMethod]
    [DataRow(3.3)]
    [DataRow(1.0)]
    [DataRow(0.0412)] // 1,000 °C of a type K thermocouple
    [DataRow(0.0008)]
    [DataRow(0.0)]
    public void AChannelIsReadInTheRangeThatFitsIt(double volts)
    {
        AdsChip chip = new(clock) { Volts = { [(72, 2)] = volts } };
        Ads1115Input input = New(chip);
        Rounds(input, 2, 20);
        Assert.AreEqual(InputStatus.Good, input.Read(2, out float value));

        // Half a bit of the narrowest range that holds it with a margin.
        double range = new[] { 0.256, 0.512, 1.024, 2.048, 4.096 }.First(fullScale => volts < fullScale * 0.86);
        Assert.AreEqual(volts, value, range / 32768);
    }

    [TestMethod]
    public void AboveTheWidestRangeItIsOutOfRange()
    {
        AdsChip chip = new(clock) { Volts = { [(72, 0)] = 4.2 } };
        Ads1115Input input = New(chip);
        Rounds(input, 0, 5);
        Assert.AreEqual(InputStatus.OutOfRange, input.Read(0, out _));
    }

    [TestMethod]
    public void AJumpBeyondTheRangeIsMeasuredAgainAndNeverShownClipped()
    {
        AdsChip chip = new(clock) { Volts = { [(72, 0)] = 0.1 } };
        Ads1115Input input = New(chip);
        Rounds(input, 0, 20);
        chip.Volts[(72, 0)] = 2.5;
        for (int i = 0; i < 10; i++)
        {
            Round(input);
            InputStatus status = input.Read(0, out float value);
            Assert.IsTrue(status is InputStatus.Good or InputStatus.Stale, status.ToString());
            Assert.IsTrue(Math.Abs(value - 0.1) < 0.001 || Math.Abs(value - 2.5) < 0.001, value.ToString());
        }

        input.Read(0, out float last);
        Assert.AreEqual(2.5, last, 0.001);
    }

    [TestMethod]
    public void AReadingIsGoodOnceAndThenStale()
    {
        Ads1115Input input = New(new AdsChip(clock));
        Assert.AreEqual(InputStatus.Stale, input.Read(1, out _));
        Round(input);
        Round(input);
        Assert.AreEqual(InputStatus.Good, input.Read(1, out _));
        Assert.AreEqual(InputStatus.Stale, input.Read(1, out _));
    }

    [TestMethod]
    public void OnlyChannelsThatAreReadAreConvertedAndEachInTurn()
    {
        AdsChip chip = new(clock) { Present = { 72, 73 } };
        Ads1115Input input = new(chip, clock, [72, 73]);
        Rounds(input, 0, 1);
        input.Read(3, out _);
        input.Read(6, out _);
        chip.Started.Clear();
        for (int i = 0; i < 8; i++)
        {
            Round(input);
        }

        CollectionAssert.AreEquivalent(new[] { 0, 3 }, chip.Started.Where(start => start.Address == 72).Select(start => start.Input).Distinct().ToArray());
        CollectionAssert.AreEquivalent(new[] { 2 }, chip.Started.Where(start => start.Address == 73).Select(start => start.Input).Distinct().ToArray());
        int first = chip.Started.Count(start => start is { Address: 72, Input: 0 });
        int second = chip.Started.Count(start => start is { Address: 72, Input: 3 });
        Assert.IsTrue(Math.Abs(first - second) <= 1);
    }

    [TestMethod]
    public void AnAbsentChipIsNotConnectedAndAskedOnceASecond()
    {
        AdsChip chip = new(clock);
        Ads1115Input input = new(chip, clock, [73]);
        Rounds(input, 0, 1);
        int transfers = chip.Transfers;
        for (int i = 0; i < 250; i++)
        {
            Round(input); // 5 s
            Assert.AreEqual(InputStatus.NotConnected, input.Read(0, out _));
        }

        Assert.IsTrue(chip.Transfers - transfers is >= 4 and <= 6, (chip.Transfers - transfers).ToString());
        chip.Present.Add(73);
        chip.Volts[(73, 0)] = 1.5;
        Rounds(input, 0, 60);
        input.Read(0, out float value);
        Assert.AreEqual(1.5, value, 0.001);
    }

    [TestMethod]
    public void OneChipThatIsGoneLeavesTheOthersAlone()
    {
        AdsChip chip = new(clock) { Volts = { [(72, 0)] = 1 } };
        Ads1115Input input = new(chip, clock, [73, 72]);
        input.Read(0, out _);
        Rounds(input, 4, 4);
        Assert.AreEqual(InputStatus.NotConnected, input.Read(0, out _));
        Assert.AreEqual(InputStatus.Good, input.Read(4, out float value));
        Assert.AreEqual(1, value, 0.001);
    }

    [TestMethod]
    public void WithoutWorkAGoodReadingDoesNotStayGoodForEver()
    {
        Ads1115Input input = New(new AdsChip(clock));
        Rounds(input, 0, 3);
        input.Read(0, out _);
        clock.Advance(1001);
        Assert.AreEqual(InputStatus.DeviceFailure, input.Read(0, out _));
    }

    [TestMethod]
    [DataRow(-1)]
    [DataRow(4)]
    public void AChannelThatIsNotThereIsNotConnected(int channel) =>
        Assert.AreEqual(InputStatus.NotConnected, New(new AdsChip(clock)).Read(channel, out _));

    [TestMethod]
    public void JoinedInputsNumberTheirChannelsOn()
    {
        AdsChip chip = new(clock) { Present = { 73 }, Volts = { [(72, 3)] = 1, [(73, 0)] = 2 } };
        Ads1115Input first = New(chip);
        Ads1115Input second = new(chip, clock, [73]);
        JoinedAnalogInput both = new(first, second);
        Assert.AreEqual(8, both.ChannelCount);
        both.Read(3, out _);
        both.Read(4, out _);
        for (int i = 0; i < 4; i++)
        {
            first.Work();
            Round(second);
        }

        both.Read(3, out float one);
        both.Read(4, out float two);
        Assert.AreEqual((1, 2), (MathF.Round(one, 3), MathF.Round(two, 3)));
        Assert.AreEqual(InputStatus.NotConnected, both.Read(8, out _));
        Assert.AreEqual(InputStatus.NotConnected, both.Read(-1, out _));
    }

    private Ads1115Input New(AdsChip chip) => new(chip, clock, [72]);

    private void Rounds(Ads1115Input input, int channel, int count)
    {
        input.Read(channel, out _);
        for (int i = 0; i < count; i++)
        {
            Round(input);
        }
    }

    /// <summary>One round of the main loop.</summary>
    private void Round(Ads1115Input input)
    {
        clock.Advance(20);
        input.Work();
    }
}
