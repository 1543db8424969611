using System.Text;
using Sidetap.Settings;
using Sidetap.Terminal;

namespace Sidetap.Tests.Fuzz;

/// <summary>
/// The shell of a box with a PIN, whose line brings octets that nobody would type: whole requests, damaged ones, keys, noise. It must not throw, not grow, change no setting, and
/// still answer at the end.
/// </summary>
public sealed class ConsoleRun
{
    /// <summary>Octets of a chapter, which begins with a box that has just started.</summary>
    public const int ChapterOctets = 250_000;

    private const long Growth = 64 * 1024;

    private readonly ulong _seed;
    private readonly FastRandom _random;
    private readonly ConsoleWords _words;
    private readonly List<string> _last = [];
    private ShellBench _bench = new();
    private byte[] _settings = [];

    /// <summary>Plans a run.</summary>
    /// <param name="seed">Decides everything.</param>
    public ConsoleRun(ulong seed)
    {
        _seed = seed;
        _random = new FastRandom(seed);
        _words = new ConsoleWords(_random);
    }

    /// <summary>Whether the process's memory is held to a limit. Not where others use the same process.</summary>
    public bool MeasuresMemory { get; init; } = true;

    /// <summary>Octets that were sent.</summary>
    public long Octets { get; private set; }

    /// <summary>Requests of machine mode that were answered, by code; 0: well.</summary>
    public SortedDictionary<int, long> Answers { get; } = [];

    /// <summary>Octets that the shell sent.</summary>
    public long Sent { get; private set; }

    /// <summary>What was found, with all that is needed to see it again; null for nothing.</summary>
    public string? Finding { get; private set; }

    /// <summary>Runs it to its end.</summary>
    /// <param name="octets">How many octets to send; rounded up to whole chapters.</param>
    /// <returns>True when nothing was found.</returns>
    public bool Execute(long octets)
    {
        try
        {
            RunChapter();
            var before = GC.GetTotalMemory(true);
            while (Octets < octets)
            {
                RunChapter();
            }

            var grown = GC.GetTotalMemory(true) - before;
            Require(!MeasuresMemory || grown < Growth, $"{grown} octets more are in use than after the first chapter");
        }
        catch (Exception e)
        {
            var what = e is Finding ? e.Message : $"{e.GetType().Name}: {e.Message}\n{e.StackTrace}";
            Finding = $"{what}\nseed {_seed}, octet {Octets}; the last lines:\n{string.Join("\n", _last)}";
        }

        return Finding is null;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new Finding(message);
        }
    }

    private void RunChapter()
    {
        var files = new MemoryFiles();
        Tell(files);
        _settings = Snapshot(files);
        _bench = new ShellBench(files);
        var end = Octets + ChapterOctets;
        while (Octets < end)
        {
            Send(_words.Next());
        }

        End();
    }

    private void Send(byte[] line)
    {
        _last.Add(Encoding.Latin1.GetString(line).Replace("\r", "\\r").Replace("\n", "\\n"));
        if (_last.Count > 12)
        {
            _last.RemoveAt(0);
        }

        var wasMachine = _bench.Parts.Session.IsMachine;
        _bench.Line.RefusedBetween = _random.OneIn(8) ? _random.Next(4) : 0;
        _bench.Line.Type(line, line.Length);
        _bench.Run();
        _bench.NowMs += _random.OneIn(2000) ? 700_000 : 1;
        Octets += line.Length;
        var seen = _bench.Line.Seen();
        Sent += seen.Length;
        Require(_bench.Line.IsRead, "the shell has stopped reading");
        if (wasMachine && _bench.Parts.Session.IsMachine)
        {
            Judge(seen);
        }
    }

    /// <summary>Whole lines of the three kinds, and nothing else.</summary>
    private void Judge(string seen)
    {
        if (seen.Contains("sidetap> ", StringComparison.Ordinal))
        {
            // An unfinished "exit" and "machine" in one go: out and in again.
            Require(_last.TakeLast(3).Any(line => line.Contains("exit", StringComparison.Ordinal)), $"a prompt in machine mode: {seen}");
            return;
        }

        foreach (var line in seen.Split("\r\n")[..^1])
        {
            Require(line.All(c => c is >= ' ' or '\t'), $"control characters in {line}");
            var isData = line.StartsWith("+ ", StringComparison.Ordinal);
            var isOk = line == "OK" || line.StartsWith("OK ", StringComparison.Ordinal);
            var code = 0;
            var isError = line.StartsWith("ERR ", StringComparison.Ordinal) && int.TryParse(line.Split(' ')[1], out code);
            Require(isData || isOk || isError, $"a line of no kind: {line}");
            if (!isData)
            {
                Answers[code] = Answers.GetValueOrDefault(code) + 1;
            }

            Require(code != ShellError.Failed || line.Contains("Ctrl-C", StringComparison.Ordinal), line);
        }

        Require(seen.Length == 0 || seen.EndsWith("\r\n", StringComparison.Ordinal), $"a line without an end: {seen}");
    }

    private void End()
    {
        Require(Snapshot(_bench.Files).AsSpan().SequenceEqual(_settings), "the settings in flash have changed, and the box was locked");
        Require(_bench.Files.Length("trial.a") < 0 && _bench.Files.Length("trial.b") < 0, "settings are on trial, and the box was locked");
        Require(_bench.Board.Restarts == 0, "the box has restarted, and it was locked");
        _bench.Line.RefusedBetween = 0;
        var seen = _bench.Type("\u0003\rmachine\r");
        Require(seen.EndsWith("OK machine 1 sidetap 1.2.3\r\n", StringComparison.Ordinal), $"the shell does not answer any more: {seen}");
        Require(_bench.Ask("diff") == "OK\r\n", "something is staged, and the box was locked");
        Require(_bench.Ask("get box.id") == "+ box.id\tmill-3\tset\r\nOK\r\n", "a setting has changed, and the box was locked");
    }

    private static void Tell(MemoryFiles files)
    {
        var store = new SettingStore(files, SettingTable.Create());
        store.Load();
        Set(store, SettingId.ConsolePin, "48151623"u8);
        Set(store, SettingId.BoxId, "mill-3"u8);
        Set(store, SettingId.MqttSnGateway, "10.0.0.7:1883"u8);
        Require(store.Save() == SettingError.None, "the settings could not be saved");
    }

    private static void Set(SettingStore store, int id, ReadOnlySpan<byte> value)
    {
        var error = SettingText.Parse(store.Values, store.Values.Table.IndexOf(id), value.ToArray(), 0, value.Length);
        Require(error == SettingError.None, error.ToString());
    }

    private static byte[] Snapshot(MemoryFiles files)
    {
        var buffer = new byte[8192];
        var length = 0;
        foreach (var name in (string[])["settings.a", "settings.b"])
        {
            length += Math.Max(0, files.Read(name, 0, buffer, length, 4096));
        }

        return buffer[..length];
    }
}
