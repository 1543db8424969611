using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Ledger;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Tests;

/// <summary>The ledger objects when an event is missing, comes twice, out of order or under another number, or says what was not so.</summary>
[TestClass]
public sealed class EventLedgerTests
{
    private const int First = 700; // the number of the first event of a life

    // A seed whose machine has a state and a mode, with the dynamic layout.
    private static readonly ulong Seed = FindSeed();

    private readonly World _world = new(Seed, 24, null);
    private readonly NodeStatistics _statistics = new();
    private readonly SeedSettings _settings = new(Seed);
    private int _counter;
    private int _waiting;

    private MessageLedger Ledger => _world.Ledger;

    private IMonitorListener Listener => _world.Ledger;

    [TestMethod]
    public void GoodEventsAreGoodEvents()
    {
        Boot(1);
        Sample(events: 1);
        Publish(Start(First, 1));
        while (!Changes(_counter + 1, 1))
        {
            Sample(Changes(_counter + 1, 2) ? 1 : 0);
        }

        Sample(Changes(_counter + 1, 2) ? 2 : 1);
        var number = First + (int)_statistics.Events - (Changes(_counter, 2) ? 2 : 1);
        Publish(State(number, _counter));
        Ledger.OnArrived(State(number, _counter), true, false);
        Ledger.OnArrived(State(number, _counter), true, false);
        Assert.AreEqual(1, Ledger.EventsArrived);
        Assert.AreEqual(1, Ledger.Repeated);
    }

    [TestMethod]
    public void AnEventThatIsNotMadeIsMissed()
    {
        Boot(1);
        Ledger.OnSampled(1, 0, 0, 0);
        _statistics.KeyFrames++;
        Objects("made.events", () => Ledger.EndStep(_statistics, 1, 0));
    }

    [TestMethod]
    public void AnEventThatNobodyCausedIsNoticed()
    {
        Boot(1);
        Sample(1);
        _counter++;
        Ledger.OnSampled(_counter, 0, 0, 0);
        _statistics.KeyFrames++;
        _statistics.Events += 7;
        Objects("made.events", () => Ledger.EndStep(_statistics, 9, 0));
        Objects("event.unknown", () => Listener.OnPublished(State(First + 1, 1000 * _settings.HoldSamples), true));
    }

    [TestMethod]
    public void AnEventDoesNotVanish()
    {
        Boot(1);
        Ledger.OnSampled(1, 0, 0, 0);
        _statistics.KeyFrames++;
        _statistics.Events++;
        Objects("books", () => Ledger.EndStep(_statistics, 1, 0));
    }

    [TestMethod]
    public void AnEventGoesToItsTopicAndDataToTheirs()
    {
        Boot(1);
        Sample(1);
        Objects("message.topic", () => Listener.OnPublished(Start(First, 1)));
        Objects("message.topic", () => Listener.OnPublished(LedgerBench.Message(1, 5), true));
    }

    [TestMethod]
    public void EventsComeBeforeTheMessageOfTheirSampleAndOnce()
    {
        Boot(1);
        Sample(1);
        Publish(Start(First, 1));
        Objects("order.again", () => Listener.OnPublished(Start(First, 1), true));
        Boot(2);
        Sample(1);
        Sample(Changes(_counter + 1, 1) || Changes(_counter + 1, 2) ? 1 : 0);
        Listener.OnPublished(Data(_counter), false);
        Objects("order.sent", () => Listener.OnPublished(Start(First + 1, 2), true));
    }

    [TestMethod]
    public void AnEventSaysWhatWasSo()
    {
        Boot(1);
        Sample(1);
        Objects("event.malformed", () => Listener.OnPublished(Start(First, 1)[..^1], true));
        Objects("event.value", () => Listener.OnPublished(Event(First, 5, "BootCount", 3, 1, 100, null), true));
        Objects("event.value", () => Listener.OnPublished(Event(First, 5, "Boots", 0, 1, 100, null), true));
        Objects("event.value", () => Listener.OnPublished(Event(First, 5, "BootCount", 0, 1, 99, null), true));
        Objects("message.timestamp", () => Listener.OnPublished(Event(First, 5, "BootCount", 0, 1, 100, null, time: 77), true));
        var torn = Start(First, 1);
        torn[33 + 1] ^= 1; // Time, and not the timestamp
        Objects("event.malformed", () => Listener.OnPublished(torn, true));
    }

