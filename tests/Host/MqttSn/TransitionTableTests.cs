#nullable enable
using System.Runtime.CompilerServices;
using Sidetap.MqttSn;

namespace Sidetap.Tests.Host.MqttSn;

/// <summary>ARCHITECTURE.md shows the client's transitions; they are those of the code, in its order, none missing and none invented.</summary>
[TestClass]
public sealed class TransitionTableTests
{
    private const string Begin = "<!-- transitions -->";
    private const string End = "<!-- /transitions -->";

    [TestMethod]
    public void The_document_shows_the_table_of_the_code()
    {
        var document = File.ReadAllText(Path.Combine(Root(), "ARCHITECTURE.md"));
        var from = document.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = document.IndexOf(End, StringComparison.Ordinal);
        Assert.IsTrue(from >= Begin.Length && to > from, "ARCHITECTURE.md has lost the marks of the table");
        var rows = document[from..to].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToHashSet();

        var expected = new HashSet<string>();
        foreach (var state in Enum.GetValues<ClientState>())
        {
            foreach (var cause in Enum.GetValues<ClientEvent>())
            {
                var next = ClientTransitions.Next(state, cause);
                if (next >= 0)
                {
                    expected.Add($"| {state} | {cause} | {(ClientState)next} |");
                }
            }
        }

        CollectionAssert.AreEquivalent(expected.ToList(), rows.ToList(), "copy the rows of ClientTransitions into ARCHITECTURE.md");
    }

    // The device has no names of enumeration members: the table keeps its own.
    [TestMethod]
    public void The_names_are_those_of_the_enumerations()
    {
        foreach (var state in Enum.GetValues<ClientState>())
        {
            Assert.AreEqual(state.ToString(), ClientTransitions.NameOf(state));
        }

        foreach (var cause in Enum.GetValues<ClientEvent>())
        {
            Assert.AreEqual(cause.ToString(), ClientTransitions.NameOf(cause));
        }
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
