using System.Globalization;
using Sidetap.Decoding;
using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Pcap;
using Sidetap.Decoding.Uadp;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>A capture as <c>sidetap decode</c> shows it: a line for each frame, then the data sets that were in it.</summary>
internal sealed class CaptureListing(CliContext context, bool isJson, int[]? ports, long[]? frames, bool allFields)
{
    private readonly HashSet<long> _frames = [.. frames ?? []];
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);
    private DateTime? _start;
    private long _shown;
    private long _last;
    private bool _hasShown;
    private long _malformed;

    public int Run(string path)
    {
        using CaptureFrames capture = CaptureFrames.Open(path, ports);
        foreach ((CapturedPacket packet, FrameReading? reading) in capture.Read())
        {
            if (context.Stop.IsCancellationRequested)
            {
                return ExitCode.Interrupted;
            }

            Take(packet, reading);
        }

        if (capture.Fault != null)
        {
            Problem($"{path}: {capture.Fault}");
        }

        if (_frames.Count > 0 && !_hasShown)
        {
            Problem($"{path} has {_last} packets; none of the frames asked for is one of MQTT-SN on the ports that are looked at");
            return ExitCode.Finding;
        }

        if (_shown == 0)
        {
            Problem($"{path}: {capture.NothingFound}");
        }
        else if (!isJson && _frames.Count == 0)
        {
            WriteTotals(capture);
        }

        return _malformed > 0 || capture.Fault != null || _shown == 0 ? ExitCode.Finding : ExitCode.Ok;
    }

    private void Take(CapturedPacket packet, FrameReading? reading)
    {
        _start ??= packet.Time;
        _last = packet.Number;
        if (packet.Datagram is not { } datagram)
        {
            _skipped[packet.Skipped!] = _skipped.GetValueOrDefault(packet.Skipped!) + 1;
            return;
        }

        if (reading == null)
        {
            return;
        }

        string from = datagram.Source.ToString();
        string to = datagram.Destination.ToString();
        _shown++;
        _malformed += reading.Problem != null ? 1 : 0;
        if (_frames.Count > 0 && !_frames.Contains(packet.Number))
        {
            return;
        }

        _hasShown = true;
        if (isJson)
        {
            context.Output.WriteLine(JsonOf(packet, reading, from, to));
        }
        else
        {
            Write(packet, reading, from, to);
        }
    }

    private void Write(CapturedPacket packet, FrameReading reading, string from, string to)
    {
        string seconds = (packet.Time - _start!.Value).TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);
        string head = $"{packet.Number,5} {seconds,11}  {from,21} > {to,-21}";
        if (allFields || _frames.Count > 0)
        {
            FrameView.Write(context.Console, head.Trim(), reading.Summary, reading.Octets, reading.Rows, reading.Problem);
            return;
        }

        string problem = reading.Problem == null ? "" : $"  {reading.Problem}";
        IEnumerable<SequenceVerdict> unusual = reading.Updates.Select(update => update.Verdict).Where(verdict => verdict != SequenceVerdict.Next);
        string verdicts = string.Concat(unusual.Select(verdict => $"  {DataSetLines.Of(verdict)}"));
        context.Console.MarkupLine(
            $"[dim]{head}[/] {PlainText.Markup(reading.Summary)}[yellow]{verdicts}[/][red]{PlainText.Markup(problem)}[/]");
    }

    private string JsonOf(CapturedPacket packet, FrameReading reading, string from, string to) => JsonText.Line(json =>
    {
        json.WriteNumber("frame", packet.Number);
        json.WriteString("time", UaTime.Text(packet.Time));
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteNumber("length", reading.Octets.Length);
        json.WriteString("summary", reading.Summary);
        json.WriteString("topic", reading.Topic);
        json.WriteString("problem", reading.Problem);
        JsonText.WriteRows(json, reading.Octets, reading.Rows);
        JsonText.WriteUpdates(json, reading.Updates);
    });

    private void WriteTotals(CaptureFrames capture)
    {
        context.Console.WriteLine();
        string malformed = _malformed > 0 ? $"[red]{_malformed} malformed[/]" : "none malformed";
        context.Console.MarkupLine($"{_shown} frames, {malformed}{PlainText.Markup(LeftOut(capture.Others))}");
        DataSetTable.Write(context.Console, capture.DataSets.DataSets);
    }

    private string LeftOut(long others)
    {
        string elsewhere = others > 0 ? $"; {others} datagrams on other ports left out" : "";
        string skipped = string.Concat(_skipped.Select(one => $"; {one.Value} x {one.Key}"));
        return elsewhere + skipped;
    }

    private void Problem(string text) => context.Error.WriteLine($"sidetap: {PlainText.Of(text)}");
}
