using Sidetap.Decoding.Frames;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>The events in a capture.</summary>
internal sealed class LogCapture(CliContext context, LogFeed feed)
{
    private long _frames;
    private long _malformed;

    /// <summary>Reads it.</summary>
    public int Run(CaptureFrames capture, string path)
    {
        foreach ((_, FrameReading? reading) in capture.Read())
        {
            if (context.Stop.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }

            if (reading != null)
            {
                Take(reading);
            }
        }

        string fault = capture.Fault != null ? $"{path}: {capture.Fault}"
            : _frames == 0 ? $"{path}: {capture.NothingFound}"
            : "";
        if (fault.Length > 0)
        {
            context.Error.WriteLine($"sidetap: {PlainText.Of(fault)}");
        }

        feed.ReportTo(context);
        if (_malformed > 0)
        {
            context.Error.WriteLine($"sidetap: {_malformed} frames were malformed (see: sidetap decode {PlainText.Of(path)})");
        }

        return _malformed > 0 || fault.Length > 0 ? ExitCode.Finding : ExitCode.Ok;
    }

    private void Take(FrameReading reading)
    {
        _frames++;
        _malformed += reading.Problem != null ? 1 : 0;
        if (reading is { Error: FrameError.None, Type: MessageType.Publish, Problem: null, OtherPayload: null })
        {
            feed.Take(reading.Topic, reading.Payload.Span);
        }
    }
}
