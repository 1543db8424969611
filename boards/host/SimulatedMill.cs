using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>
/// A milling machine that needs no file: it loads a part, runs the spindle up, mills a pocket in layers, runs down and unloads, for ever. Its figures
/// are those one sees on a small machining centre; the same seed gives the same machine.
/// </summary>
/// <remarks>A state of the machine is a function of the time alone, so it can be asked at any pace.</remarks>
public sealed class SimulatedMill : IAnalogInput, IDigitalInput
{
    private const double LoadSeconds = 4;
    private const double RunUpSeconds = 1.2;
    private const double MillSeconds = 24;
    private const double RunDownSeconds = 1.5;
    private const double CycleSeconds = LoadSeconds + RunUpSeconds + MillSeconds + RunDownSeconds;
    private const double LayerSeconds = 6;
    private const double PassSeconds = 1.5;

    private readonly IClock _clock;
    private readonly uint _seed;

    /// <summary>Makes a machine.</summary>
    /// <param name="clock">Tells how far it is.</param>
    /// <param name="seed">Decides the noise.</param>
    public SimulatedMill(IClock clock, uint seed = 1)
    {
        _clock = clock;
        _seed = seed;
    }

    /// <inheritdoc cref="IAnalogInput.ChannelCount"/>
    int IAnalogInput.ChannelCount => MillChannels.AnalogCount;

    /// <inheritdoc cref="IDigitalInput.ChannelCount"/>
    int IDigitalInput.ChannelCount => MillChannels.DigitalCount;

    /// <inheritdoc/>
    public InputStatus Read(int channel, out float value)
    {
        var seconds = _clock.UptimeMs / 1000.0 % CycleSeconds;
        var milling = seconds - LoadSeconds - RunUpSeconds;
        var isMilling = milling is >= 0 and < MillSeconds;
        var pass = milling % PassSeconds / PassSeconds;
        var noise = Noise(channel);
        value = (float)(channel switch
        {
            MillChannels.SpindleCurrent => SpindleCurrent(seconds, pass) + (0.4 * noise),
            MillChannels.FeedCurrentX => isMilling ? (8 * Math.Sin(2 * Math.PI * pass)) + (1.5 * noise) : 0.3 * noise,
            MillChannels.FeedCurrentY => isMilling ? (6 * Math.Cos(2 * Math.PI * pass)) + (1.5 * noise) : 0.3 * noise,
            MillChannels.SpindlePower => SpindlePower(seconds, pass) + (0.002 * noise),
            MillChannels.FeedRate => isMilling ? 6 : seconds < LoadSeconds ? 50 : 0,
            MillChannels.PositionX => isMilling ? 150 + (10 * Math.Cos(2 * Math.PI * pass)) : 198,
            MillChannels.PositionY => isMilling ? 80 + (10 * Math.Sin(2 * Math.PI * pass)) : 158,
            MillChannels.PositionZ => isMilling ? 30 - (0.5 * Math.Floor(milling / LayerSeconds)) : 119,
            _ => 0,
        });
        return channel is >= 0 and < MillChannels.AnalogCount ? InputStatus.Good : InputStatus.NotConnected;
    }

    /// <inheritdoc/>
    public InputStatus Read(int channel, out bool active)
    {
        active = channel == MillChannels.ControlVoltage;
        return active ? InputStatus.Good : InputStatus.NotConnected;
    }

    private static double SpindleCurrent(double seconds, double pass)
    {
        var sinceStart = seconds - LoadSeconds;
        return sinceStart switch
        {
            < 0 => 0.5,
            < RunUpSeconds => 60 * (1 - (sinceStart / RunUpSeconds)) + 20,
            < RunUpSeconds + MillSeconds => 20.5 + (1.5 * Math.Sin(4 * Math.PI * pass)),
            _ => 20 * Math.Max(0, 1 - ((sinceStart - RunUpSeconds - MillSeconds) / RunDownSeconds)),
        };
    }

    private static double SpindlePower(double seconds, double pass)
    {
        var sinceStart = seconds - LoadSeconds;
        return sinceStart switch
        {
            < 0 => 0,
            < RunUpSeconds => 0.55 * sinceStart / RunUpSeconds,
            < RunUpSeconds + MillSeconds => 0.178 + (0.012 * Math.Sin(4 * Math.PI * pass)),
            _ => 0,
        };
    }

    /// <summary>Evenly spread over -1..1, from a hash of seed, channel and time (finaliser of MurmurHash3).</summary>
    private double Noise(int channel)
    {
        var h = _seed + ((uint)channel * 0x9E3779B9) + (uint)(_clock.UptimeMs * 0x85EBCA6B);
        h = (h ^ (h >> 16)) * 0x85EBCA6B;
        h = (h ^ (h >> 13)) * 0xC2B2AE35;
        h ^= h >> 16;
        return (h / (double)uint.MaxValue * 2) - 1;
    }
}
