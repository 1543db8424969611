using Sidetap.Hal;
using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Models;

/// <summary>The board below the box: channel 0 counts the samples ever taken, the others follow from it. The counter survives resets.</summary>
internal sealed class ModelBoard : IAnalogInput, IDigitalInput, ISystem
{
    private readonly SeedSettings _settings;
    private readonly Prng _random;

    /// <summary>Makes a board that has counted nothing.</summary>
    public ModelBoard(SeedSettings settings, ulong seed)
    {
        _settings = settings;
        _random = new Prng(seed, 2);
    }

    /// <summary>Samples taken so far.</summary>
    public int Counter { get; private set; }

    /// <summary>The power goes at the next sample.</summary>
    public bool IsCutArmed { get; set; }

    /// <summary>A channel that has nothing new to say; -1: none.</summary>
    public int SilentChannel { get; set; } = -1;

    /// <summary>Is called with every sample.</summary>
    public Action<int>? Sampled { get; set; }

    /// <inheritdoc/>
    public StartCause StartCause => StartCause.PowerOn;

    public ulong UniqueId => 0x0242AC110002;

    /// <inheritdoc/>
    public int FreeHeapOctets => -1;

    /// <inheritdoc/>
    int IAnalogInput.ChannelCount => 1 + _settings.FieldCount;

    /// <inheritdoc/>
    int IDigitalInput.ChannelCount => 1;

    /// <inheritdoc/>
    public InputStatus Read(int channel, out float value)
    {
        if (channel == 0)
        {
            Counter++;
            Sampled?.Invoke(Counter);
            if (IsCutArmed)
            {
                IsCutArmed = false;
                throw new PowerCutException();
            }
        }

        value = _settings.ValueOf(channel, Counter);
        return channel == SilentChannel ? InputStatus.Stale : InputStatus.Good;
    }

    /// <inheritdoc/>
    public InputStatus Read(int channel, out bool active)
    {
        active = true;
        return InputStatus.Good;
    }

    /// <inheritdoc/>
    public uint NextRandom() => (uint)(_random.Next() >> 32);

    /// <inheritdoc/>
    public void Restart() => throw new PowerCutException();
}
