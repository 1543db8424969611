using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Sidetap.Images;

/// <summary>
/// nanoFramework assemblies in one payload, in the order in which they are loaded. Little endian: "SPK1"; u16, how many; then for each: u8, length of its name; the name, UTF-8; u32, length of the assembly; the
/// assembly, and zeros until its octets are a multiple of four.
/// </summary>
public static class AssemblyPack
{
    /// <summary>Octets that a name has at the most.</summary>
    public const int MaxNameLength = byte.MaxValue;

    private const int CountLength = sizeof(ushort);
    private const int Alignment = 4;

    /// <summary>The first four octets of a pack.</summary>
    public static ReadOnlySpan<byte> Magic => "SPK1"u8;

    /// <summary>Whether octets begin as a pack does.</summary>
    /// <param name="octets">Anything.</param>
    /// <returns>Whether.</returns>
    public static bool IsPack(ReadOnlySpan<byte> octets) => octets.StartsWith(Magic);

    /// <summary>Whether a name can be that of an assembly in a pack: 1 to 255 octets of UTF-8, without folders and control characters.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether.</returns>
    public static bool IsName(string name) =>
        name is not ("" or "." or "..") && !name.Any(one => one is '/' or '\\' || char.IsControl(one) || char.IsSurrogate(one)) && Encoding.UTF8.GetByteCount(name) <= MaxNameLength;

    /// <summary>Makes a pack.</summary>
    /// <param name="assemblies">1 to 65,535 assemblies, in the order in which they are loaded.</param>
    /// <returns>Its octets.</returns>
    /// <exception cref="ArgumentException">There are none or too many; or a name can't be one, or is there twice.</exception>
    public static byte[] Write(IReadOnlyList<PackedAssembly> assemblies)
    {
        if (assemblies.Count is 0 or > ushort.MaxValue)
        {
            throw new ArgumentException("a pack has 1 to 65535 assemblies", nameof(assemblies));
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        using MemoryStream pack = new();
        using BinaryWriter writer = new(pack);
        writer.Write(Magic);
        writer.Write((ushort)assemblies.Count);
        foreach (PackedAssembly assembly in assemblies)
        {
            if (!IsName(assembly.Name) || !names.Add(assembly.Name))
            {
                throw new ArgumentException($"{assembly.Name} is no name of an assembly, or there twice", nameof(assemblies));
            }

            byte[] name = Encoding.UTF8.GetBytes(assembly.Name);
            writer.Write((byte)name.Length);
            writer.Write(name);
            writer.Write((uint)assembly.Octets.Length);
            writer.Write(assembly.Octets.Span);
            writer.Write(new byte[Padding(assembly.Octets.Length)]);
        }

        writer.Flush();
        return pack.ToArray();
    }

    /// <summary>Reads a pack.</summary>
    /// <param name="octets">Anything. The assemblies refer to them, so nothing is allocated that they only claim.</param>
    /// <param name="assemblies">The assemblies; empty when it is no pack.</param>
    /// <param name="fault">What is wrong.</param>
    /// <returns>Whether it is a pack.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> octets, out IReadOnlyList<PackedAssembly> assemblies, out PackFault fault)
    {
        assemblies = [];
        List<PackedAssembly> found = [];
        fault = Read(octets, found);
        if (fault == PackFault.None)
        {
            assemblies = found;
        }

        return fault == PackFault.None;
    }

    private static PackFault Read(ReadOnlyMemory<byte> octets, List<PackedAssembly> found)
    {
        int common = Math.Min(octets.Length, Magic.Length);
        if (!octets.Span[..common].SequenceEqual(Magic[..common]))
        {
            return PackFault.Magic;
        }

        if (octets.Length < Magic.Length + CountLength)
        {
            return PackFault.Truncated;
        }

        int count = BinaryPrimitives.ReadUInt16LittleEndian(octets.Span[Magic.Length..]);
        if (count == 0)
        {
            return PackFault.Empty;
        }

        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        ReadOnlyMemory<byte> rest = octets[(Magic.Length + CountLength)..];
        for (int i = 0; i < count; i++)
        {
            PackFault fault = ReadOne(ref rest, out PackedAssembly assembly);
            if (fault != PackFault.None)
            {
                return fault;
            }

            if (!names.Add(assembly.Name))
            {
                return PackFault.Name;
            }

            found.Add(assembly);
        }

        return rest.IsEmpty ? PackFault.None : PackFault.TrailingOctets;
    }

    private static PackFault ReadOne(ref ReadOnlyMemory<byte> rest, out PackedAssembly assembly)
    {
        assembly = default;
        if (rest.IsEmpty || rest.Length - 1 < rest.Span[0] + sizeof(uint))
        {
            return PackFault.Truncated;
        }

        ReadOnlySpan<byte> nameOctets = rest.Span.Slice(1, rest.Span[0]);
        string name = Utf8.IsValid(nameOctets) ? Encoding.UTF8.GetString(nameOctets) : "";
        if (!IsName(name))
        {
            return PackFault.Name;
        }

        rest = rest[(1 + nameOctets.Length)..];
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
        rest = rest[sizeof(uint)..];
        if ((ulong)length + (uint)Padding(length) > (ulong)rest.Length)
        {
            return PackFault.Truncated;
        }

        assembly = new PackedAssembly(name, rest[..(int)length]);
        int padding = Padding(length);
        ReadOnlySpan<byte> filled = rest.Span.Slice((int)length, padding);
        rest = rest[((int)length + padding)..];
        return filled.ContainsAnyExcept((byte)0) ? PackFault.Padding : PackFault.None;
    }

    private static int Padding(long length) => (int)(-length & (Alignment - 1));
}
