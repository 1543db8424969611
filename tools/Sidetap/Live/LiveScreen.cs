using System.Globalization;
using Sidetap.Boards.Host.Machines;
using Sidetap.Tool.Output;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sidetap.Tool.Live;

/// <summary>
/// What the terminal shows: all machines beside each other, or one on a page; below them what happened, and which keys there are. Keys choose the page and
/// make faults come and go.
/// </summary>
/// <param name="live">The values.</param>
/// <param name="machines">The machines, nine at the most.</param>
/// <param name="hasKeys">Whether somebody can press keys.</param>
internal sealed class LiveScreen(LiveDataSets live, IReadOnlyList<LiveMachine> machines, bool hasKeys)
{
    private const int LeastKeys = 2;
    private const int MaxNotes = 4;
    private const int LeastNotes = 2;
    private const int RoomyHeight = 30;
    private const char Tab = '\t';

    private int _selected;
    private bool _isPage = machines.Count == 1;

    /// <summary>Whether the user has asked to stop.</summary>
    public bool WantsToStop { get; private set; }

    /// <summary>Does what a key says; other keys do nothing.</summary>
    /// <param name="key">The key.</param>
    public void Press(char key)
    {
        if (char.ToLowerInvariant(key) == 'q')
        {
            WantsToStop = true;
        }
        else if (key == '0')
        {
            _isPage = machines.Count == 1;
        }
        else if (key - '1' >= 0 && key - '1' < machines.Count)
        {
            _selected = key - '1';
            _isPage = true;
        }
        else if (key == Tab)
        {
            _selected = (_selected + 1) % machines.Count;
        }
        else
        {
            machines[_selected].Faults?.Toggle(key);
        }
    }

    /// <summary>Draws everything.</summary>
    /// <param name="note">How far the run is.</param>
    /// <param name="width">The terminal's columns.</param>
    /// <param name="height">Its lines.</param>
    public IRenderable Draw(string note, int width, int height) => live.Read(_ =>
    {
        IEnumerable<string> all = Keys(width);
        List<string> keys = [.. all.TakeLast(Math.Max(LeastKeys, height / 6))]; // a small screen is for the values; how to stop stands at the end
        int notes = height >= RoomyHeight ? MaxNotes : LeastNotes;
        int rows = height - keys.Count - notes - 2; // a line of traffic, and the cursor stands below
        bool isPage = _isPage || width / machines.Count < MachineOverview.LeastWidth;
        List<IRenderable> parts;
        int used;
        if (isPage)
        {
            (Table page, int fields) = Page(machines[_selected], width, rows - MachineTable.OtherRows);
            parts = [page];
            used = fields + MachineTable.OtherRows;
        }
        else
        {
            parts = [.. Overview(width, rows).Select(Line)];
            used = parts.Count;
        }

        notes = Math.Clamp(notes + rows - used, notes, LiveDataSets.MaxNotes); // what the tables leave
        return new Rows([.. parts, .. Traffic(note, width).Concat(Notes(width, notes)).Concat(keys).Select(Line)]);
    });

    /// <summary>Draws a machine after the other, for where nothing can be redrawn.</summary>
    /// <param name="note">How far the run is.</param>
    public IRenderable DrawAll(string note) => live.Read(_ => new Rows(
        [.. machines.Select(m => (IRenderable)Page(m, int.MaxValue, int.MaxValue).Table), .. Traffic(note, int.MaxValue).Concat(Active(int.MaxValue)).Select(Line)]));

    private static Markup Line(string markup) => new(markup.Length == 0 ? " " : markup) { Overflow = Overflow.Crop };

    private (Table Table, int Fields) Page(LiveMachine machine, int width, int rows)
    {
        Table table = MachineTable.Draw(live, live.Find(machine.Publisher), machines.Count == 1 ? "" : machine.Name, width, Math.Max(1, rows));
        return (table, table.Rows.Count);
    }

    private IReadOnlyList<string> Overview(int width, int rows) => MachineOverview.Draw(
        [.. machines.Select((m, i) => (hasKeys ? $"{i + 1} {m.Name}" : m.Name, live.Find(m.Publisher), hasKeys && i == _selected))], width, Math.Max(2, rows));

    /// <summary>Traffic and how far the run is, in one line.</summary>
    private IEnumerable<string> Traffic(string note, int width)
    {
        (string rates, string problems) = live.Rates;
        string line = $"{rates}  {note}";
        yield return $"{(problems.Length > 0 ? $"[red]{problems}[/]  " : "")}{Markup.Escape(LiveText.Fit(line, Math.Min(width - problems.Length - 2, line.Length)))}";
    }

    /// <summary>The last things that happened. A line stays free for each, so that the tables stand still.</summary>
    private IEnumerable<string> Notes(int width, int lines)
    {
        LiveNote[] last = [.. live.Notes.TakeLast(lines)];
        for (int i = 0; i < lines; i++)
        {
            if (i >= last.Length)
            {
                yield return "";
                continue;
            }

            LiveNote note = last[i];
            string name = machines.Count == 1 ? "" : $"{machines.FirstOrDefault(m => m.Publisher == note.Publisher)?.Name ?? note.Publisher} ";
            string text = LiveText.Fit($"{note.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} {name}{note.Text}", width);
            yield return $"[{LiveText.ColourOf(note.Status)}]{Markup.Escape(text.TrimEnd())}[/]";
        }
    }

    private IEnumerable<string> Keys(int width)
    {
        if (!hasKeys)
        {
            return Active(width);
        }

        LiveMachine machine = machines[_selected];
        List<(string Text, bool IsOn)> words = [];
        if (machine.Faults is { } faults)
        {
            words.Add(($"faults of {machine.Name}:", false));
            words.AddRange(faults.Faults.Select((fault, i) => ($"{fault.Key} {fault.Name}", faults[i])));
        }

        if (machines.Count > 1)
        {
            words.Add(($"| 1-{machines.Count} page", false));
            words.Add(("0 all", false));
            words.Add(("Tab next", false));
        }

        words.Add(("q stop", false));
        return Wrap(words, width).Concat(Active(width, machine));
    }

    /// <summary>The faults that are there and that the line of keys does not show.</summary>
    private IEnumerable<string> Active(int width, LiveMachine? except = null)
    {
        string[] active = [.. machines.Where(m => m != except && m.Faults is not null).SelectMany(m => m.Faults!.Active.Select(f => $"{m.Name}:{f}"))];
        string line = $"faults: {string.Join(", ", active)}";
        return active.Length == 0 ? [] : [$"[red]{Markup.Escape(LiveText.Fit(line, Math.Min(width, line.Length)))}[/]"];
    }

    private static List<string> Wrap(List<(string Text, bool IsOn)> words, int width)
    {
        List<string> lines = [];
        (string line, int used) = ("", 0);
        foreach ((string text, bool isOn) in words)
        {
            if (used > 0 && used + 2 + text.Length > width)
            {
                lines.Add(line);
                (line, used) = ("", 0);
            }

            string shown = PlainText.Markup(text);
            line += (used > 0 ? "  " : "") + (isOn ? $"[black on red]{shown}[/]" : $"[dim]{shown}[/]");
            used += (used > 0 ? 2 : 0) + text.Length;
        }

        lines.Add(line);
        return lines;
    }
}
