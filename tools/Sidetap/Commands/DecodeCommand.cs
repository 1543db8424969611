using System.CommandLine;
using Sidetap.Decoding;
using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap decode</c>: a frame, a message or a capture, field by field.</summary>
public static class DecodeCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context)
    {
        Argument<string[]> input = new("INPUT")
        {
            Description = "Octets in hexadecimal (an MQTT-SN frame or a UADP NetworkMessage), a text file of these, - for standard input, or a .pcap file.",
            HelpName = "HEX|FILE|-",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line." };
        Option<int[]> ports = new("--port")
        {
            Description = $"UDP port of a gateway in the capture; may be repeated. Default: {string.Join(", ", CaptureFrames.UsualPorts)}.",
            HelpName = "N",
        };
        Option<long[]> frames = new("--frame") { Description = "Show this frame of the capture field by field; may be repeated.", HelpName = "N" };
        Option<bool> fields = new("--fields") { Description = "Show every frame of the capture field by field." };
        ports.Validators.Add(result => NumberCheck.Add(result, 1, 65535, "a UDP port"));
        ExampleCommand command = new(
            "decode",
            "Show MQTT-SN and UADP field by field, with the octets each field occupies. Exit code 1 when something is malformed.",
            ("sidetap decode 0a:0c:62:61:62:00:00:31:2e:35", "a frame as Wireshark copies it"),
            ("sidetap decode 01010100061b000000", "a bare UADP NetworkMessage"),
            ("sidetap decode frame.txt", "octets written down in a file; - reads them from standard input"),
            ("sidetap decode bench.pcap", "a line for each frame of a capture, and the data sets in it"),
            ("sidetap decode bench.pcap --frame 12 --port 1885", "frame 12 field by field; the gateway is on port 1885"),
            ("sidetap decode bench.pcap --json", "for other programs"))
        {
            input, json, ports, frames, fields,
        };
        command.SetAction(parsed =>
        {
            string[] words = parsed.GetRequiredValue(input);
            if (Array.Find(words, word => word.StartsWith("--", StringComparison.Ordinal)) is { } unknown)
            {
                throw new CliError($"no such option: {unknown} (try: sidetap decode --help)");
            }

            string text = string.Join(' ', words);
            if (Directory.Exists(text))
            {
                throw new CliError($"{text} is a folder; name a file in it");
            }

            bool isFile = File.Exists(text);
            if (isFile && !IsHexText(text))
            {
                bool isJson = parsed.GetValue(json);
                return new CaptureListing(context, isJson, parsed.GetValue(ports), parsed.GetValue(frames), parsed.GetValue(fields)).Run(text);
            }

            if (!isFile && (Path.GetExtension(text) is ".pcap" or ".pcapng" or ".cap" || text.AsSpan().ContainsAny('/', '\\')))
            {
                throw new CliError($"no such file: {text}");
            }

            if (parsed.GetValue(frames) is { Length: > 0 } || parsed.GetValue(fields))
            {
                throw new CliError("--frame and --fields go with a capture");
            }

            byte[] octets = text == "-" ? HexInput.Parse(context.Input.ReadToEnd(), " (standard input)")
                : isFile ? HexInput.Parse(File.ReadAllText(text), $" ({text})")
                : HexInput.Parse(text, ", and there is no such file");
            return DecodeOctets(context, octets, parsed.GetValue(json));
        });
        return command;
    }

    /// <summary>Whether a file is octets written down as text, as HexInput reads them, and no capture.</summary>
    private static bool IsHexText(string path)
    {
        const int Enough = 256;
        byte[] head = new byte[Enough];
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        int length = file.ReadAtLeast(head, Enough, throwOnEndOfStream: false);
        return length > 0 && head.AsSpan(0, length).IndexOfAnyExcept("0123456789abcdefABCDEFxX:-, \t\r\n"u8) < 0;
    }

    /// <summary>An MQTT-SN frame or a bare UADP message: whichever parses.</summary>
    private static int DecodeOctets(CliContext context, byte[] octets, bool isJson)
    {
        FrameReading frame = new FrameInterpreter().Read(octets);
        if (frame.Error == FrameError.None)
        {
            Show(context, isJson, octets, "MQTT-SN", frame.Summary, frame.Rows, frame.Problem, frame.Updates);
            return frame.Problem == null ? ExitCode.Ok : ExitCode.Finding;
        }

        LayoutRecorder recorder = new();
        DataSetView view = new();
        DecodeOptions options = new() { Recorder = recorder };
        if (view.TryTake(octets, options, out NetworkMessage? message, out IReadOnlyList<DataSetUpdate> updates, out string? reason))
        {
            Show(context, isJson, octets, "UADP", FrameSummary.Of(message), recorder.Rows, null, updates);
            return ExitCode.Ok;
        }

        // Neither: show the one it looks like.
        bool looksLikeUadp = frame.Error is FrameError.LengthMismatch or FrameError.TooShort && (octets[0] & 0x0F) == 1;
        if (looksLikeUadp)
        {
            string problem = $"malformed UADP: {reason}; as MQTT-SN: {FrameText.Of(frame.Error)}";
            Show(context, isJson, octets, "UADP", "NetworkMessage", recorder.Rows, problem, []);
        }
        else
        {
            Show(context, isJson, octets, "MQTT-SN", frame.Summary, frame.Rows, $"{frame.Problem}; as UADP: {reason}", []);
        }

        return ExitCode.Finding;
    }

    private static void Show(
        CliContext context,
        bool isJson,
        byte[] octets,
        string protocol,
        string summary,
        IReadOnlyList<LayoutRow> rows,
        string? problem,
        IReadOnlyList<DataSetUpdate> updates)
    {
        if (isJson)
        {
            context.Output.WriteLine(JsonText.Line(json =>
            {
                json.WriteString("protocol", protocol);
                json.WriteNumber("length", octets.Length);
                json.WriteString("summary", summary);
                json.WriteString("problem", problem);
                JsonText.WriteRows(json, octets, rows);
                JsonText.WriteUpdates(json, updates);
            }));
            return;
        }

        FrameView.Write(context.Console, $"{protocol}, {octets.Length} octets", summary, octets, rows, problem);
    }
}
