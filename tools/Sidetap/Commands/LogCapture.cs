using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Pcap;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>The events in a capture.</summary>
internal sealed class LogCapture(CliContext context, LogFeed feed, int[] ports)
{
    private readonly CapturePorts _ports = new(ports);
    private readonly FrameInterpreter _interpreter = new();
    private long _frames;
    private long _malformed;

    /// <summary>Reads it.</summary>
    public int Run(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (!PcapReader.TryOpen(file, out PcapReader? reader, out string? reason))
        {
            throw new CliError($"{path}: {reason}");
        }

        foreach (CapturedPacket packet in reader.Read())
        {
            if (context.Stop.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }

            if (packet.Datagram is { } datagram && _ports.Has(datagram))
            {
                Take(datagram);
            }
        }

        string fault = reader.Fault != null ? $"{path}: {reader.Fault}"
            : _frames == 0 ? $"{path}: {_ports.NothingFound}"
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

    private void Take(UdpDatagram datagram)
    {
        FrameReading reading = _interpreter.Read(datagram.Payload, datagram.Source.ToString(), datagram.Destination.ToString());
        _frames++;
        _malformed += reading.Problem != null ? 1 : 0;
        if (reading is { Error: FrameError.None, Type: MessageType.Publish, Problem: null, OtherPayload: null })
        {
            feed.Take(reading.Topic, reading.Payload.Span);
        }
    }
}
