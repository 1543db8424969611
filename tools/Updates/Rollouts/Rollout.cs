using System.Globalization;
using Sidetap.Images;
using Sidetap.Update;

namespace Sidetap.Updates.Rollouts;

/// <summary>
/// Brings an image to many boxes, ring by ring: offers it to a ring, waits until each of its boxes has confirmed it, failed or gone silent, and stops by itself when too many have not confirmed it.
/// No thread, no clock, no network: statuses and time are passed in, <see cref="Outgoing"/> is what to send, and the record, which has to be saved before anything is sent, is all it knows.
/// </summary>
public sealed partial class Rollout
{
    /// <summary>An offer is repeated so often to boxes of which nothing was heard; a box answers each.</summary>
    public static readonly TimeSpan OfferPause = TimeSpan.FromSeconds(60);

    /// <summary>How long statuses are waited for before the first offer, in every connection: what the broker has kept tells who needs none.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    /// <summary>An error that may pass, or may be older than the offer, has to stand for so long.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMinutes(2);

    private readonly UpdateImage _image;
    private readonly UpdateTopics _topics;
    private readonly RolloutPlan _plan;
    private readonly ImageVersion _version;
    private readonly Dictionary<ulong, RolloutWatch> _watches;
    private readonly int _rings;
    private DateTime _offersFrom;
    private bool _isUp;
    private bool _isStopped;

    /// <summary>Makes one that goes on where its record is.</summary>
    /// <param name="image">The image; the record's.</param>
    /// <param name="topics">The site's topics.</param>
    /// <param name="record">The record; is written to.</param>
    /// <exception cref="ArgumentException">The record is another image's.</exception>
    public Rollout(UpdateImage image, UpdateTopics topics, RolloutRecord record)
    {
        if (record.Digest != image.Digest)
        {
            throw new ArgumentException("the record is another image's", nameof(record));
        }

        _image = image;
        _topics = topics;
        _version = image.Version;
        _plan = record.Plan;
        Record = record;
        _watches = record.Boxes.ToDictionary(box => box.Publisher, box => new RolloutWatch(box));
        _rings = record.Boxes.Count == 0 ? 0 : record.Boxes.Max(box => box.Ring);
    }

    /// <summary>All it knows.</summary>
    public RolloutRecord Record { get; }

    /// <summary>What to send, in this order, after the record was saved.</summary>
    public Queue<OutgoingMessage> Outgoing { get; } = [];

    /// <summary>Whether the record has changed since this was last set to false.</summary>
    public bool HasChanged { get; set; }

    /// <summary>Whether only octets that have arrived have changed.</summary>
    public bool HasProgressed { get; set; }

    /// <summary>How it has ended.</summary>
    public RolloutEnd End => Record.End;

    /// <summary>The ring that is being updated; one more than there are when all are done.</summary>
    public int Ring { get; private set; }

    /// <summary>How many rings there are.</summary>
    public int Rings => _rings;

    /// <summary>Whether a box is one of the rollout's, and was offered the image.</summary>
    /// <param name="box">Its PublisherId.</param>
    /// <returns>Whether it gets blocks.</returns>
    public bool MayAsk(ulong box) => _watches.TryGetValue(box, out RolloutWatch? watch) && watch.Box.Stage is not (RolloutStage.Waiting or RolloutStage.Skipped or RolloutStage.Withdrawn);

    /// <summary>Begins, or goes on: boxes that were silent, and those whose offer was withdrawn, have another chance.</summary>
    /// <param name="now">The time, UTC.</param>
    public void Start(DateTime now)
    {
        Record.Begun = Record.Begun == default ? now : Record.Begun;
        Record.Ended = null;
        Record.End = RolloutEnd.None;
        Record.StoppedBecause = null;
        foreach (RolloutBox box in Record.Boxes.Where(box => box.Stage is RolloutStage.Silent or RolloutStage.Withdrawn))
        {
            box.Stage = RolloutStage.Waiting;
            box.Reason = null;
            box.Advice = null;
            box.Ended = null;
        }

        HasChanged = true;
        Ring = CurrentRing();
        foreach (RolloutWatch watch in _watches.Values.Where(watch => watch.Box.IsSettled))
        {
            Withdraw(watch); // the process before may not have come to it
        }

        foreach (int ring in Record.Boxes.Select(box => box.Ring).Distinct())
        {
            CheckLimit(ring, now);
        }
    }

    /// <summary>Is told that the link is there, or lost. While it is lost no box counts as silent.</summary>
    /// <param name="isUp">Whether it is there.</param>
    /// <param name="now">The time, UTC.</param>
    public void OnLink(bool isUp, DateTime now)
    {
        _isUp = isUp;
        _offersFrom = now + Look;
        foreach (RolloutWatch watch in _watches.Values)
        {
            watch.HeardAt = now;
            watch.ProgressAt = now;
            watch.OfferedAt = watch.OfferedAt is null ? null : now - OfferPause; // whatever was sent last may be lost
        }
    }

