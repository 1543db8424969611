using Sidetap.Hal;
using Sidetap.Simulation.Core;
using Sidetap.Update;

namespace Sidetap.Simulation.Updates;

/// <summary>
/// Books about the images that the box runs: what was started and why, what was confirmed, and whether it may have been. It reads the slots' files and the box's messages, and asks
/// the firmware for nothing but where it believes to be.
/// </summary>
internal sealed partial class UpdateBook
{
    private const int MostTries = 3;
    private const int LeastTrialMs = 10000;

    private readonly World _world;
    private readonly UpdatePlan _plan;
    private uint _tried; // the session of the image that was tried last
    private int _tries;
    private bool _wasOnTrial;
    private bool _couldConfirm; // in the life before, or in this one
    private RunningImage _before = RunningImage.Flashed;

    /// <summary>Makes a book of a box that runs what was flashed.</summary>
    public UpdateBook(World world, UpdatePlan plan)
    {
        _world = world;
        _plan = plan;
    }

    /// <summary>What the box runs.</summary>
    public RunningImage Running { get; private set; } = RunningImage.Flashed;

    /// <summary>What was confirmed last.</summary>
    public RunningImage Confirmed { get; private set; } = RunningImage.Flashed;

    /// <summary>Whether what it runs is on trial.</summary>
    public bool IsOnTrial { get; private set; }

    /// <summary>How what runs works: an image shows what is wrong with it in its trial.</summary>
    public ImageFate Fate => IsOnTrial ? Running.Fate : ImageFate.Good;

    /// <summary>Images that were confirmed.</summary>
    public int Confirmations { get; private set; }

    /// <summary>Trials after which the image before came back.</summary>
    public int Reversions { get; private set; }

    /// <summary>The box is about to start: this is what it has chosen.</summary>
    /// <param name="slot">0, 1 or <see cref="FileSlots.NoSlot"/>.</param>
    /// <param name="files">Its file area.</param>
    public void OnStart(int slot, IFileArea files)
    {
        var image = slot == FileSlots.NoSlot ? RunningImage.Flashed : SlotReader.Verify(files, slot);
        if (!_world.IsStorageBroken)
        {
            CheckIsNotOlder(image);
        }

        _before = Running;
        _wasOnTrial = IsOnTrial;
        Running = image;
        IsOnTrial = false;
        _world.Trace.Add(_world.NowMs, TraceKind.Image, image.Version.Minor, image.Version.Build);
    }

    /// <summary>The slots were opened: whether what has started is on trial.</summary>
    public void OnOpened(UpdateSlotState state)
    {
        var isNew = Running != Confirmed;
        if (isNew && state == UpdateSlotState.Trial)
        {
            BeginTrial();
            return;
        }

        Reversions += _wasOnTrial && !isNew ? 1 : 0;
        if (isNew && !_world.IsStorageBroken && !(_wasOnTrial && _before == Running && _couldConfirm))
        {
            throw new ViolationException("update.not-tried", $"{Running.Version} runs, is not on trial, and was not confirmed.");
        }

        if (isNew)
        {
            Confirm(); // the power went just behind it; or the storage has lost what stood there
        }
    }

    /// <summary>The box has been stepped.</summary>
    /// <param name="agent">What takes its updates.</param>
    /// <param name="state">Of its slots.</param>
    /// <param name="uptime">Milliseconds.</param>
    /// <param name="acknowledged">Messages that were acknowledged in this life.</param>
    public void OnStep(UpdateAgent agent, UpdateSlotState state, long uptime, int acknowledged)
    {
        if (!IsOnTrial)
        {
            return;
        }

        OnPowerLoss(uptime, acknowledged);
        if (state != UpdateSlotState.Trial && agent.State == UpdateState.Idle)
        {
            CheckConfirmation(uptime, acknowledged);
            Confirm();
            IsOnTrial = false;
        }
        else if (uptime >= _plan.TrialMs && !agent.IsRestartWanted && !_world.IsStorageBroken)
        {
            throw new ViolationException("update.trial-endless", $"{Running.Version} is on trial for {uptime} ms, and neither confirmed nor on its way back.");
        }
    }

    /// <summary>The power goes, perhaps just behind a confirmation.</summary>
    public void OnPowerLoss(long uptime, int acknowledged)
    {
        _couldConfirm = IsOnTrial && Running.Fate == ImageFate.Good && uptime >= LeastTrialMs && acknowledged > 0;
    }

    private void CheckIsNotOlder(RunningImage image)
    {
        if (image.Version < Confirmed.Version)
        {
            throw new ViolationException("update.lost-version", $"{image.Version} is started; {Confirmed.Version} was confirmed.");
        }

        if (image.Counter < Confirmed.Counter)
        {
            throw new ViolationException("update.counter", $"{image.Version} has security counter {image.Counter}; that of {Confirmed.Version}, which was confirmed, is {Confirmed.Counter}.");
        }
    }

    private void BeginTrial()
    {
        IsOnTrial = true;
        _couldConfirm = false;
        _tries = Running.Session == _tried ? _tries + 1 : 1; // the box remembers the last one
        _tried = Running.Session;
        if (_world.IsStorageBroken)
        {
            return;
        }

        if (_wasOnTrial && _before == Running)
        {
            throw new ViolationException("update.tried-again", $"{Running.Version} was on trial when the box went down, and is started again.");
        }

        if (_tries > MostTries)
        {
            throw new ViolationException("update.tries", $"{Running.Version} is tried for the {_tries}th time.");
        }
    }

    private void CheckConfirmation(long uptime, int acknowledged)
    {
        if (Running.Fate != ImageFate.Good)
        {
            throw new ViolationException("update.confirmed-bad", $"{Running.Version} is confirmed, of which the fate is {Running.Fate}.");
        }

        if (uptime < LeastTrialMs || acknowledged == 0)
        {
            throw new ViolationException("update.confirmed-early", $"{Running.Version} is confirmed at uptime {uptime} ms, with {acknowledged} messages acknowledged.");
        }
    }

    private void Confirm()
    {
        Confirmations += Running.Session != 0 ? 1 : 0;
        Confirmed = Running;
    }
}
