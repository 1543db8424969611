using System.Buffers.Binary;
using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Packs of assemblies, octet for octet, and what is none.</summary>
[TestClass]
public sealed class AssemblyPackTests
{
    private static readonly PackedAssembly[] Assemblies =
    [
        new("Sidetap.Core.pe", new byte[] { 1, 2, 3, 4, 5 }), new("Ä.pe", new byte[] { 6, 7, 8, 9 }), new("empty.pe", Array.Empty<byte>()),
    ];

    private static readonly byte[] Octets =
    [
        .. "SPK1"u8, 3, 0,
        15, .. "Sidetap.Core.pe"u8, 5, 0, 0, 0, 1, 2, 3, 4, 5, 0, 0, 0,
        5, .. "Ä.pe"u8, 4, 0, 0, 0, 6, 7, 8, 9,
        8, .. "empty.pe"u8, 0, 0, 0, 0,
    ];

    [TestMethod]
    public void WrittenAndRead()
    {
        Assert.AreEqual(Convert.ToHexString(Octets), Convert.ToHexString(AssemblyPack.Write(Assemblies)));
        Assert.IsTrue(AssemblyPack.TryRead(Octets, out IReadOnlyList<PackedAssembly> read, out PackFault fault));
        Assert.AreEqual(PackFault.None, fault);
        Assert.HasCount(3, read);
        for (int i = 0; i < 3; i++)
        {
            Assert.AreEqual(Assemblies[i].Name, read[i].Name);
            Assert.AreEqual(Convert.ToHexString(Assemblies[i].Octets.Span), Convert.ToHexString(read[i].Octets.Span));
        }
    }

    [TestMethod]
    public void EveryTruncationAndWhatFollows()
    {
        for (int length = 0; length < Octets.Length; length++)
        {
            Assert.IsFalse(AssemblyPack.TryRead(Octets.AsMemory(0, length), out IReadOnlyList<PackedAssembly> read, out PackFault fault));
            Assert.AreEqual(PackFault.Truncated, fault, $"{length} octets");
            Assert.IsEmpty(read);
        }

        Expect(PackFault.TrailingOctets, [.. Octets, 0]);
    }

    [TestMethod]
    public void EachFaultHasItsName()
    {
        Expect(PackFault.Magic, "SPK2"u8.ToArray());
        Expect(PackFault.Empty, [.. "SPK1"u8, 0, 0]);
        Expect(PackFault.Truncated, Changed(4, 4));
        Expect(PackFault.Truncated, [.. "SPK1"u8, 0xFF, 0xFF]);
        Expect(PackFault.TrailingOctets, Changed(4, 2));
        Expect(PackFault.Name, Changed(7, (byte)'/'));
        Expect(PackFault.Name, Changed(7, (byte)'\\'));
        Expect(PackFault.Name, Changed(7, 0x1B));
        Expect(PackFault.Name, Changed(7, 0xFF)); // no UTF-8
        Expect(PackFault.Name, [.. "SPK1"u8, 1, 0, 0, 0, 0, 0, 0]);
        Expect(PackFault.Name, [.. "SPK1"u8, 1, 0, 2, .. ".."u8, 0, 0, 0, 0]);
        Expect(PackFault.Name, [.. "SPK1"u8, 2, 0, 1, .. "a"u8, 0, 0, 0, 0, 1, .. "A"u8, 0, 0, 0, 0]);
        Expect(PackFault.Padding, Changed(33, 1));
        byte[] huge = [.. Octets];
        foreach (uint length in (uint[])[uint.MaxValue, uint.MaxValue - 3, int.MaxValue, 0x80000000])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(huge.AsSpan(22), length);
            Expect(PackFault.Truncated, huge);
        }
    }

    [TestMethod]
    public void AnythingMayCome()
    {
        Random random = new(20261201);
        for (int run = 0; run < 20_000; run++)
        {
            byte[] octets = Octets.AsSpan(0, random.Next(Octets.Length + 1)).ToArray();
            for (int changes = random.Next(4); changes > 0 && octets.Length > 4; changes--)
            {
                octets[random.Next(4, octets.Length)] = (byte)random.Next(256);
            }

            bool isPack = AssemblyPack.TryRead(octets, out IReadOnlyList<PackedAssembly> read, out PackFault fault);
            Assert.AreEqual(isPack, fault == PackFault.None);
            if (isPack)
            {
                Assert.AreEqual(Convert.ToHexString(octets), Convert.ToHexString(AssemblyPack.Write(read)), "what is read is what was written");
            }
        }
    }

    [TestMethod]
    public void WhatCannotBePacked()
    {
        foreach (PackedAssembly[] bad in (PackedAssembly[][])[[], [new("", default)], [new("a/b", default)], [new(new string('a', 256), default)], [new("a", default), new("A", default)]])
        {
            Assert.ThrowsExactly<ArgumentException>(() => AssemblyPack.Write(bad));
        }
    }

    private static byte[] Changed(int at, byte value)
    {
        byte[] octets = [.. Octets];
        octets[at] = value;
        return octets;
    }

    private static void Expect(PackFault expected, byte[] octets)
    {
        Assert.IsFalse(AssemblyPack.TryRead(octets, out IReadOnlyList<PackedAssembly> read, out PackFault fault));
        Assert.AreEqual(expected, fault);
        Assert.IsEmpty(read);
    }
}