    /// <summary>Does what is due.</summary>
    /// <param name="now">The time, UTC; never less than in the call before.</param>
    /// <returns>When to call again at the latest, if nothing comes before.</returns>
    public DateTime Step(DateTime now)
    {
        if (!_isUp || End != RolloutEnd.None)
        {
            return DateTime.MaxValue;
        }

        foreach (RolloutWatch watch in _watches.Values)
        {
            StepBox(watch, now);
        }

        Ring = CurrentRing();
        if (_isStopped)
        {
            Finish(RolloutEnd.Stopped, Record.Boxes.All(box => !box.IsUnderWay), now);
            RemindRest(now);
        }
        else
        {
            Finish(RolloutEnd.Done, Ring > _rings, now);
            OfferRing(now);
        }

        return End == RolloutEnd.None ? NextDue(now) : DateTime.MaxValue;
    }

    private static string Words(TimeSpan time) => time.TotalMinutes >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalMinutes, 1)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalSeconds, 1)} s");

    private int CurrentRing()
    {
        int ring = _rings + 1;
        foreach (RolloutBox box in Record.Boxes)
        {
            ring = box.IsSettled ? ring : Math.Min(ring, box.Ring);
        }

        return ring;
    }

    /// <summary>Time has passed for a box that is under way.</summary>
    private void StepBox(RolloutWatch watch, DateTime now)
    {
        RolloutBox box = watch.Box;
        if (!box.IsUnderWay)
        {
            return;
        }

        if (watch.FailingSince is { } since && now - since >= Settle)
        {
            Fail(watch, watch.Failing, now);
        }
        else if (watch.OfferedAt is null)
        {
            return; // after a resumption, it is offered again first
        }
        else if (now - watch.HeardAt >= _plan.SilentAfter)
        {
            EndSilent(watch, $"nothing was heard of it for {Words(_plan.SilentAfter)}; look whether it is on and connected", now);
        }
        else if (now - watch.ProgressAt >= _plan.SilentAfter && box.Stage == RolloutStage.Offered)
        {
            string why = watch.Status is { } status && status.Error != UpdateError.None ? $" ({UpdateErrors.Describe(status.Error)})" : "";
            EndSilent(watch, $"it answers, and does not begin{why}; restart it", now);
        }
        else if (now - watch.ProgressAt >= _plan.SilentAfter && box.Stage == RolloutStage.Receiving)
        {
            EndSilent(watch, string.Create(CultureInfo.InvariantCulture, $"it stands at {box.Octets} of {_image.Length} octets for {Words(_plan.SilentAfter)}; look at its link"), now);
        }
    }

    private void OfferRing(DateTime now)
    {
        if (now < _offersFrom || End != RolloutEnd.None)
        {
            return;
        }

        foreach (RolloutWatch watch in _watches.Values.Where(watch => watch.Box.Ring <= Ring))
        {
            if (watch.Box.Stage == RolloutStage.Waiting)
            {
                watch.Box.Stage = RolloutStage.Offered;
                watch.Box.FirstOffered ??= now;
                watch.Baseline = watch.Status;
                watch.IsBaselineKnown = true;
                watch.HeardAt = now;
                watch.ProgressAt = now;
                HasChanged = true;
                Offer(watch, now);
            }
            else if (watch.Box.IsUnderWay && IsOfferDue(watch, now))
            {
                Offer(watch, now);
            }
        }
    }

    /// <summary>Of boxes that try the image when the rollout stops the end is wanted. They answer a withdrawal too, and it changes nothing for them.</summary>
    private void RemindRest(DateTime now)
    {
        foreach (RolloutWatch watch in _watches.Values.Where(watch => End == RolloutEnd.None && watch.Box.IsUnderWay && IsOfferDue(watch, now)))
        {
            watch.HeardAt = watch.OfferedAt is null ? now : watch.HeardAt;
            watch.OfferedAt = now;
            Withdraw(watch);
        }
    }

    /// <summary>A box that has not begun, or of which nothing was heard for a while, is offered the image again: it answers with a status, whatever was lost.</summary>
    private static bool IsOfferDue(RolloutWatch watch, DateTime now) => now >= OfferDueAt(watch);

    private static DateTime OfferDueAt(RolloutWatch watch)
    {
        DateTime last = watch.OfferedAt ?? DateTime.MinValue;
        bool hasBegun = watch.Box.Stage != RolloutStage.Offered && watch.OfferedAt is not null;
        last = hasBegun && watch.HeardAt > last ? watch.HeardAt : last;
        return last == DateTime.MinValue ? last : last + OfferPause;
    }

    private void Offer(RolloutWatch watch, DateTime now)
    {
        if (watch.OfferedAt is null)
        {
            watch.HeardAt = now;
            watch.ProgressAt = now;
        }

        watch.OfferedAt = now;
        Outgoing.Enqueue(new OutgoingMessage(_topics.OfferTo(watch.Box.Publisher), _image.Offer, IsRetained: true));
    }

    private void Withdraw(RolloutWatch watch)
    {
        if (watch.Box.FirstOffered is not null)
        {
            Outgoing.Enqueue(new OutgoingMessage(_topics.OfferTo(watch.Box.Publisher), default, IsRetained: true));
        }
    }

    private void EndSilent(RolloutWatch watch, string advice, DateTime now)
    {
        SetEnd(watch, RolloutStage.Silent, "silent", advice, now);
        CheckLimit(watch.Box.Ring, now);
    }

    private void Fail(RolloutWatch watch, UpdateError error, DateTime now)
    {
        RolloutBox box = watch.Box;
        bool isKnown = box.Stage == RolloutStage.Failed || (box.Reason != null && error == UpdateError.FailedBefore);
        watch.FailingSince = null;
        SetEnd(watch, RolloutStage.Failed, isKnown ? box.Reason! : UpdateErrors.NameOf(error), isKnown ? box.Advice! : UpdateErrors.Describe(error), now);
        Withdraw(watch); // it would try nothing else with it
        CheckLimit(box.Ring, now);
    }

    private void SetEnd(RolloutWatch watch, RolloutStage stage, string? reason, string? advice, DateTime now)
    {
        watch.Box.Stage = stage;
        watch.Box.Reason = reason;
        watch.Box.Advice = advice;
        watch.Box.Ended = now;
        HasChanged = true;
    }

    /// <summary>Stops when too many boxes of a ring have failed or are silent: whoever has not the whole image yet does not get it.</summary>
    private void CheckLimit(int ring, DateTime now)
    {
        int boxes = Record.Boxes.Count(box => box.Ring == ring && box.Stage != RolloutStage.Skipped);
        int failed = Record.Boxes.Count(box => box.Ring == ring && box.Stage == RolloutStage.Failed);
        int silent = Record.Boxes.Count(box => box.Ring == ring && box.Stage == RolloutStage.Silent);
        if (_isStopped || !_plan.IsTooMany(ring, boxes, failed + silent))
        {
            return;
        }

        _isStopped = true;
        Record.StoppedBecause = string.Create(CultureInfo.InvariantCulture, $"ring {ring}: {failed} of {boxes} failed, {silent} silent");
        HasChanged = true;
        foreach (RolloutWatch watch in _watches.Values.Where(watch => watch.Box.Stage is not (RolloutStage.Trial or RolloutStage.Confirmed or RolloutStage.Failed or RolloutStage.Skipped)))
        {
            Withdraw(watch); // one that verifies the image ends that too
            if (watch.Box.Stage is RolloutStage.Offered or RolloutStage.Receiving)
            {
                SetWithdrawn(watch);
            }
        }
    }

    private void SetWithdrawn(RolloutWatch watch)
    {
        watch.FailingSince = null;
        watch.Box.Stage = RolloutStage.Withdrawn;
        watch.Box.Octets = 0;
        HasChanged = true;
    }

    private void Finish(RolloutEnd end, bool isOver, DateTime now)
    {
        if (!isOver)
        {
            return;
        }

        Record.End = end;
        Record.Ended = now;
        HasChanged = true;
        foreach (RolloutWatch watch in _watches.Values.Where(watch => end == RolloutEnd.Done && watch.Box.Stage == RolloutStage.Silent))
        {
            Withdraw(watch); // nobody would send it blocks
        }
    }

    private DateTime NextDue(DateTime now)
    {
        DateTime due = _offersFrom > now ? _offersFrom : DateTime.MaxValue;
        foreach (RolloutWatch watch in _watches.Values.Where(watch => watch.Box.IsUnderWay))
        {
            due = Earlier(due, watch.FailingSince is { } since ? since + Settle : DateTime.MaxValue);
            due = Earlier(due, watch.HeardAt + _plan.SilentAfter);
            due = Earlier(due, watch.Box.Stage is RolloutStage.Offered or RolloutStage.Receiving ? watch.ProgressAt + _plan.SilentAfter : DateTime.MaxValue);
            due = Earlier(due, OfferDueAt(watch));
        }

        due = due > _offersFrom || _isStopped ? due : _offersFrom;
        return due > now ? due : now;
    }

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
