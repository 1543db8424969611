using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Simulation.Ledger;

namespace Sidetap.Simulation.Tests;

/// <summary>A field whose sensor has nothing new to say is a DataValue in its Variant, with Uncertain_LastUsableValue (OPC 10000-14, 7.2.4.5.4).</summary>
[TestClass]
public sealed class UncertainFieldTests
{
    private static readonly byte[] Value = [23, 3, 10, 0, 0, 0x40, 0x40, 0, 0, 0x90, 0x40];

    private readonly UadpReader _reader = new(3, false, SeedSettings.PublisherId);

    [TestMethod]
    public void ItIsReadInKeyAndDeltaFrames()
    {
        Assert.IsNull(_reader.Read([.. Headers(0), 3, 0, 10, 0, 0, 0x80, 0x3F, 7, 0, 0, 0, 0, .. Value]));
        Assert.IsTrue(_reader.IsUncertain && _reader.IsLastUsable[2] && !_reader.IsLastUsable[0]);
        Assert.AreEqual(3.0, _reader.Values[2]);
        Assert.IsNull(_reader.Read([.. Headers(1), 2, 0, 0, 0, 10, 0, 0, 0x80, 0x3F, 2, 0, .. Value]));
        Assert.IsTrue(_reader.IsLastUsable[2]);
        Assert.IsNull(_reader.Read([.. Headers(1), 1, 0, 0, 0, 10, 0, 0, 0x80, 0x3F]));
        Assert.IsTrue(_reader.IsUncertain && !_reader.IsLastUsable[2] && !_reader.IsThere[2]);
    }

    [TestMethod]
    public void AnythingElseIsNoMessage()
    {
        byte[] otherStatus = [.. Value[..^1], 0x80];
        byte[] otherMask = [23, 1, .. Value[2..]];
        byte[] good = [.. Headers(0, 0), 3, 0, 10, 0, 0, 0x80, 0x3F, 7, 0, 0, 0, 0, .. Value];
        foreach (var wrong in new[] { otherStatus, otherMask, Value[..^1], [.. Value, 0] })
        {
            Assert.IsNotNull(_reader.Read([.. Headers(0), 3, 0, 10, 0, 0, 0x80, 0x3F, 7, 0, 0, 0, 0, .. wrong]));
        }

        Assert.IsNotNull(_reader.Read(good), "a message that is Good as a whole");
        Assert.IsNotNull(_reader.Read([.. Headers(0, 0x80), 3, 0, 10, 0, 0, 0x80, 0x3F, 7, 0, 0, 0, 0, 10, 0, 0, 0x40, 0x40]), "a Bad one");
    }

    private static byte[] Headers(int type, int status = 0x40) =>
    [
        0xD1, 0x03, .. BitConverter.GetBytes(SeedSettings.PublisherId), 1, 1, 0,
        0xD9, (byte)(0x10 | type), 0, 0, .. BitConverter.GetBytes(1L), 0, (byte)status, 1, 0, 0, 0,
    ];
}
