using System.Globalization;
using Sidetap.Images;
using Sidetap.Tool.Output;
using Spectre.Console;

namespace Sidetap.Tool.Commands;

/// <summary>What <c>sidetap image info</c> shows.</summary>
internal static class ImageTables
{
    // Longer values are cut: a signature of RSA has 256 octets.
    private const int ShownOctets = 32;

    /// <summary>Writes an image.</summary>
    public static void Write(IAnsiConsole console, string file, McubootImage image)
    {
        ImageHeader header = image.Header;
        Table table = Columns("What", "Value");
        Add(table, "image", $"{file}, {image.Length} octets");
        Add(table, "version", $"{header.Version}");
        Add(table, "board", image.Board ?? "none named");
        Add(table, "security counter", image.SecurityCounter is { } counter ? $"{counter}" : "none");
        Add(table, "needs", image.Dependencies.Count == 0 ? "nothing" : string.Join(", ", image.Dependencies.Select(one => $"image {one.Image} of version {one.Version}")));
        Add(table, "header", $"{header.HeaderLength} octets, load address 0x{header.LoadAddress:x8}, flags {Flags(header.Flags)}");
        Add(table, "payload", $"{header.PayloadLength} octets{PayloadKind(image)}");
        Add(table, "protected TLVs", header.ProtectedLength == 0 ? "none" : $"{header.ProtectedLength} octets");
        Add(table, "hash", Hash(image));
        Add(table, "key hash", image.KeyHash is { } key ? Convert.ToHexStringLower(key.Value.Span) : "none");
        if (image.TrailingLength > 0)
        {
            Add(table, "behind it", $"{image.TrailingLength} octets, not covered by hash and signature");
        }

        console.Write(table);
        console.Write(Tlvs(image));
        WritePack(console, image);
    }

    /// <summary>What a record is called here: Sidetap's own by what it is for, where it can be that.</summary>
    public static string NameOf(McubootImage image, ImageTlv tlv) => tlv is { Type: TlvType.Board, IsProtected: true } && image.Board != null ? "BOARD" : tlv.Name;

    private static Table Tlvs(McubootImage image)
    {
        Table table = Columns("TLV", "Type", "Protected", "Octets", "Value");
        foreach (ImageTlv tlv in image.Tlvs)
        {
            ReadOnlySpan<byte> value = tlv.Value.Span;
            string text = Convert.ToHexStringLower(value[..Math.Min(value.Length, ShownOctets)]) + (value.Length > ShownOctets ? "…" : "");
            Add(table, NameOf(image, tlv), $"0x{tlv.Type:x2}", tlv.IsProtected ? "yes" : "no", $"{value.Length}", text);
        }

        return table;
    }

    private static void WritePack(IAnsiConsole console, McubootImage image)
    {
        if (!AssemblyPack.TryRead(image.Payload, out IReadOnlyList<PackedAssembly> assemblies, out _))
        {
            return;
        }

        Table table = Columns("Assembly", "Octets");
        foreach (PackedAssembly assembly in assemblies)
        {
            Add(table, assembly.Name, $"{assembly.Octets.Length}");
        }

        console.Write(table);
    }

    private static string PayloadKind(McubootImage image)
    {
        if (!AssemblyPack.IsPack(image.Payload.Span))
        {
            return "";
        }

        return AssemblyPack.TryRead(image.Payload, out IReadOnlyList<PackedAssembly> assemblies, out PackFault fault)
            ? $", a pack of {assemblies.Count} {(assemblies.Count == 1 ? "assembly" : "assemblies")}"
            : $", begins as a pack of assemblies but is none ({fault})";
    }

    private static string Hash(McubootImage image) => image.Hash is not { } hash ? "none" : $"{hash.Name} {Convert.ToHexStringLower(hash.Value.Span)}, " + image.IsHashRight switch
    {
        true => "right",
        false => "WRONG",
        null => "not checked: the payload is encrypted",
    };

    private static string Flags(ImageFlags flags) => flags == ImageFlags.None ? "none" : string.Create(CultureInfo.InvariantCulture, $"0x{(uint)flags:x} ({flags})");

    private static Table Columns(params string[] names) => new Table().Border(TableBorder.Simple).AddColumns(names);

    private static void Add(Table table, params string[] cells) => table.AddRow([.. cells.Select(PlainText.Markup)]);
}
