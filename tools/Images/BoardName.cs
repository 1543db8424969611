using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sidetap.Images;

/// <summary>The name of a board as an image has it: UTF-8, 1 to 64 octets, no characters that steer a terminal.</summary>
public static class BoardName
{
    /// <summary>Octets that a name has at the most.</summary>
    public const int MaxLength = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks whether a name can be that of a board.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether.</returns>
    public static bool IsName([NotNullWhen(true)] string? name) =>
        name is { Length: > 0 } && !name.Any(one => char.IsControl(one) || char.IsSurrogate(one)) && Strict.GetByteCount(name) <= MaxLength;

    /// <summary>Reads a name.</summary>
    /// <param name="octets">Anything.</param>
    /// <param name="name">The name; null when it is none.</param>
    /// <returns>Whether it is one.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> octets, [NotNullWhen(true)] out string? name)
    {
        name = octets.Length is > 0 and <= MaxLength && System.Text.Unicode.Utf8.IsValid(octets) ? Encoding.UTF8.GetString(octets) : null;
        if (!IsName(name))
        {
            name = null;
        }

        return name != null;
    }

    /// <summary>The octets of a name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Its octets.</returns>
    internal static byte[] Octets(string name) => Strict.GetBytes(name);
}
