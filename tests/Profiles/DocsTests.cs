using System.Text;
using Sidetap.Profiles.Catalogue;

namespace Sidetap.Profiles.Tests;

/// <summary>docs/profiles.md says of sources what the catalogue says, and its example is a good one.</summary>
[TestClass]
public sealed class DocsTests
{
    private const string Begin = "<!-- sources -->\n";
    private const string End = "<!-- /sources -->";

    [TestMethod]
    public void TheTableOfSourcesIsUpToDate() => Repository.CheckFile("docs/profiles.md", text =>
    {
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[..begin] + Table() + text[text.IndexOf(End, StringComparison.Ordinal)..];
    });

    [TestMethod]
    public void TheExampleIsSound()
    {
        string text = File.ReadAllText(Repository.PathOf("docs/profiles.md"));
        int begin = text.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        ProfileDocument document = ProfileFile.Parse(text[begin..text.IndexOf("```", begin, StringComparison.Ordinal)], "docs/profiles.md");
        Assert.IsEmpty(document.Problems, string.Join('\n', document.Problems));
    }

    private static string Table()
    {
        StringBuilder table = new("| kind | type | reads | parameters | fills |\n|---|---|---|---|---|\n");
        foreach (SourceKindInfo kind in SourceCatalog.Kinds)
        {
            string[] inputs = [.. kind.Inputs.Select(Input), .. kind.List?.Inputs.Select(input => $"{Input(input)} of each of `{kind.List.Name}`") ?? []];
            string[] parameters = [.. kind.Parameters.Select(Parameter)];
            if (kind.List is { } list)
            {
                string items = list.IsScalar ? Parameter(list.Parameters[0]) : string.Join(", ", ((string[])[.. list.HasNames ? (string[])["`name`"] : [], .. list.Inputs.Select(input => $"`{input.Name}`")]).Concat(list.Parameters.Select(Parameter)));
                parameters = [.. parameters, $"`{list.Name}`: {list.Least}..{list.Most} of {(list.IsScalar ? items : $"{{{items}}}")}"];
            }

            string kept = kind.IsKept ? " (kept)" : "";
            table.Append($"| {kind.Number} | `{kind.Type}` {kind.Summary}{kept} | {Cell(inputs)} | {Cell(parameters)} | {kind.OutputsText} |\n");
        }

        return table.ToString();
    }

    private static string Cell(string[] parts) => parts.Length == 0 ? "-" : string.Join("; ", parts);

    private static string Input(SourceInput input) =>
        $"`{input.Name}`{(input.Unit.Length > 0 ? $" {input.Unit}" : "")}{(input.IsOptional ? " (optional)" : "")}";

    private static string Parameter(SourceParameter parameter)
    {
        string unit = parameter.Unit.Length > 0 ? $" {parameter.Unit}" : "";
        string usual = parameter.Default is { } value ? $" [{parameter.TextOf(value)}]" : parameter.IsOptional ? " (optional)" : "";
        return $"`{parameter.Name}` {parameter.AllowedText}{unit}{usual}";
    }
}
