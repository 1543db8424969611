using Sidetap.Update;

namespace Sidetap.Updates.Rollouts;

/// <content>What statuses say of boxes.</content>
public sealed partial class Rollout
{
    /// <summary>Takes a status.</summary>
    /// <param name="publisher">The box's PublisherId; those of others are passed over.</param>
    /// <param name="status">The status.</param>
    /// <param name="now">The time, UTC; never less than in the call before.</param>
    public void OnStatus(ulong publisher, BoxStatus status, DateTime now)
    {
        if (End != RolloutEnd.None || !_watches.TryGetValue(publisher, out RolloutWatch? watch) || IsOld(watch, status))
        {
            return;
        }

        RolloutBox box = watch.Box;
        watch.HeardAt = now;
        watch.Status = status;
        string running = $"{status.Running}";
        HasChanged |= box.Running != running;
        box.Running = running;
        if (box.Stage is RolloutStage.Waiting or RolloutStage.Offered && box.VersionBefore is null && status.State != UpdateState.Trial)
        {
            box.VersionBefore = running;
        }

        if (box.Stage is RolloutStage.Confirmed or RolloutStage.Skipped || Skip(watch, status, now))
        {
            return;
        }

        bool isOurs = status.Session == _image.Session;
        bool isOtherBuild = isOurs && status.Error == UpdateError.SameVersion;
        if (status.State == UpdateState.Idle && status.Running == _version && !isOtherBuild)
        {
            Confirm(watch, now);
        }
        else if (isOurs && box.Stage != RolloutStage.Waiting)
        {
            TakeOurs(watch, status, now);
        }
    }

    /// <summary>Statuses have no number, and a network may bring an old one late. From before the last start they are told by its count.</summary>
    private static bool IsOld(RolloutWatch watch, BoxStatus status)
    {
        uint last = watch.Status?.Starts ?? 0;
        bool isOld = status.Starts != 0 && status.Starts < last && watch.LowerStarts != status.Starts;
        watch.LowerStarts = status.Starts < last ? status.Starts : 0;
        return isOld;
    }

    /// <summary>A box that the image is not for.</summary>
    private bool Skip(RolloutWatch watch, BoxStatus status, DateTime now)
    {
        bool isBefore = watch.Box.Stage is RolloutStage.Waiting or RolloutStage.Offered or RolloutStage.Silent or RolloutStage.Withdrawn;
        if (isBefore && status.Board != _image.Board)
        {
            string board = status.Board.Length == 0 ? "names no board" : $"is {status.Board}";
            EndSkipped(watch, UpdateErrors.NameOf(UpdateError.WrongBoard), $"the box {board}, the image is for {_image.Board}", now);
        }
        else if (isBefore && status.State != UpdateState.Trial && status.Running > _version)
        {
            EndSkipped(watch, UpdateErrors.NameOf(UpdateError.OlderVersion), $"the box runs {status.Running}, which is newer", now);
        }

        return watch.Box.Stage == RolloutStage.Skipped;
    }

    private void EndSkipped(RolloutWatch watch, string reason, string advice, DateTime now)
    {
        Withdraw(watch);
        SetEnd(watch, RolloutStage.Skipped, reason, advice, now);
    }

    private void Confirm(RolloutWatch watch, DateTime now)
    {
        watch.FailingSince = null;
        watch.Box.Octets = _image.Length;
        SetEnd(watch, RolloutStage.Confirmed, null, null, now);
        Withdraw(watch); // it has done what it was for
    }

    private void TakeOurs(RolloutWatch watch, BoxStatus status, DateTime now)
    {
        switch (status.State)
        {
            case UpdateState.Idle when (watch.Box.IsUnderWay || watch.Box.Stage == RolloutStage.Silent) && status.Error != UpdateError.None:
                TakeError(watch, status.Error, now);
                break;

            // One that has failed may tell late of what was before; only what is later than that is news.
            case UpdateState.Receiving when _isStopped && watch.Box.Stage is not (RolloutStage.Failed or RolloutStage.Trial):
                Withdraw(watch);
                SetWithdrawn(watch);
                break;

            case UpdateState.Receiving when watch.Box.Stage is RolloutStage.Offered or RolloutStage.Receiving or RolloutStage.Silent:
                long octets = Math.Min(status.Received, _image.Length);
                watch.ProgressAt = octets != watch.Box.Octets || watch.Box.Stage != RolloutStage.Receiving ? now : watch.ProgressAt;
                HasProgressed |= octets != watch.Box.Octets;
                watch.Box.Octets = octets;
                watch.Box.Started ??= now;
                Advance(watch, RolloutStage.Receiving);
                break;

            case UpdateState.Receiving when watch.Box.Stage == RolloutStage.Staged && status.Received < _image.Length:
                Advance(watch, RolloutStage.Receiving); // what had arrived was not right; it begins again
                break;

            case UpdateState.Verifying or UpdateState.Staged when watch.Box.Stage != RolloutStage.Trial:
                watch.Box.Octets = _image.Length;
                watch.Box.Started ??= now;
                watch.Box.Staged ??= now;
                Advance(watch, RolloutStage.Staged);
                break;

            case UpdateState.Trial:
                watch.Box.Octets = _image.Length;
                watch.Box.Started ??= now;
                watch.Box.Staged ??= now;
                watch.Box.Trial ??= now;
                Advance(watch, RolloutStage.Trial);
                break;
        }
    }

    private void Advance(RolloutWatch watch, RolloutStage stage)
    {
        watch.FailingSince = null;
        if (watch.Box.Stage != stage)
        {
            watch.Box.Stage = stage;
            watch.Box.Reason = null;
            watch.Box.Advice = null;
            watch.Box.Ended = null;
            HasChanged = true;
        }
    }

    private void TakeError(RolloutWatch watch, UpdateError error, DateTime now)
    {
        if (error is UpdateError.Busy or UpdateError.NotAnOffer)
        {
            return; // the offer is repeated
        }

        if (error == UpdateError.Withdrawn && _isStopped)
        {
            SetWithdrawn(watch);
            return;
        }

        // Some a box gets over by itself, by loading the image or starting it once more; and what it told before the offer may be all that it has told yet.
        bool mayPass = error is UpdateError.WrongDigest or UpdateError.Storage or UpdateError.OtherImage or UpdateError.Restarted or UpdateError.Withdrawn;
        bool isTold = watch.Baseline is { } before && before.Session == _image.Session && before.Error == error;
        bool isOlder = watch.Box.Stage == RolloutStage.Offered && (isTold || !watch.IsBaselineKnown);
        if (!mayPass && !isOlder)
        {
            Fail(watch, error, now);
        }
        else if (watch.FailingSince is null || watch.Failing != error)
        {
            watch.FailingSince = now;
            watch.Failing = error;
        }
    }
}
