using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using nanoFramework.Hardware.Stm32;
using Sidetap.Boards.Nano;
using Sidetap.Boards.Stm32f769;
using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.NanoReference.Tests.Boards.OnFakes;

/// <summary>Where boards keep files: what IFileArea promises.</summary>
[TestClass]
[DoNotParallelize] // there is one set of backup registers
public class FileAreaTests
{
    private static readonly string[] Names = ["boot", "crash"];
    private static readonly int[] Rooms = [16, 112];

    [TestInitialize]
    public void Begin()
    {
        BackupMemory.Fails = false;
        BackupMemory.Fill(0);
    }

    [TestMethod]
    public void ADriveKeepsWhatTheContractSays()
    {
        using TemporaryFolder folder = new();
        Check(new NanoFileArea(folder.File("drive")), "boot.a", "crash");
    }

    [TestMethod]
    public void BackupRegistersKeepWhatTheContractSays() => Check(New(), "boot.a", "crash");

    [TestMethod]
    public void ADriveThatIsNotThereIsAFailureAndNoException()
    {
        using TemporaryFolder folder = new();
        NanoFileArea area = new(Path.Combine(folder.Path, "missing", "drive"));
        Assert.IsFalse(area.IsPresent);
        Assert.AreEqual(0, area.FreeOctets);
        Assert.IsFalse(area.Write("boot.a", [1], 0, 1));
        Assert.IsFalse(area.Append("boot.a", [1], 0, 1));
        Assert.AreEqual(-1, area.Read("boot.a", 0, new byte[1], 0, 1));
        Assert.AreEqual(-1, area.Length("boot.a"));
        Assert.IsTrue(area.Delete("boot.a"));
    }

    [TestMethod]
    public void BackupRegistersOutliveARestart()
    {
        Assert.IsTrue(New().Write("boot.b", Octets("fourteen octet"), 0, 14));
        Assert.AreEqual("fourteen octet", Content(New(), "boot.b"));
        Assert.AreEqual(-1, New().Length("crash"));
    }

    [TestMethod]
    public void ARecordOfTwoCopiesHasOnePlaceAndComesBack()
    {
        for (byte i = 1; i < 6; i++)
        {
            TwoCopyRecord record = new(New(), "boot", 4);
            Assert.AreEqual(i > 1, record.TryLoad(out int length));
            Assert.AreEqual(i > 1 ? i - 1 : 0, record.Buffer[record.Offset]);
            Assert.AreEqual(i > 1 ? 4 : 0, length);
            record.Buffer[record.Offset] = i;
            Assert.IsTrue(record.Save(4));
        }

        Assert.AreEqual(-1, New().Length("boot.c"));
        Assert.AreEqual(-1, New().Length("boo.a"));
    }

    [TestMethod]
    [DataRow(0x00)]
    [DataRow(0xFF)]
    [DataRow(0x55)]
    [DataRow(0x7F)]
    public void RegistersThatNobodyWroteHoldNoFile(int value)
    {
        BackupMemory.Fill((byte)value);
        foreach (string name in Names.Append("boot.a"))
        {
            Assert.AreEqual(-1, New().Length(name), name);
        }
    }

    [TestMethod]
    public void BackupRegistersTakeNoMoreThanTheirRoomAndNoOtherName()
    {
        BackupFileArea area = New();
        Assert.IsTrue(area.Write("boot.a", new byte[14], 0, 14));
        Assert.IsFalse(area.Write("boot.a", new byte[15], 0, 15));
        Assert.IsFalse(area.Append("boot.a", [1], 0, 1));
        Assert.AreEqual(14, area.Length("boot.a"));
        Assert.IsFalse(area.Write("out-00", [1], 0, 1));
        Assert.IsTrue(area.Delete("out-00"), "It was never there.");
        Assert.AreEqual(-1, area.Length("out-00"));
        Assert.AreEqual(110, area.FreeOctets);
    }

    [TestMethod]
    public void RegistersThatFailAreAFailureAndNoException()
    {
        BackupFileArea area = New();
        BackupMemory.Fails = true;
        Assert.IsFalse(area.Write("boot.a", [1], 0, 1));
        BackupFileArea absent = New();
        Assert.AreEqual(0, absent.FreeOctets);
        Assert.AreEqual(-1, absent.Read("boot.a", 0, new byte[1], 0, 1));
        Assert.IsFalse(absent.Write("boot.a", [1], 0, 1));
    }

    [TestMethod]
    public void MoreRoomThanThereAreRegistersIsNoArea() =>
        Assert.IsFalse(new BackupFileArea(["boot"], [132]).Write("boot.a", [1], 0, 1));

