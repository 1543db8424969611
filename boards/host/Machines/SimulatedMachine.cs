using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A machine that needs no hardware, with the board of a box on it: what the board's channels read is raw, as a front end would deliver it (millivolts,
/// milliamperes, ohms, counts, octets). It moves in steps of 10 ms towards the box's time whenever a channel is read, so the pace at which it is asked does
/// not change what it does; the same seed and the same faults give the same machine.
/// </summary>
public abstract class SimulatedMachine : IAnalogInput, IDigitalInput
{
    /// <summary>Milliseconds of a step.</summary>
    public const int StepMs = 10;

    /// <summary>Seconds of a step.</summary>
    protected const double StepSeconds = StepMs / 1000.0;

    // An hour. A box whose clock has jumped further finds a machine that stood still until then, instead of waiting for it.
    private const long MaxStepsAtOnce = 360_000;

    private readonly IClock _clock;
    private readonly uint _seed;
    private readonly int _analogCount;
    private readonly int _digitalCount;

    /// <summary>Makes a machine at uptime 0.</summary>
    /// <param name="clock">Tells how far it is.</param>
    /// <param name="seed">Decides noise, tolerances and jitter.</param>
    /// <param name="analogCount">How many analog channels it has.</param>
    /// <param name="digitalCount">How many digital channels it has.</param>
    /// <param name="faults">What can go wrong with it.</param>
    /// <param name="plans">What does, and when.</param>
    /// <exception cref="ArgumentException">A plan names no fault of this machine, or ends before it begins.</exception>
    protected SimulatedMachine(
        IClock clock, uint seed, int analogCount, int digitalCount, IReadOnlyList<MachineFault> faults, IEnumerable<FaultPlan> plans)
    {
        _clock = clock;
        _seed = seed;
        _analogCount = analogCount;
        _digitalCount = digitalCount;
        Faults = new FaultPanel(faults, plans);
        Inputs = new MachineInputs { Analog = this, Digital = this };
    }

    /// <summary>The faults, to be switched at any time.</summary>
    public FaultPanel Faults { get; }

    /// <summary>What the board has towards the machine.</summary>
    public MachineInputs Inputs { get; }

    /// <inheritdoc cref="IAnalogInput.ChannelCount"/>
    int IAnalogInput.ChannelCount => _analogCount;

    /// <inheritdoc cref="IDigitalInput.ChannelCount"/>
    int IDigitalInput.ChannelCount => _digitalCount;

    /// <summary>The box's uptime, in milliseconds.</summary>
    protected long NowMs => _clock.UptimeMs;

    /// <summary>Steps done so far.</summary>
    protected long Steps { get; private set; }

    /// <inheritdoc/>
    public InputStatus Read(int channel, out float value)
    {
        value = 0;
        if (channel < 0 || channel >= _analogCount)
        {
            return InputStatus.NotConnected;
        }

        CatchUp();
        var status = ReadAnalog(channel, out var raw);
        value = (float)raw;
        return status;
    }

    /// <inheritdoc/>
    public InputStatus Read(int channel, out bool active)
    {
        active = false;
        if (channel < 0 || channel >= _digitalCount)
        {
            return InputStatus.NotConnected;
        }

        CatchUp();
        active = ReadDigital(channel);
        return InputStatus.Good;
    }

    /// <summary>Brings the machine to the clock's time.</summary>
    protected void CatchUp()
    {
        var due = _clock.UptimeMs / StepMs;
        Steps = Math.Max(Steps, due - MaxStepsAtOnce);
        while (Steps < due)
        {
            Steps++;
            Faults.MoveTo(Steps * StepMs);
            Step();
        }

        Faults.MoveTo(_clock.UptimeMs);
    }

    /// <summary>Moves the machine on by <see cref="StepSeconds"/>.</summary>
    protected abstract void Step();

    /// <summary>Reads a channel of the machine as it is now.</summary>
    /// <param name="channel">A channel there is.</param>
    /// <param name="value">The reading in the channel's own unit.</param>
    /// <returns>How it came about.</returns>
    protected abstract InputStatus ReadAnalog(int channel, out double value);

    /// <summary>Reads a terminal of the machine as it is now.</summary>
    /// <param name="channel">A channel there is.</param>
    protected abstract bool ReadDigital(int channel);

    /// <summary>Noise of now: the same whoever asks how often, another one in the next step.</summary>
    /// <param name="stream">Which noise; one for each channel.</param>
    /// <returns>Evenly spread over -1..1.</returns>
    protected double Noise(int stream) => Chance(stream, Steps);

    /// <summary>A number that this machine has by chance.</summary>
    /// <param name="stream">What for.</param>
    /// <param name="counter">The how-manieth of its kind.</param>
    /// <returns>Evenly spread over -1..1.</returns>
    protected double Chance(int stream, long counter)
    {
        var h = _seed + ((uint)stream * 0x9E3779B9) + ((uint)counter * 0x85EBCA6B) + ((uint)(counter >> 32) * 0x27D4EB2F);
        h = (h ^ (h >> 16)) * 0x85EBCA6B; // the finaliser of MurmurHash3
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        h ^= h >> 16;
        return (h / (double)uint.MaxValue * 2) - 1;
    }

    /// <summary>One step of a first-order lag.</summary>
    /// <param name="value">Where it is; moved towards <paramref name="target"/>.</param>
    /// <param name="target">Where it would end.</param>
    /// <param name="seconds">Time constant, several steps at the least.</param>
    protected static void Lag(ref double value, double target, double seconds) => value += (target - value) * (StepSeconds / seconds);

    /// <summary>One step towards a target at a steady pace.</summary>
    /// <param name="value">Where it is.</param>
    /// <param name="target">Where it stops.</param>
    /// <param name="perSecond">How fast, more than 0.</param>
    protected static void Ramp(ref double value, double target, double perSecond) =>
        value += Math.Clamp(target - value, -perSecond * StepSeconds, perSecond * StepSeconds);
}
