using System.Globalization;
using System.Xml.Linq;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>
/// Wireshark's MQTT-SN dissector. It reads every field but does not compare Length with the datagram; tests do that themselves.
/// </summary>
internal static class Tshark
{
    private const string HowToInstall = "Install it: apt-get install tshark";
    private const int AnyPort = 10000;

    /// <summary>Decodes a capture.</summary>
    /// <param name="pcapPath">The file.</param>
    /// <param name="port">The UDP port on which MQTT-SN is spoken.</param>
    /// <returns>The packets, in the order of the file.</returns>
    public static IReadOnlyList<TsharkFrame> Decode(string pcapPath, int port)
    {
        // PDML is the output in which every field has its octets beside it: tshark's text of a string ends at its first 0.
        string[] arguments = ["-n", "-r", pcapPath, "-d", $"udp.port=={port},mqttsn", "-T", "pdml"];
        XDocument pdml = XDocument.Parse(HelperProcess.Run("tshark", HowToInstall, arguments));
        return pdml.Root!.Elements("packet").Select(ReadPacket).ToList();
    }

    /// <summary>Decodes datagrams.</summary>
    /// <param name="datagrams">UDP payloads.</param>
    /// <returns>One packet for each, in the same order.</returns>
    public static IReadOnlyList<TsharkFrame> Decode(IReadOnlyCollection<byte[]> datagrams)
    {
        string path = Path.GetTempFileName();
        try
        {
            PcapFile.Write(path, datagrams, AnyPort);
            IReadOnlyList<TsharkFrame> frames = Decode(path, AnyPort);
            return frames.Count == datagrams.Count
                ? frames
                : throw new InvalidOperationException($"tshark shows {frames.Count} packets of {datagrams.Count}.");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TsharkFrame ReadPacket(XElement packet)
    {
        XElement? udp = Protocol(packet, "udp");
        IEnumerable<XElement> fields = packet.Elements("proto").Where(p => NameOf(p) == "mqttsn").Descendants("field");
        return new TsharkFrame(
            Port(udp, "udp.srcport"),
            Port(udp, "udp.dstport"),
            fields.Where(IsMessage).Select(ReadMessage).ToList(),
            Protocol(packet, "_ws.malformed") != null);
    }

    private static TsharkMessage ReadMessage(XElement message)
    {
        var fields = new Dictionary<string, TsharkField>();
        foreach (XElement field in message.Descendants("field").Where(f => NameOf(f).StartsWith("mqttsn.", StringComparison.Ordinal)))
        {
            // A message a forwarder has wrapped lies within the wrapper's element; its fields are its own.
            if (IsMessage(field) || field.Ancestors("field").First(IsMessage) != message)
            {
                continue;
            }

            // A bit field's "value" is what is left after masking; "unmaskedvalue" is the octet.
            string octets = (string?)field.Attribute("unmaskedvalue") ?? (string?)field.Attribute("value") ?? "";
            fields.Add(NameOf(field), new TsharkField((string?)field.Attribute("show") ?? "", Convert.FromHexString(octets)));
        }

        return new TsharkMessage(fields);
    }

    private static bool IsMessage(XElement field)
    {
        return NameOf(field) == "mqttsn.msg";
    }

    private static XElement? Protocol(XElement packet, string name)
    {
        return packet.Elements("proto").FirstOrDefault(p => NameOf(p) == name);
    }

    private static int Port(XElement? udp, string name)
    {
        XElement? field = udp?.Elements("field").FirstOrDefault(f => NameOf(f) == name);
        return field == null ? 0 : int.Parse((string)field.Attribute("show")!, CultureInfo.InvariantCulture);
    }

    private static string NameOf(XElement element)
    {
        return (string?)element.Attribute("name") ?? "";
    }
}