    [TestMethod]
    public void TheBackupRegistersHoldWhatABoxWithoutACardHasToKeep()
    {
        TestClock clock = new() { Us = 12_345_678 };
        TwoCopyRecord boot = new(BackupFileArea.OfBox(), "boot", 4);
        Assert.IsFalse(boot.TryLoad(out _));
        Assert.IsTrue(boot.Save(4));
        new RestartNote(BackupFileArea.OfBox(), clock).Note(new InvalidOperationException(new string('x', 500)));
        RestartRecord record = new(BackupFileArea.OfBox());
        Assert.AreEqual((RestartReason.Exception, 12_345L, RestartRecord.MaxTextLength), (record.Last, record.LastUptimeMs, record.TextLength));
        StringAssert.StartsWith(TextOf(record), "InvalidOperationException: xxx");
        Assert.IsTrue(new TwoCopyRecord(BackupFileArea.OfBox(), "boot", 4).TryLoad(out _), "One does not write into the other's room.");
    }

    [TestMethod]
    public void TheFirstReasonIsBelievedAndNothingThrows()
    {
        BackupFileArea area = BackupFileArea.OfBox();
        RestartNote note = new(area, new TestClock());
        note.Note(RestartReason.StepOverdue, "Step did not return");
        note.Note(new InvalidOperationException("a consequence"));
        Assert.AreEqual((RestartReason.StepOverdue, "Step did not return"), (new RestartRecord(area).Last, TextOf(new RestartRecord(area))));
        Assert.AreEqual(2000, note.PauseMs);
        BackupMemory.Fails = true;
        new RestartNote(area, new TestClock()).Note(new InvalidOperationException("nowhere to write it"));
    }

    [TestMethod]
    [DataRow("a", true)]
    [DataRow("out-00", true)]
    [DataRow("123456789012345", true)]
    [DataRow("1234567890123456", false)]
    [DataRow("", false)]
    [DataRow(null, false)]
    [DataRow("..", false)]
    [DataRow("Boot", false)]
    [DataRow("a/b", false)]
    [DataRow(@"a\b", false)]
    public void ANameIsAllowedOrNot(string? name, bool expected) => Assert.AreEqual(expected, FileName.IsAllowed(name));

    private static void Check(IFileArea area, string name, string other)
    {
        byte[] buffer = new byte[20];
        Assert.AreEqual(-1, area.Read(name, 0, buffer, 0, 20));
        Assert.AreEqual(-1, area.Length(name));
        Assert.IsTrue(area.Write(other, Octets("other"), 0, 5));
        Assert.IsTrue(area.Write(name, Octets("-abcdef-"), 1, 6));
        Assert.AreEqual("abcdef", Content(area, name));
        Assert.IsTrue(area.Append(name, Octets("ghi"), 0, 3));
        Assert.AreEqual("abcdefghi", Content(area, name));
        Assert.AreEqual(3, area.Read(name, 6, buffer, 2, 10));
        Assert.AreEqual("ghi", Encoding.ASCII.GetString(buffer, 2, 3));
        Assert.AreEqual(0, area.Read(name, 9, buffer, 0, 1));
        Assert.AreEqual(0, area.Read(name, 1000, buffer, 0, 1));
        Assert.AreEqual(-1, area.Read(name, -1, buffer, 0, 1));
        Assert.IsTrue(area.Write(name, Octets("x"), 0, 1));
        Assert.AreEqual("x", Content(area, name));
        Assert.IsTrue(area.Write(name, [], 0, 0));
        Assert.AreEqual(0, area.Length(name));
        Assert.IsTrue(area.Delete(name));
        Assert.IsTrue(area.Delete(name));
        Assert.AreEqual(-1, area.Length(name));
        Assert.AreEqual("other", Content(area, other));
        foreach (string bad in new[] { "..", "UPPER", "a b" })
        {
            Assert.IsFalse(area.Write(bad, Octets("x"), 0, 1), bad);
            Assert.IsFalse(area.Delete(bad), bad);
        }

        Assert.IsTrue(area.Append(name, Octets("new"), 0, 3), "Append makes a file.");
        Assert.AreEqual("new", Content(area, name));
    }

    private static string TextOf(RestartRecord record) => Encoding.UTF8.GetString(record.Text, 0, record.TextLength);

    private static BackupFileArea New() => new(Names, Rooms);

    private static byte[] Octets(string text) => Encoding.ASCII.GetBytes(text);

    private static string Content(IFileArea area, string name)
    {
        byte[] buffer = new byte[area.Length(name) + 10];
        return Encoding.ASCII.GetString(buffer, 0, area.Read(name, 0, buffer, 0, buffer.Length));
    }
}
