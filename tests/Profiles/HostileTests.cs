using System.Buffers.Binary;
using System.Text;
using Sidetap.Model;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>Whatever a file holds, it is read or refused with a reason; nothing throws.</summary>
[TestClass]
public sealed class HostileTests
{
    [TestMethod]
    public void EveryCutIsRefused()
    {
        byte[] octets = ProfileCompiler.Compile(ProfileFile.Load("agv").Model!, withDescriptions: true).Octets;
        for (int length = 0; length < octets.Length; length++)
        {
            Assert.IsFalse(ProfileDecompiler.TryRead(octets[..length], out _, out _, out _));

            // Also when length and check sum have been put right: then the end is found by reading.
            if (length >= ProfileLayout.Body)
            {
                byte[] cut = Sealed(octets[..length]);
                Assert.IsFalse(ProfileDecompiler.TryRead(cut, out _, out int octet, out string? reason));
                Assert.IsLessThanOrEqualTo(length, octet, reason);
                Assert.IsNull(new ProfileReader().Read(cut, 0, cut.Length));
            }
        }
    }

    [TestMethod]
    public void WhatFollowsTheEndIsRefused()
    {
        byte[] octets = ProfileCompiler.Compile(ProfileFile.Load("agv").Model!).Octets;
        Assert.IsFalse(ProfileDecompiler.TryRead(Sealed([.. octets, 0]), out _, out int octet, out string? reason));
        Assert.AreEqual(octets.Length, octet);
        Assert.AreEqual("octets follow the events", reason);
    }

    [TestMethod]
    [DataRow(0, "no compiled profile: it does not begin with STP")]
    [DataRow(3, "format version 2 is not known")]
    [DataRow(4, "the length is ")]
    [DataRow(6, "the check sum does not match")]
    [DataRow(20, "the check sum does not match")]
    public void TheFrameIsChecked(int index, string expected)
    {
        byte[] octets = ProfileCompiler.Compile(ProfileFile.Load("agv").Model!).Octets;
        octets[index] ^= 3;
        Assert.IsFalse(ProfileDecompiler.TryRead(octets, out _, out int octet, out string? reason));
        Assert.StartsWith(expected, reason);
        Assert.AreEqual(Math.Min(index, 6), octet);
    }

    [TestMethod]
    public void ChangedOctetsAreReadOrRefused()
    {
        byte[] sound = ProfileCompiler.Compile(ProfileFile.Load("injection-molding-machine").Model!, withDescriptions: true).Octets;
        Random random = new(7);
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] octets = [.. sound];
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                octets[random.Next(ProfileLayout.Body, octets.Length)] = (byte)random.Next(256);
            }

            if (ProfileDecompiler.TryRead(Sealed(octets), out ProfileModel? profile, out _, out string? reason))
            {
                read++;
                Assert.IsNotEmpty(profile.Fields);
            }
            else
            {
                Assert.IsNotEmpty(reason);
            }
        }

        Assert.IsGreaterThan(100, read); // a changed letter of a name does no harm
    }

    [TestMethod]
    public void ChangedTextIsReadOrRefused()
    {
        byte[] sound = Encoding.UTF8.GetBytes(TestProfiles.Sound);
        byte[] spice = "{}[]\",:0-.eE\\\0 \xFFtnull"u8.ToArray();
        Random random = new(8);
        for (int i = 0; i < 400; i++)
        {
            byte[] octets = [.. sound];
            for (int changes = random.Next(1, 6); changes > 0; changes--)
            {
                octets[random.Next(octets.Length)] = spice[random.Next(spice.Length)];
            }

            CheckReadOrRefused(Encoding.UTF8.GetString(octets));
        }
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("[]")]
    [DataRow("\"text\"")]
    [DataRow("{}")]
    [DataRow("{\"sources\":{},\"fields\":3,\"version\":[],\"events\":\"x\",\"namespaces\":[],\"enumerations\":1}")]
    [DataRow("{\"sources\":[null,1,\"a\",[],{}],\"fields\":[null,1,{}],\"events\":[null,{}]}")]
    [DataRow("{\"sources\":[{\"name\":1,\"type\":2}],\"fields\":[{\"name\":{},\"type\":[],\"source\":[1,null]}]}")]
    [DataRow("{\"name\":123456789012345678901234567890}")]
    [DataRow("[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]")]
    [DataRow("// comment\n{}")]
    [DataRow("{'name': 1}")]
    [DataRow("{\"name\":\"a\\ud800b\"}")]
    [DataRow("{\"name\":\"\\udc00\"}")]
    [DataRow("{\"\\ud83d\":{\"\\ud83d\":1}}")]
    [DataRow("{\"enumerations\":{\"a.b\":[1,\"x\"],\"c d\":[null],\"e'f[0]\":[{}],\"g\\n\":[\"\"]},\"namespaces\":{\"h.i\":1,\"j/k\":[]}}")]
    public void StrangeTextIsRefused(string text) => Assert.IsFalse(CheckReadOrRefused(text).IsValid);

    [TestMethod]
    public void AFileThatIsNoTextIsRefused()
    {
        string path = Path.Combine(Path.GetTempPath(), $"sidetap-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllBytes(path, [0xFF, 0xFE, 0x00, 0x80]);
            Assert.IsFalse(ProfileFile.Load(path).IsValid);
            File.WriteAllBytes(path, [.. "STP"u8, 1, 2, 3]);
            Assert.StartsWith($"{path}: octet 6: ", $"{ProfileFile.Load(path).Problems.Single()}");
            File.WriteAllBytes(path, new byte[ProfileFile.MaxFileOctets + 1]);
            Assert.Contains("longer than", $"{ProfileFile.Load(path).Problems.Single()}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static ProfileDocument CheckReadOrRefused(string text)
    {
        ProfileDocument document = ProfileFile.Parse(text, "x.json");
        Assert.AreEqual(document.Model == null, document.Errors.Any(), text);
        foreach (ProfileProblem problem in document.Problems)
        {
            Assert.IsGreaterThan(0, problem.Line);
            Assert.IsGreaterThan(0, problem.Column);
            Assert.IsFalse(problem.Message.Contains('\n'), problem.Message);
        }

        return document;
    }

    /// <summary>A compiled profile with some octets changed, by little or by all, and the check sum put right.</summary>
    internal static byte[] Changed(byte[] sound, Random random)
    {
        byte[] octets = [.. sound];
        for (int changes = random.Next(1, 4); changes > 0; changes--)
        {
            int at = random.Next(ProfileLayout.Body, octets.Length);
            octets[at] = random.Next(4) switch
            {
                0 => (byte)random.Next(256),
                1 => (byte)(octets[at] + 1),
                2 => (byte)(octets[at] - 1),
                _ => (byte)(octets[at] ^ (1 << random.Next(8))),
            };
        }

        return Sealed(octets);
    }

    /// <summary>Length and check sum put right.</summary>
    private static byte[] Sealed(byte[] octets)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(4), (ushort)octets.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(6), ProfileLayout.Crc32(octets.AsSpan(ProfileLayout.Body)));
        return octets;
    }
}
