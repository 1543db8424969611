using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>
/// A broker with boxes and a rollout, in virtual time. The network delays, loses and repeats messages; the tool may be killed at any of its events and is started again, with nothing but its
/// record. Every offer is held against the record that was saved before it.
/// </summary>
internal sealed class SimulatedSite
{
    private const int MostDelayMs = 60;
    private const int DownMs = 2000;

    private readonly Random _random;
    private readonly double _loss;
    private readonly double _repetition;
    private readonly Func<RolloutRecord> _create;
    private readonly PriorityQueue<(string Topic, byte[] Payload), (long AtMs, int Number)> _messages = new();
    private readonly Dictionary<string, byte[]> _retained = [];
    private readonly Dictionary<ulong, SiteBox> _boxes;
    private RolloutWork? _work;
    private string? _saved;
    private int _number;
    private long _toolDueMs;
    private long _killAt;

    public SimulatedSite(int boxes, Predicate<int> isBroken, string rings, string? maxFailed = null, int payload = 6000, int seed = 1, double loss = 0, double repetition = 0, long killAt = -1)
    {
        _random = new Random(seed);
        _loss = loss;
        _repetition = repetition;
        _killAt = killAt;
        Image = UpdateSamples.Image(payload: payload);
        _boxes = Enumerable.Range(1, boxes).ToDictionary(i => (ulong)i, i => new SiteBox(this, (ulong)i, isBroken(i)));
        RolloutPlan plan = new(rings, maxFailed, TimeSpan.FromMinutes(15));
        _create = () => RolloutRecord.Create(Image, "app.img", plan, [.. _boxes.Keys.Select(id => (id, (string?)null))]);
        _toolDueMs = 1000;
    }

    public UpdateImage Image { get; }

    public long NowMs { get; private set; }

    /// <summary>How many things the tool has done: messages taken, records saved, messages sent.</summary>
    public long Events { get; private set; }

    public int Kills { get; private set; }

    public IReadOnlyCollection<SiteBox> Boxes => _boxes.Values;

    public SiteBox this[int box] => _boxes[(ulong)box];

    /// <summary>The record as it was saved last.</summary>
    public RolloutRecord Record => Read(_saved!);

    public bool HasEnded => _saved != null && _work?.IsOver == true;

    /// <summary>Offers that the broker still keeps.</summary>
    public IEnumerable<string> KeptOffers => _retained.Keys.Where(topic => topic.EndsWith("/offer", StringComparison.Ordinal));

    /// <summary>Runs until the rollout has ended, and then for a while.</summary>
    public RolloutRecord Run(TimeSpan most)
    {
        RunUntil(() => HasEnded, (long)most.TotalMilliseconds);
        Assert.IsTrue(HasEnded, $"it has not ended after {most}: {_saved}");
        long end = NowMs + 300_000;
        RunUntil(() => false, end);
        return Record;
    }

    public void Subscribe(SiteBox box, IEnumerable<string> topics)
    {
        foreach (string topic in topics)
        {
            if (_retained.TryGetValue(topic, out byte[]? payload))
            {
                Queue(topic, payload);
            }
        }
    }

    public void Publish(string topic, byte[] payload, bool isRetained, bool isCertain)
    {
        if (isRetained && payload.Length > 0)
        {
            _retained[topic] = payload;
        }
        else if (isRetained)
        {
            _retained.Remove(topic);
        }

        if (isCertain || _random.NextDouble() >= _loss)
        {
            Queue(topic, payload);
        }

        if (_random.NextDouble() < _repetition)
        {
            Queue(topic, payload);
        }
    }

    private void Queue(string topic, byte[] payload) => _messages.Enqueue((topic, payload), (NowMs + _random.Next(1, MostDelayMs), _number++));

    private void RunUntil(Func<bool> isDone, long endMs)
    {
        while (!isDone() && NowMs < endMs)
        {
            long next = Math.Min(_toolDueMs, _boxes.Values.Min(box => box.DueMs));
            next = _messages.TryPeek(out _, out (long AtMs, int Number) first) ? Math.Min(next, first.AtMs) : next;
            NowMs = Math.Min(endMs, Math.Max(NowMs, next));
            while (_messages.TryPeek(out (string Topic, byte[] Payload) message, out (long AtMs, int Number) at) && at.AtMs <= NowMs)
            {
                _messages.Dequeue();
                Route(message.Topic, message.Payload);
            }

            if (_toolDueMs <= NowMs)
            {
                StepTool();
            }

            foreach (SiteBox box in _boxes.Values.Where(box => box.DueMs <= NowMs))
            {
                box.Step(NowMs);
            }
        }
    }

    private void Route(string topic, byte[] payload)
    {
        string[] levels = topic.Split('/');
        if (levels[^1] is "offer" or "block")
        {
            _boxes[ulong.Parse(levels[^2], CultureInfo.InvariantCulture)].Deliver(topic, payload);
        }
        else if (_work is { IsOver: false })
        {
            Try(() =>
            {
                Count();
                _work.OnMessage(topic, payload, Now);
            });
            _toolDueMs = Math.Min(_toolDueMs, NowMs);
        }
    }

    private DateTime Now => UpdateSamples.Begin.AddMilliseconds(NowMs);

    private void StepTool()
    {
        if (_work is null)
        {
            StartTool();
            return;
        }

        _toolDueMs = long.MaxValue;
        if (_work.IsOver)
        {
            return;
        }

        Try(() =>
        {
            DateTime due = _work.Step(Now, Send);
            _toolDueMs = due == DateTime.MaxValue ? long.MaxValue : Math.Max(NowMs + 1, (long)Math.Ceiling((due - UpdateSamples.Begin).TotalMilliseconds));
        });
    }

    private void StartTool()
    {
        _work = new RolloutWork(Image, UpdateSamples.Topics, _saved is null ? _create() : Record, Save, Now);
        _work.OnLink(true, Now);
        foreach ((string topic, byte[] payload) in _retained.Where(kept => kept.Key.EndsWith("/status", StringComparison.Ordinal)))
        {
            Queue(topic, payload);
        }

        _toolDueMs = NowMs;
    }

    private void Save(RolloutRecord record)
    {
        Count();
        _saved = record.ToJson();
    }

    private void Send(OutgoingMessage message)
    {
        Count();
        if (message.IsRetained && message.Payload.Length > 0)
        {
            RolloutRecord record = Record;
            RolloutBox box = record.Boxes.Single(one => UpdateSamples.Topics.OfferTo(one.Publisher) == message.Topic);
            Assert.IsTrue(box.IsUnderWay && box.FirstOffered is not null, "an offer that the record does not know of");
            Assert.IsTrue(record.Boxes.Where(one => one.Ring < box.Ring).All(one => one.IsSettled), "a ring before the one in front of it is settled");
            Assert.IsNull(record.StoppedBecause);
        }

        Publish(message.Topic, message.Payload.ToArray(), message.IsRetained, isCertain: message.IsRetained);
    }

    /// <summary>Something the tool does; at the one it is to be killed at it is gone instead.</summary>
    private void Count()
    {
        if (Events++ == _killAt)
        {
            throw new KilledException();
        }
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (KilledException)
        {
            Kills++;
            _work = null;
            _toolDueMs = NowMs + DownMs;
        }
    }

    private static RolloutRecord Read(string text)
    {
        Assert.IsTrue(RolloutRecord.TryRead(text, out RolloutRecord? record, out string problem), problem);
        return record;
    }

    [SuppressMessage("Design", "CA1064", Justification = "Nobody else sees it.")]
    private sealed class KilledException : Exception;
}
