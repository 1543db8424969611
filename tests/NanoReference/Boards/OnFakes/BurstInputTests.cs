using System.Device.Adc;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>Wave forms from a converter that takes its time for each reading, and what a current clamp makes of them.</summary>
[TestClass]
public class BurstInputTests
{
    private const int ReadingUs = 125; // 8,000 a second
    private const double BiasVolts = 1.65;
    private const double MainsHz = 50;

    private readonly TestClock clock = new();
    private readonly AdcController adc = new();
    private double amplitude = 1;
    private int readings;

    public BurstInputTests() => adc.Signal = _ =>
    {
        clock.Us += ReadingUs;
        readings++;
        double volts = BiasVolts + (amplitude * Math.Sin(2 * Math.PI * MainsHz * clock.Us / 1e6));
        return (int)Math.Clamp(Math.Round(volts / 3.3 * 4095), 0, 4095);
    };

    [TestMethod]
    public void ThePaceIsMeasuredOnce()
    {
        NanoBurstInput burst = New();
        Assert.AreEqual(8000, burst.RateOf(0), 100);
        int measured = readings;
        Assert.AreEqual(burst.RateOf(0), burst.RateOf(0));
        Assert.AreEqual(measured, readings);
        Assert.IsTrue(burst.RateOf(1) > 0 && burst.RateOf(-1) > 0);
    }

    [TestMethod]
    public void NothingIsTakenBeforeSomebodyAsksAndNothingIsTakenTwice()
    {
        NanoBurstInput burst = New();
        burst.RateOf(0);
        int measured = readings;
        burst.Work();
        Assert.AreEqual(measured, readings);
        float[] samples = new float[512];
        Assert.AreEqual((InputStatus.Stale, 0), (burst.Read(0, samples, out int count), count));
        burst.Work();
        int taken = readings - measured;
        burst.Work();
        Assert.AreEqual(taken, readings - measured, "The burst before waits still.");
        Assert.AreEqual((InputStatus.Good, taken), (burst.Read(0, samples, out count), count));
        Assert.AreEqual((InputStatus.Stale, 0), (burst.Read(0, samples, out count), count));
    }

    [TestMethod]
    public void ABurstIsTwoCyclesAndFitsAClamp()
    {
        NanoBurstInput burst = New();
        float[] samples = new float[512];
        burst.Read(0, samples, out _);
        burst.Work();
        burst.Read(0, samples, out int count);
        Assert.IsTrue(count >= 2 * burst.RateOf(0) / MainsHz && count <= 512, count.ToString());
        Assert.AreEqual(BiasVolts + amplitude, samples.Take(count).Max(), 0.01);
        Assert.AreEqual(BiasVolts - amplitude, samples.Take(count).Min(), 0.01);
    }

    [TestMethod]
    public void ABurstThatWasInterruptedIsThrownAway()
    {
        NanoBurstInput burst = New();
        float[] samples = new float[512];
        burst.RateOf(0);
        burst.Read(0, samples, out _);
        Func<int, int> signal = adc.Signal;
        bool isFirst = true;
        adc.Signal = channel =>
        {
            clock.Us += isFirst ? 20000 : 0; // another thread's quantum
            isFirst = false;
            return signal(channel);
        };
        burst.Work();
        Assert.AreEqual((InputStatus.Stale, 0), (burst.Read(0, samples, out int count), count));
        burst.Work();
        Assert.AreEqual(InputStatus.Good, burst.Read(0, samples, out _));
    }

    [TestMethod]
    public void SamplesAtEitherEndAreOutOfRange()
    {
        amplitude = 2;
        NanoBurstInput burst = New();
        float[] samples = new float[512];
        burst.Read(0, samples, out _);
        burst.Work();
        Assert.AreEqual(InputStatus.OutOfRange, burst.Read(0, samples, out int count));
        Assert.IsTrue(count > 0);
    }

    [TestMethod]
    public void AConverterThatIsNotThereIsAFailure()
    {
        NanoBurstInput burst = new(adc, clock, [-1], 3.3f, 0);
        Assert.IsTrue(burst.RateOf(0) > 0);
        burst.Work();
        Assert.AreEqual(InputStatus.DeviceFailure, burst.Read(0, new float[512], out _));
        Assert.AreEqual(InputStatus.NotConnected, burst.Read(1, new float[512], out _));
    }

    [TestMethod]
    public void AClampFindsTheCurrentInIt()
    {
        // 100 A a volt: a sine of 1 V is 70.7 A.
        NanoBurstInput burst = New();
        SignalTable signals = new(3);
        CurrentClamp clamp = new(signals, 0, burst, 0, 100, (float)MainsHz, 10, 1.5f, 1.8f);
        for (int i = 0; i < 20; i++)
        {
            clamp.Sample(clock.UptimeMs);
            burst.Work();
            clock.Advance(55);
        }

        Assert.AreEqual(0u, signals.Statuses[0]);
        Assert.AreEqual(70.7, signals.Values[0], 0.5);
        Assert.AreEqual(100, signals.Values[1], 1);
    }

    [TestMethod]
    public void TheConvertersLineIsTheBoards()
    {
        NanoAnalogInput input = new(adc, [4, -1], 3.441f, 0.142f);
        adc.Signal = _ => 2000;
        Assert.AreEqual(InputStatus.Good, input.Read(0, out float volts));
        Assert.AreEqual(0.142 + (2000 * 0.0008056), volts, 0.001);
        adc.Signal = _ => 0;
        Assert.AreEqual((InputStatus.Good, 0f), (input.Read(0, out volts), volts));
        adc.Signal = _ => 4095;
        Assert.AreEqual(InputStatus.OutOfRange, input.Read(0, out _));
        Assert.AreEqual(InputStatus.DeviceFailure, input.Read(1, out _));
        Assert.AreEqual(InputStatus.NotConnected, input.Read(2, out _));
    }

    private NanoBurstInput New() => new(adc, clock, [0], 3.3f, 0);
}
