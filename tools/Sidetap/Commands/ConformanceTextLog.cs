using Sidetap.Conformance;
using Sidetap.Conformance.Watching;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>A conformance run for people: a line that moves while it runs, then the table.</summary>
internal sealed class ConformanceTextLog(CliContext context) : IConformanceLog
{
    private int _passed;
    private int _failed;

    private bool IsTerminal => context.Console.Profile.Capabilities.Ansi;

    /// <summary>A verdict as it is printed.</summary>
    public static string WordFor(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "pass",
        Verdict.Fail => "fail",
        _ => "not exercised",
    };

    /// <summary>Makes room where the line that moves may stand.</summary>
    public static void ClearLine(CliContext context)
    {
        if (context.Console.Profile.Capabilities.Ansi)
        {
            context.Error.Write("\r\u001b[K");
        }
    }

    public void List(CaseSelection selection)
    {
        Table table = NewTable();
        table.AddColumn(new TableColumn("[dim]Case[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]Section[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]Rule; what the client has to do[/]"));
        foreach (ConformanceCase one in selection.Cases)
        {
            table.AddRow(
                new Markup(PlainText.Markup(one.Name)),
                new Markup(PlainText.Markup(one.Section)),
                new Markup($"{PlainText.Markup(one.Rule)} [dim]({PlainText.Markup(Needs.NamesOf(one.Needs))})[/]"));
        }

        foreach (WatchRule rule in selection.Rules)
        {
            table.AddRow(
                new Markup(PlainText.Markup(rule.Name)),
                new Markup(PlainText.Markup(rule.Section)),
                new Markup($"{PlainText.Markup(rule.Rule)} [dim](watched in every case)[/]"));
        }

        context.Console.Write(table);
        ListNeeds(selection);
        string rules = selection.Rules.Count switch
        {
            0 => "",
            1 => ", and 1 rule that is watched in every case",
            int number => $", and {number} rules that are watched in every case",
        };
        context.Console.MarkupLine($"{ConformanceSummary.Cases(selection.Cases.Count)}{rules}");
    }

    public void Waiting(int port, int secondPort) =>
        context.Console.MarkupLine($"Gateway on UDP port [bold]{port}[/], a second one on {secondPort}; Ctrl+C ends the run");

    public void Started(ConformanceCase one, int number, int count)
    {
        if (IsTerminal)
        {
            context.Error.Write($"\r\u001b[K{number}/{count}  {_passed} pass, {_failed} fail  {one.Name}");
        }
    }

    public void Ended(CaseResult result)
    {
        _passed += result.Verdict == Verdict.Pass ? 1 : 0;
        _failed += result.Verdict == Verdict.Fail ? 1 : 0;
    }

    public void Finished(IReadOnlyList<CaseResult> results, int count)
    {
        ClearLine(context);
        Table table = NewTable();
        table.AddColumn(new TableColumn("[dim]Case[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]Section[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]Result[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]Rule, or why not[/]"));
        foreach (CaseResult result in results)
        {
            table.AddRow(
                new Markup(PlainText.Markup(result.Name)),
                new Markup(PlainText.Markup(result.Section)),
                new Markup(Coloured(result.Verdict)),
                new Markup(Detail(result)));
        }

        context.Console.Write(table);
        Summarize(new ConformanceSummary(results, count));
    }

    private static Table NewTable() => new Table().Border(TableBorder.None);

    private static string Coloured(Verdict verdict) => verdict switch
    {
        Verdict.Pass => "[green]pass[/]",
        Verdict.Fail => "[red]fail[/]",
        _ => "[yellow]not exercised[/]",
    };

    private static string Detail(CaseResult result)
    {
        string frame = result.Frame.Length > 0 ? $" [bold]{result.Frame}[/]" : "";
        return result.Verdict switch
        {
            Verdict.Pass => $"[dim]{PlainText.Markup(result.Rule)}[/]",
            Verdict.Fail => $"{PlainText.Markup(result.Rule)}: [red]{PlainText.Markup(result.Reason)}[/]{frame}",
            _ => $"[dim]{PlainText.Markup(result.Reason)}[/]{frame}",
        };
    }

    private void ListNeeds(CaseSelection selection)
    {
        Need all = selection.Cases.Aggregate(Need.None, (needs, one) => needs | one.Needs);
        Table table = NewTable();
        table.AddColumn(new TableColumn("[dim]Need[/]").NoWrap());
        table.AddColumn(new TableColumn("[dim]The client has to[/]"));
        foreach (Need need in Needs.Split(all))
        {
            table.AddRow(Needs.NameOf(need), Needs.MeaningOf(need));
        }

        context.Console.WriteLine();
        context.Console.Write(table);
        foreach ((string name, Need needs) in Needs.Profiles.Where(profile => profile.Key != "all"))
        {
            context.Console.MarkupLine($"Profile {name}: {Needs.NamesOf(needs)}");
        }

        context.Console.WriteLine();
    }

    private void Summarize(ConformanceSummary summary)
    {
        int failures = summary.Count(Verdict.Fail);
        string failed = failures > 0 ? $"[red]{failures} fail[/]" : "none fails";
        context.Console.WriteLine();
        context.Console.MarkupLine($"[green]{summary.Count(Verdict.Pass)} pass[/], {failed}, {summary.Count(Verdict.NotExercised)} not exercised");
        if (summary.Remark is { } remark)
        {
            context.Console.MarkupLine($"[yellow]{PlainText.Markup(remark)}[/]");
        }
    }
}
