using Sidetap.Update;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>A rollout in virtual time to boxes whose statuses the test says.</summary>
internal sealed class RolloutBench
{
    public RolloutBench(int boxes, string rings = "1,10%,all", string? maxFailed = null, int silentMinutes = 15, RolloutRecord? record = null, bool looks = true)
    {
        Record = record ?? RolloutRecord.Create(
            Image, null, new RolloutPlan(rings, maxFailed, TimeSpan.FromMinutes(silentMinutes)), [.. Enumerable.Range(1, boxes).Select(i => ((ulong)i, (string?)null))]);
        Rollout = new Rollout(Image, UpdateSamples.Topics, Record);
        Rollout.Start(Now);
        Rollout.OnLink(true, Now);
        Rollout.Step(Now);
        if (looks)
        {
            Pass(Rollout.Look);
        }
    }

    public UpdateImage Image { get; } = UpdateSamples.Image();

    public RolloutRecord Record { get; }

    public Rollout Rollout { get; }

    public DateTime Now { get; private set; } = UpdateSamples.Begin;

    /// <summary>Every offer and withdrawal, in order: +7 for an offer to box 7, -7 for its withdrawal.</summary>
    public List<int> Sent { get; } = [];

    public RolloutBox this[int box] => Record.Boxes[box - 1];

    public RolloutStage StageOf(int box) => this[box].Stage;

    /// <summary>Lets time pass, and does all that is due on the way.</summary>
    public void Pass(TimeSpan time)
    {
        DateTime end = Now + time;
        for (int i = 0; i < 100_000; i++)
        {
            DateTime due = Rollout.Step(Now);
            Take();
            if (due >= end)
            {
                Now = end;
                Rollout.Step(Now);
                Take();
                return;
            }

            Now = due > Now ? due : Now.AddMilliseconds(1);
        }

        Assert.Fail("it is never done with what is due");
    }

    public void Tell(int box, UpdateState state, UpdateError error = UpdateError.None, bool runsNew = false, int received = 0, uint starts = 1, uint? session = null, string board = UpdateSamples.Board)
    {
        Rollout.OnStatus((ulong)box, UpdateSamples.Status(Image, state, error, runsNew, received, starts, session, board), Now);
        Rollout.Step(Now);
        Take();
    }

    /// <summary>A box does as it should.</summary>
    public void Update(int box)
    {
        Tell(box, UpdateState.Receiving, received: 100);
        Tell(box, UpdateState.Verifying);
        Tell(box, UpdateState.Staged);
        Tell(box, UpdateState.Trial, runsNew: true, starts: 2);
        Tell(box, UpdateState.Idle, runsNew: true, starts: 2);
        Assert.AreEqual(RolloutStage.Confirmed, StageOf(box));
    }

    /// <summary>A box tries it, and goes back.</summary>
    public void Revert(int box, UpdateError error = UpdateError.NotAcknowledged)
    {
        Tell(box, UpdateState.Receiving, received: 100);
        Tell(box, UpdateState.Staged);
        Tell(box, UpdateState.Trial, runsNew: true, starts: 2);
        Tell(box, UpdateState.Idle, error, starts: 3);
    }

    public int[] TakeSent()
    {
        int[] sent = [.. Sent];
        Sent.Clear();
        return sent;
    }

    private void Take()
    {
        while (Rollout.Outgoing.TryDequeue(out OutgoingMessage? message))
        {
            Assert.IsTrue(message.IsRetained);
            int box = int.Parse(message.Topic.Split('/')[^2], System.Globalization.CultureInfo.InvariantCulture);
            Assert.AreEqual($"opcua/sidetap/update/{box}/offer", message.Topic);
            Assert.IsTrue(message.Payload.IsEmpty || message.Payload.Span.SequenceEqual(Image.Offer.Span));
            Sent.Add(message.Payload.IsEmpty ? -box : box);
        }
    }
}
