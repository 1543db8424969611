using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Sidetap.ModelExport;
using Sidetap.Profiles.Model;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap model</c>: a profile as other tools want it.</summary>
public static class ModelCommand
{
    private const string NodeSet = "nodeset";
    private const string MetaData = "metadata";
    private const string Csv = "csv";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context) =>
        new ExampleCommand(
            "model",
            "A machine profile as an OPC UA model, as DataSetMetaData or as a table for a data sheet.",
            ("sidetap model export cnc-machine-tool --format nodeset -o cnc.NodeSet2.xml", "for an OPC UA server or a modelling tool"))
        {
            Export(context),
        };

    private static ExampleCommand Export(CliContext context)
    {
        Argument<string> profile = new("PROFILE") { Description = "A machine profile in JSON, or the name of a shipped one.", HelpName = "FILE|NAME" };
        Option<string> format = new("--format")
        {
            Description = "nodeset: an OPC UA NodeSet2 file that a server loads; metadata: DataSetMetaData in OPC UA's JSON; csv: a table of the fields.",
            HelpName = "nodeset|metadata|csv",
            DefaultValueFactory = _ => NodeSet,
        };
        format.AcceptOnlyFromAmong(NodeSet, MetaData, Csv);
        Option<string?> output = new("--output", "-o") { Description = "The file to write; without it, standard output.", HelpName = "FILE" };
        Option<string?> uri = new("--namespace") { Description = "Namespace URI of the nodes; default: urn:sidetap:profile: and the profile's name.", HelpName = "URI" };
        Option<bool> force = OutputFile.Force();
        ExampleCommand command = new(
            "export",
            "Write a machine profile as an OPC UA NodeSet2, as DataSetMetaData, or as a table for a data sheet.",
            ("sidetap model export cnc-machine-tool --format nodeset -o cnc.NodeSet2.xml", "for an OPC UA server or a modelling tool"),
            ("sidetap model export press.json --format metadata", "for a subscriber that is configured by hand"),
            ("sidetap model export agv --format csv -o agv.csv", "for a data sheet or a tender"))
        {
            profile, format, output, uri, force,
        };
        command.SetAction(parsed =>
        {
            string name = parsed.GetRequiredValue(profile);
            ProfileModel model = ProfileInput.Require(context, name);
            string text = parsed.GetValue(format) switch
            {
                MetaData => MetaDataExport.Make(model).ToJsonString(Indented) + "\n",
                Csv => Table(model),
                _ => Xml(model, NamespaceOf(parsed.GetValue(uri), model)),
            };
            if (parsed.GetValue(output) is not { } path)
            {
                context.Output.Write(text);
                return ExitCode.Ok;
            }

            OutputFile.Write(path, text, parsed.GetValue(force), name);
            context.Output.WriteLine($"{path}: {model.Fields.Count} fields of {model.Name}");
            return ExitCode.Ok;
        });
        return command;
    }

    private static string NamespaceOf(string? given, ProfileModel model) =>
        given == null ? NodeSetExport.DefaultNamespace(model)
        : Uri.IsWellFormedUriString(given, UriKind.Absolute) ? given
        : throw new CliError($"'{given}' is no URI; for example http://example.org/machines/");

    private static string Table(ProfileModel model)
    {
        using StringWriter text = new();
        TableExport.Write(model, text);
        return text.ToString();
    }

    private static string Xml(ProfileModel model, string namespaceUri)
    {
        using MemoryStream stream = new();
        using (XmlWriter writer = XmlWriter.Create(stream, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            NodeSetExport.Make(model, namespaceUri).Save(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