    [TestMethod]
    public void NumbersFollowEachOtherAndAreNotUsedAgain()
    {
        Boot(1);
        Sample(1);
        Publish(Start(First, 1));
        Ledger.EndBoot(_statistics, 1, 0);
        _statistics.KeyFrames = _statistics.Events = 0;
        Boot(2);
        Sample(1);
        Objects("event.number", () => Listener.OnPublished(Start(First, 2), true));
    }

    private static ulong FindSeed()
    {
        for (ulong seed = 1; ; seed++)
        {
            var settings = new SeedSettings(seed);
            if (settings is { FieldCount: >= 2, IsFixedLayout: false, PublishesEvents: true, HoldSamples: >= 5, Pages: > 0 })
            {
                return seed;
            }
        }
    }

    private void Boot(uint count)
    {
        Ledger.BeginBoot(0, 0, count);
        _waiting = 0;
        _statistics.KeyFrames = _statistics.Events = 0;
    }

    /// <summary>A sample is taken and becomes a message and so many events.</summary>
    private void Sample(int events)
    {
        _counter++;
        Ledger.OnSampled(_counter, _counter * 1000L, 0, 0);
        _statistics.KeyFrames++;
        _statistics.Events += (uint)events;
        _waiting += 1 + events;
        Ledger.EndStep(_statistics, _waiting, 0);
    }

    private void Publish(byte[] message)
    {
        Listener.OnPublished(message, true);
        Listener.OnAcknowledged(message);
        _waiting--;
    }

    private bool Changes(int counter, int channel) => _settings.ValueOf(channel, counter) != _settings.ValueOf(channel, counter - 1);

    private byte[] Start(int number, int boot) => Event(number, 5, "BootCount", boot - 1, boot, 100, null);

    private byte[] State(int number, int counter) => Event(
        number, 0, SeedSettings.FieldName(1), _settings.ValueOf(1, counter - 1), _settings.ValueOf(1, counter), SeedSettings.EventSeverity, SeedSettings.EventCause);

    /// <summary>A key frame about a sample; all fields are told.</summary>
    private byte[] Data(int counter)
    {
        List<byte> octets = [.. LedgerBench.Message(counter, counter)];
        octets[31] = (byte)(2 + _settings.FieldCount);
        for (var channel = 1; channel <= _settings.FieldCount; channel++)
        {
            octets.Add(10);
            octets.AddRange(BitConverter.GetBytes(_settings.ValueOf(channel, counter)));
        }

        return [.. octets];
    }

    private byte[] Event(int number, int kind, string source, double old, double now, int severity, string? cause, long time = -1)
    {
        var at = BitConverter.GetBytes(time < 0 ? _counter * 10000000L : time);
        return
        [
            0xD1, 0x03, .. BitConverter.GetBytes(SeedSettings.PublisherId), 1, 2, 0,
            0xD9, 0x12, .. BitConverter.GetBytes((ushort)number), .. at, 0, 0, .. BitConverter.GetBytes(848793600), 13, 0,
            13, .. at, 7, .. BitConverter.GetBytes(number), 6, .. BitConverter.GetBytes(kind), .. Text(source),
            11, .. BitConverter.GetBytes(old), 11, .. BitConverter.GetBytes(now), 0, 0, 19, 0, 0, 0, 0, 19, 0, 0, 0, 0,
            5, .. BitConverter.GetBytes((ushort)severity), .. Text(cause), 7, 0, 0, 0, 0,
        ];
    }

    private static byte[] Text(string? text) =>
        text == null ? [0] : [12, .. BitConverter.GetBytes(text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static void Objects(string rule, Action action)
    {
        var violation = Assert.ThrowsExactly<ViolationException>(action);
        Assert.AreEqual(rule, violation.Rule, violation.Message);
    }
}
