using Sidetap.Boards.Host.Machines;
using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>Feeds the channels of a CNC board from a recording: one row each interval, the last one staying when the recording is over.</summary>
public sealed class ReplayBoard : IAnalogInput, IDigitalInput
{
    /// <summary>The interval of the recordings of the University of Michigan's mill: one row each 100 ms.</summary>
    public const int DefaultIntervalMs = 100;

    private readonly Recording _recording;
    private readonly IClock _clock;
    private readonly int _intervalMs;

    /// <summary>Makes a board.</summary>
    /// <param name="recording">The recording, columns in the order of <see cref="Signals"/>.</param>
    /// <param name="clock">Tells which row it is; row 0 is uptime 0.</param>
    /// <param name="intervalMs">Milliseconds from row to row.</param>
    public ReplayBoard(Recording recording, IClock clock, int intervalMs = DefaultIntervalMs)
    {
        _recording = recording;
        _clock = clock;
        _intervalMs = intervalMs;
    }

    /// <summary>
    /// The recorded signals in the order of <see cref="MillChannels"/>, each with the column it is read from; the board's other channels are not connected. The
    /// recorded OutputCurrent and DCBusVoltage columns are mislabelled and not used.
    /// </summary>
    public static IReadOnlyList<(string Signal, string Column)> Signals { get; } =
    [
        ("SpindleCurrent", "S1_CurrentFeedback"),
        ("FeedCurrentX", "X1_CurrentFeedback"),
        ("FeedCurrentY", "Y1_CurrentFeedback"),
        ("SpindlePower", "S1_OutputPower"),
        ("FeedRate", "M1_CURRENT_FEEDRATE"),
        ("PositionX", "X1_ActualPosition"),
        ("PositionY", "Y1_ActualPosition"),
        ("PositionZ", "Z1_ActualPosition"),
    ];

    /// <summary>How long the recording lasts, in milliseconds.</summary>
    public long DurationMs => (long)_recording.Rows * _intervalMs;

    /// <inheritdoc cref="IAnalogInput.ChannelCount"/>
    int IAnalogInput.ChannelCount => MillChannels.AnalogCount;

    /// <inheritdoc cref="IDigitalInput.ChannelCount"/>
    int IDigitalInput.ChannelCount => MillChannels.DigitalCount;

    /// <inheritdoc/>
    public InputStatus Read(int channel, out float value)
    {
        value = 0;
        if (channel < 0 || channel >= _recording.Columns.Length)
        {
            return InputStatus.NotConnected;
        }

        var row = _clock.UptimeMs / _intervalMs;
        value = _recording.Columns[channel][Math.Min(row, _recording.Rows - 1)];
        if (float.IsNaN(value))
        {
            return InputStatus.NotConnected;
        }

        return row < _recording.Rows ? InputStatus.Good : InputStatus.Stale;
    }

    /// <inheritdoc/>
    public InputStatus Read(int channel, out bool active)
    {
        active = channel == MillChannels.ControlVoltage;
        return active ? InputStatus.Good : InputStatus.NotConnected;
    }
}
