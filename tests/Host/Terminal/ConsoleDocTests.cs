#nullable enable
using System.Reflection;
using System.Text;
using Sidetap.Terminal;

namespace Sidetap.Tests.Host.Terminal;

/// <summary>docs/console.md says of the commands what the shell says of itself. SIDETAP_WRITE=1 writes its table anew.</summary>
[TestClass]
public sealed class ConsoleDocTests
{
    private const string Begin = "<!-- commands -->\n";
    private const string End = "<!-- /commands -->";

    [TestMethod]
    public void The_table_of_commands_is_what_help_shows()
    {
        var path = Path.Combine(Root(), "docs", "console.md");
        var text = File.ReadAllText(path);
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        var expected = Table();
        if (Environment.GetEnvironmentVariable("SIDETAP_WRITE") == "1")
        {
            File.WriteAllText(path, text[..begin] + expected + text[end..]);
            return;
        }

        Assert.AreEqual(expected, text[begin..end], "SIDETAP_WRITE=1 dotnet test tests/Host writes it anew.");
    }

    [TestMethod]
    public void The_table_of_codes_has_every_code_of_the_shell()
    {
        var text = File.ReadAllText(Path.Combine(Root(), "docs", "console.md"));
        var codes = typeof(ShellError).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (int)field.GetRawConstantValue()!).ToArray();
        var told = text[text.IndexOf("## Codes", StringComparison.Ordinal)..].Split('\n').Where(line => line.Length > 2 && char.IsDigit(line[2]))
            .Select(line => int.Parse(line.Split('|')[1].Trim(), System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        CollectionAssert.AreEqual(codes.Order().ToArray(), told);
    }

    private static string Table()
    {
        var table = new StringBuilder("| command | what it does |\n|---|---|\n");
        foreach (var line in new ShellBench().ToMachine().Ask("help").Split("\r\n"))
        {
            var columns = line.Split('\t');
            if (columns.Length == 3)
            {
                var usage = $"{columns[0][2..]} {columns[1]}".TrimEnd().Replace("|", "\\|", StringComparison.Ordinal);
                table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{usage}` | {columns[2]} |\n");
            }
        }

        return table.ToString();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Firmware.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
