using System.Text;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Boards;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Flash;

/// <summary>docs/boards.md has the terminals that the boards have.</summary>
[TestClass]
public sealed class BoardsDocTests
{
    private const string Start = "<!-- wiring -->\n";
    private const string End = "<!-- /wiring -->";

    [TestMethod]
    public void TheWiringTableIsTheBoards() => Repository.CheckFile("docs/boards.md", text =>
    {
        int from = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return text[..from] + Tables() + text[text.IndexOf(End, StringComparison.Ordinal)..];
    });

    [TestMethod]
    public void EverySensorOfAShippedProfileHasAFrontEnd()
    {
        string text = File.ReadAllText(Repository.PathOf("docs/boards.md"));
        foreach (string name in ShippedProfiles.Names)
        {
            string chapter = text.Split($"\n## {name}\n")[1].Split("\n## ")[0];
            foreach (WiredSource wired in Wiring.Of(BoardTable.Load().Boards[0], ProfileOf(name)))
            {
                // "ZoneVoltage1 to 6" and "Key…" stand for several.
                string sensor = wired.Source.Name;
                string family = sensor.StartsWith("Key", StringComparison.Ordinal) ? "Key" : sensor.TrimEnd('1', '2', '3', '4', '5', '6', 'X', 'Y', 'Z').Replace("Right", "", StringComparison.Ordinal);
                Assert.Contains(family, chapter, $"{name}: {sensor}");
            }
        }
    }

    private static string Tables()
    {
        StringBuilder text = new();
        IReadOnlyList<BoardInfo> boards = BoardTable.Load().Boards;
        foreach (string name in ShippedProfiles.Names)
        {
            List<IReadOnlyList<WiredSource>> wirings = [.. boards.Select(board => Wiring.Of(board, ProfileOf(name)))];
            text.Append($"\n**{name}**\n\n| sensor | channel | {string.Join(" | ", boards.Select(board => board.Id))} |\n|---|---|{string.Concat(boards.Select(_ => "---|"))}\n");
            for (int i = 0; i < wirings[0].Count; i++)
            {
                WiredSource wired = wirings[0][i];
                text.Append($"| {wired.Source.Name} | {wired.Function} {wired.Channel} | {string.Join(" | ", wirings.Select(wiring => Cell(wiring[i])))} |\n");
            }
        }

        return text.Append('\n').ToString();
    }

    private static string Cell(WiredSource wired) => string.Join(", ", wired.Pins.Select(pin =>
        $"{(pin.Signal.Length > 0 ? $"{pin.Signal} " : "")}{(pin.Input == null ? pin.Connector : $"{pin.Connector} of {pin.Converter}")}"));

    private static ProfileModel ProfileOf(string name) => ProfileFile.Load(name).Model!;
}
