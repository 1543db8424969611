using System.Device.Gpio;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Boards.Nano;
using Sidetap.Hal;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>Pins as digital channels, counters and lamp.</summary>
[TestClass]
public class PinInputTests
{
    private readonly GpioController gpio = new();

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void AnEnergisedTerminalIsActive(bool isActiveLow)
    {
        NanoDigitalInput input = new(gpio, [7], isActiveLow);
        gpio.PinOf(7).IsHigh = !isActiveLow;
        Assert.AreEqual((InputStatus.Good, true), (input.Read(0, out bool active), active));
        gpio.PinOf(7).IsHigh = isActiveLow;
        Assert.AreEqual((InputStatus.Good, false), (input.Read(0, out active), active));
        Assert.AreEqual(isActiveLow ? PinMode.InputPullUp : PinMode.InputPullDown, gpio.PinOf(7).Mode);
    }

    [TestMethod]
    public void APinWithoutResistorsIsAPlainInput()
    {
        gpio.PinOf(34).HasPulls = false;
        Assert.AreEqual(InputStatus.Good, new NanoDigitalInput(gpio, [34], true).Read(0, out _));
        Assert.AreEqual(PinMode.Input, gpio.PinOf(34).Mode);
    }

    [TestMethod]
    public void WhatFailsIsAStatus()
    {
        NanoDigitalInput input = new(gpio, [5, 6], true);
        gpio.PinOf(5).Fails = true;
        gpio.OpenPin(6);
        Assert.AreEqual(InputStatus.DeviceFailure, input.Read(0, out _));
        Assert.AreEqual(InputStatus.DeviceFailure, input.Read(1, out _), "Somebody else has the pin.");
        Assert.AreEqual(InputStatus.NotConnected, input.Read(2, out _));
        Assert.AreEqual(InputStatus.NotConnected, input.Read(-1, out _));
        gpio.PinOf(5).Fails = false;
        Assert.AreEqual(InputStatus.Good, input.Read(0, out _));
    }

    [TestMethod]
    public void ACounterAndADigitalChannelShareAPinByWhoComesFirst()
    {
        NanoDigitalInput digital = new(gpio, [3], true);
        NanoCounterInput counters = new(gpio, [3], [-1]);
        Assert.AreEqual(InputStatus.Good, counters.Read(0, out _));
        Assert.AreEqual(InputStatus.DeviceFailure, digital.Read(0, out _));
    }

    [TestMethod]
    public void PulsesAreRisingEdges()
    {
        NanoCounterInput counters = new(gpio, [3], [-1]);
        counters.Read(0, out _);
        for (int i = 0; i < 5; i++)
        {
            gpio.PinOf(3).IsHigh = true;
            gpio.PinOf(3).IsHigh = false;
        }

        Assert.AreEqual((InputStatus.Good, 5u), (counters.Read(0, out uint count), count));
        Assert.AreEqual(InputStatus.NotConnected, counters.Read(1, out _));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void AnEncoderCountsFourEdgesACycleThereAndBack(int phase)
    {
        // A leads B.
        (bool A, bool B)[] cycle = [(false, false), (true, false), (true, true), (false, true)];
        NanoCounterInput counters = new(gpio, [3], [4]);
        Set(phase);
        counters.Read(0, out _);
        for (int i = 1; i <= 10; i++)
        {
            Set(phase + i);
        }

        counters.Read(0, out uint forward);
        for (int i = 9; i >= -3; i--)
        {
            Set(phase + i + 4);
            Set(phase + i + 4); // no change, no edge
        }

        counters.Read(0, out uint back);
        Assert.AreEqual(10u, forward);

        // From position 10 over 13 (which is 9 + 4) to 1: the jump of three is an edge back.
        Assert.AreEqual(unchecked((uint)(10 - 1 - 12)), back);

        void Set(int position)
        {
            (bool a, bool b) = cycle[((position % 4) + 4) % 4];
            gpio.PinOf(3).IsHigh = a;
            gpio.PinOf(4).IsHigh = b;
        }
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void TheLampIsOutAtFirstAndWrittenOnlyWhenItChanges(bool isActiveLow)
    {
        NanoStatusLed led = new(gpio, 2, isActiveLow);
        Assert.AreEqual(isActiveLow, gpio.PinOf(2).IsHigh);
        int writes = gpio.PinOf(2).Writes;
        led.Set(true);
        led.Set(true);
        Assert.AreEqual(!isActiveLow, gpio.PinOf(2).IsHigh);
        Assert.AreEqual(writes + 1, gpio.PinOf(2).Writes);
    }

    [TestMethod]
    public void ALampWhosePinIsTakenIsNoFailure()
    {
        gpio.OpenPin(2);
        new NanoStatusLed(gpio, 2, false).Set(true);
        Assert.AreEqual(0, gpio.PinOf(2).Writes);
    }
}
