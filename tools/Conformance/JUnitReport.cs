using System.Globalization;
using System.Text;
using System.Xml;

namespace Sidetap.Conformance;

/// <summary>The results as JUnit XML, which build servers read: a testsuite for each area, a case not exercised is skipped.</summary>
public static class JUnitReport
{
    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="results">The results.</param>
    public static void Write(Stream output, IReadOnlyList<CaseResult> results)
    {
        XmlWriterSettings settings = new() { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using XmlWriter xml = XmlWriter.Create(output, settings);
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, "MQTT-SN 1.2 conformance", results);
        foreach (IGrouping<string, CaseResult> area in results.GroupBy(result => result.Name[..result.Name.IndexOf('.')]))
        {
            xml.WriteStartElement("testsuite");
            WriteCounts(xml, area.Key, [.. area]);
            foreach (CaseResult result in area)
            {
                WriteCase(xml, area.Key, result);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, string area, CaseResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"mqtt-sn.{area}");
        xml.WriteAttributeString("name", Plain(result.Name));
        xml.WriteAttributeString("time", Seconds(result.DurationMs));
        if (result.Verdict != Verdict.Pass)
        {
            xml.WriteStartElement(result.Verdict == Verdict.Fail ? "failure" : "skipped");
            xml.WriteAttributeString("message", Plain(result.Reason));
            if (result.Verdict == Verdict.Fail)
            {
                xml.WriteAttributeString("type", $"MQTT-SN 1.2, {result.Section}");
                xml.WriteString(Plain($"{result.Section}: {result.Rule}\n{result.Reason}\n{result.Frame}"));
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyList<CaseResult> results)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", $"{results.Count}");
        xml.WriteAttributeString("failures", $"{results.Count(one => one.Verdict == Verdict.Fail)}");
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("skipped", $"{results.Count(one => one.Verdict == Verdict.NotExercised)}");
        xml.WriteAttributeString("time", Seconds(results.Sum(one => one.DurationMs)));
    }

    private static string Seconds(long ms) => (ms / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>What a client sends may hold characters that XML has no place for.</summary>
    private static string Plain(string text) => string.Concat(text.Select(one => one == '\n' || XmlConvert.IsXmlChar(one) ? one : '\uFFFD'));
}
