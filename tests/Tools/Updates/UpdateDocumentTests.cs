using System.Text;
using Sidetap.Tool.Commands;
using Sidetap.Tools.Tests.Support;
using Sidetap.Update;
using Sidetap.Updates;
using Sidetap.Updates.Rollouts;
using Spectre.Console;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>The document's table of errors, and what the terminal shows.</summary>
[TestClass]
public sealed class UpdateDocumentTests
{
    private const string Start = "<!-- errors -->";
    private const string End = "<!-- /errors -->";
    private const string Hostile = "[red]\u001b[31mmill[/]";

    [TestMethod]
    public void TheTableOfErrorsIsTheCodes() => Repository.CheckFile("docs/updates.md", text =>
    {
        StringBuilder table = new("\n| error | what it means, and what to do |\n|---|---|\n");
        foreach (UpdateError error in Enum.GetValues<UpdateError>().Where(one => one != UpdateError.None))
        {
            table.Append($"| `{UpdateErrors.NameOf(error)}` | {UpdateErrors.Describe(error)} |\n");
        }

        return text[..(text.IndexOf(Start, StringComparison.Ordinal) + Start.Length)] + table + text[text.IndexOf(End, StringComparison.Ordinal)..];
    });

    [TestMethod]
    public void NamesAndBoardsFromOutsideSteerNothing()
    {
        UpdateImage image = UpdateSamples.Image();
        UpdateServer server = new(UpdateSamples.Topics, [image]);
        server.Take("opcua/sidetap/update/17/status", UpdateSamples.Write(UpdateSamples.Status(image, UpdateState.Receiving, received: 4500, board: "[b]\u001b[2J")), UpdateSamples.Begin);
        string shown = Show(UpdateTable.Of([.. server.Boxes]));
        Assert.Contains("receives 1.1.0, 49 %", shown);
        Assert.Contains("[b]\uFFFD[2J", shown);
        Assert.DoesNotContain("\u001b", UpdateTable.Json(server.Boxes.Single()));

        RolloutRecord record = RolloutRecord.Create(image, null, new RolloutPlan("1,all", null, TimeSpan.FromMinutes(15)), [(17, Hostile), (18, null)]);
        Rollout rollout = new(image, UpdateSamples.Topics, record);
        rollout.Start(UpdateSamples.Begin);
        rollout.OnLink(true, UpdateSamples.Begin);
        rollout.Step(UpdateSamples.Begin + Rollout.Look);
        rollout.OnStatus(17, UpdateSamples.Status(image, UpdateState.Receiving, received: image.Length / 2), UpdateSamples.Begin + Rollout.Look);
        shown = Show(RolloutTexts.Draw(rollout, new UpdateLoop(new NoLink()), 24));
        Assert.Contains("> 1", shown);
        Assert.Contains("[red]\uFFFD[31mmill[/] (17)", shown);
        Assert.Contains("receives it", shown);
        Assert.Contains("50 %", shown);
        Assert.Contains("0 of 2 updated, 1 not offered, 1 under way; q interrupts", shown);
        Assert.DoesNotContain("\u001b", shown);
        Assert.Contains("ring 1, box [red]", RolloutTexts.Line(record.Boxes[0]));
    }

    [TestMethod]
    public void ManyBoxesFitTheScreen()
    {
        UpdateImage image = UpdateSamples.Image();
        RolloutRecord record = RolloutRecord.Create(image, null, new RolloutPlan("all", null, TimeSpan.FromMinutes(15)), [.. Enumerable.Range(1, 500).Select(i => ((ulong)i, (string?)null))]);
        Rollout rollout = new(image, UpdateSamples.Topics, record);
        rollout.Start(UpdateSamples.Begin);
        rollout.OnLink(true, UpdateSamples.Begin);
        rollout.Step(UpdateSamples.Begin + Rollout.Look);
        string shown = Show(RolloutTexts.Draw(rollout, new UpdateLoop(new NoLink()), 24));
        Assert.IsLessThanOrEqualTo(24, shown.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("and 483 more; ", shown);
    }

    private static string Show(Spectre.Console.Rendering.IRenderable what)
    {
        StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        console.Write(what);
        return output.ToString();
    }

    private sealed class NoLink : IUpdateLink
    {
        public string Name => "nothing";

        public int Pending => 0;

        public void Start(params IReadOnlyList<string> filters)
        {
        }

        public void Publish(OutgoingMessage message)
        {
        }

        public LinkEvent? Take(TimeSpan wait) => null;

        public void Dispose()
        {
        }
    }
}
