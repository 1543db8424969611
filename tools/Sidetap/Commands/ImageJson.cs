using System.Text.Json;
using Sidetap.Images;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>What <c>sidetap image --json</c> prints.</summary>
internal static class ImageJson
{
    /// <summary>An image. What it does not have is null.</summary>
    public static string Image(string file, McubootImage image) => JsonText.Line(json =>
    {
        json.WriteString("file", file);
        json.WriteString("version", image.Header.Version.ToString());
        json.WriteString("board", image.Board);
        json.WritePropertyName("securityCounter");
        JsonSerializer.Serialize(json, image.SecurityCounter);
        json.WriteStartArray("dependencies");
        foreach (ImageDependency dependency in image.Dependencies)
        {
            json.WriteStartObject();
            json.WriteNumber("image", dependency.Image);
            json.WriteString("version", dependency.Version.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("hash", Hex(image.Hash));
        json.WritePropertyName("isHashRight");
        JsonSerializer.Serialize(json, image.IsHashRight);
        json.WriteString("keyHash", Hex(image.KeyHash));
        json.WriteNumber("length", image.Length);
        json.WriteNumber("trailingLength", image.TrailingLength);
        WriteHeader(json, image.Header);
        WriteTlvs(json, image);
        WritePack(json, image);
    });

    /// <summary>A verification.</summary>
    public static string Verification(string file, ImageVerification verification) => JsonText.Line(json =>
    {
        json.WriteString("file", file);
        json.WriteBoolean("isGood", verification.IsGood);
        json.WriteStartArray("faults");
        foreach (ImageFault fault in verification.Faults)
        {
            json.WriteStringValue(ImageFaults.NameOf(fault));
        }

        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (ImageCheck check in verification.Checks)
        {
            json.WriteStartObject();
            json.WriteString("check", check.Name);
            json.WriteBoolean("isPassed", check.IsPassed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("version", verification.Image?.Header.Version.ToString());
        json.WriteString("board", verification.Image?.Board);
    });

    private static void WriteHeader(Utf8JsonWriter json, ImageHeader header)
    {
        json.WriteStartObject("header");
        json.WriteNumber("loadAddress", header.LoadAddress);
        json.WriteNumber("headerLength", header.HeaderLength);
        json.WriteNumber("protectedLength", header.ProtectedLength);
        json.WriteNumber("payloadLength", header.PayloadLength);
        json.WriteNumber("flags", (uint)header.Flags);
        json.WriteEndObject();
    }

    private static void WriteTlvs(Utf8JsonWriter json, McubootImage image)
    {
        json.WriteStartArray("tlvs");
        foreach (ImageTlv tlv in image.Tlvs)
        {
            json.WriteStartObject();
            json.WriteNumber("type", tlv.Type);
            json.WriteString("name", ImageTables.NameOf(image, tlv));
            json.WriteBoolean("isProtected", tlv.IsProtected);
            json.WriteNumber("offset", tlv.Offset);
            json.WriteString("value", Hex(tlv));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePack(Utf8JsonWriter json, McubootImage image)
    {
        if (!AssemblyPack.IsPack(image.Payload.Span))
        {
            return;
        }

        bool isPack = AssemblyPack.TryRead(image.Payload, out IReadOnlyList<PackedAssembly> assemblies, out PackFault fault);
        json.WriteString("packFault", isPack ? null : JsonNamingPolicy.CamelCase.ConvertName($"{fault}"));
        json.WriteStartArray("assemblies");
        foreach (PackedAssembly assembly in assemblies)
        {
            json.WriteStartObject();
            json.WriteString("name", assembly.Name);
            json.WriteNumber("length", assembly.Octets.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string? Hex(ImageTlv? tlv) => tlv is { } one ? Convert.ToHexStringLower(one.Value.Span) : null;
}
