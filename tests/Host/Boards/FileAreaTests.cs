#nullable enable
using System.Text;
using Sidetap.Boards.Host;
using Sidetap.Hal;

namespace Sidetap.Tests.Host.Boards;

/// <summary>What IFileArea promises, of both areas of the desktop.</summary>
[TestClass]
public sealed class FileAreaTests
{
    private const string Memory = "memory";
    private const string Folder = "folder";

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void What_was_written_is_read_from_any_position(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Assert.IsTrue(Write(area, "a.bin", "xx0123456789xx", 2, 10));
        Assert.AreEqual(10, area.Length("a.bin"));
        Assert.AreEqual("0123456789", Read(area, "a.bin", 0, 20));
        Assert.AreEqual("0123", Read(area, "a.bin", 0, 4));
        Assert.AreEqual("456", Read(area, "a.bin", 4, 3));
        Assert.AreEqual("89", Read(area, "a.bin", 8, 5));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void Reading_touches_only_the_octets_it_returns(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Write(area, "a", "abc", 0, 3);
        var buffer = Encoding.ASCII.GetBytes("--------");
        Assert.AreEqual(3, area.Read("a", 0, buffer, 2, 6));
        Assert.AreEqual("--abc---", Encoding.ASCII.GetString(buffer));
        Assert.AreEqual(0, area.Read("a", 0, buffer, 2, 0));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void Behind_the_end_there_is_nothing_and_without_a_file_minus_1(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Write(area, "a", "abc", 0, 3);
        Assert.AreEqual(0, area.Read("a", 3, new byte[4], 0, 4));
        Assert.AreEqual(0, area.Read("a", 1000, new byte[4], 0, 4));
        Assert.AreEqual(-1, area.Read("b", 0, new byte[4], 0, 4));
        Assert.AreEqual(-1, area.Length("b"));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void A_write_replaces_the_file_whole(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Write(area, "a", "long contents", 0, 13);
        Assert.IsTrue(Write(area, "a", "short", 0, 5));
        Assert.AreEqual("short", Read(area, "a", 0, 20));
        Assert.IsTrue(Write(area, "a", string.Empty, 0, 0));
        Assert.AreEqual(0, area.Length("a"));
        Assert.AreEqual(string.Empty, Read(area, "a", 0, 20));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void Append_makes_the_file_and_adds_at_its_end(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Assert.IsTrue(Append(area, "log", "one"));
        Assert.IsTrue(Append(area, "log", ",two"));
        Assert.IsTrue(Append(area, "log", string.Empty));
        Assert.AreEqual("one,two", Read(area, "log", 0, 20));
        Assert.AreEqual(7, area.Length("log"));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void A_deleted_file_is_gone_and_deleting_it_again_is_no_failure(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Write(area, "a", "abc", 0, 3);
        Write(area, "b", "def", 0, 3);
        Assert.IsTrue(area.Delete("a"));
        Assert.AreEqual(-1, area.Length("a"));
        Assert.IsTrue(area.Delete("a"));
        Assert.AreEqual("def", Read(area, "b", 0, 9));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void Names_have_1_to_15_small_letters_digits_hyphens_and_dots(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        foreach (var name in new[] { "a", "0", "boot.a", "a-b", "-", "abcdefghijklmno", "x.y.z", "..a" })
        {
            Assert.IsTrue(Write(area, name, "abc", 0, 3), name);
            Assert.AreEqual("abc", Read(area, name, 0, 9), name);
        }
    }

    [TestMethod]
    [DataRow(Memory, "")]
    [DataRow(Memory, "abcdefghijklmnop")]
    [DataRow(Memory, "A")]
    [DataRow(Memory, "a b")]
    [DataRow(Memory, "a/b")]
    [DataRow(Memory, "..")]
    [DataRow(Memory, "a\0b")]
    [DataRow(Folder, "")]
    [DataRow(Folder, "abcdefghijklmnop")]
    [DataRow(Folder, "A")]
    [DataRow(Folder, "a b")]
    [DataRow(Folder, "a_b")]
    [DataRow(Folder, "ä")]
    [DataRow(Folder, "a/b")]
    [DataRow(Folder, "a\\b")]
    [DataRow(Folder, "../a")]
    [DataRow(Folder, "/a")]
    [DataRow(Folder, ".")]
    [DataRow(Folder, "..")]
    [DataRow(Folder, "a\0b")]
    public void Other_names_are_refused_without_an_exception(string kind, string name)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder);
        Assert.IsFalse(Write(area, name, "abc", 0, 3));
        Assert.IsFalse(Append(area, name, "abc"));
        Assert.AreEqual(-1, area.Read(name, 0, new byte[4], 0, 4));
        Assert.AreEqual(-1, area.Length(name));
        area.Delete(name);
        Assert.IsEmpty(Directory.GetFileSystemEntries(Path.Combine(folder.Path, "area")));
        Assert.HasCount(1, Directory.GetFileSystemEntries(folder.Path));
    }

    [TestMethod]
    [DataRow(Memory)]
    [DataRow(Folder)]
    public void A_full_area_refuses_and_keeps_what_it_has(string kind)
    {
        using var folder = new TemporaryFolder();
        var area = Area(kind, folder, capacity: 10);
        Assert.AreEqual(10, area.FreeOctets);
        Assert.IsTrue(Write(area, "a", "123456", 0, 6));
        Assert.AreEqual(4, area.FreeOctets);
        Assert.IsFalse(Write(area, "b", "12345", 0, 5));
        Assert.IsFalse(Append(area, "a", "12345"));
        Assert.AreEqual("123456", Read(area, "a", 0, 20));
        Assert.IsTrue(Append(area, "a", "7890"));
        Assert.AreEqual(0, area.FreeOctets);
        Assert.IsFalse(Append(area, "a", "x"));
        Assert.IsTrue(Write(area, "a", "0987654321", 0, 10), "a file as long as the one it replaces fits");
        Assert.IsFalse(Write(area, "a", "09876543210", 0, 11));
        Assert.AreEqual("0987654321", Read(area, "a", 0, 20));
        Assert.IsTrue(area.Delete("a"));
        Assert.AreEqual(10, area.FreeOctets);
    }

    [TestMethod]
    public void A_folder_keeps_its_files_for_the_next_start()
    {
        using var folder = new TemporaryFolder();
        Write(Area(Folder, folder), "a", "abc", 0, 3);
        var area = Area(Folder, folder, capacity: 10);
        Assert.AreEqual("abc", Read(area, "a", 0, 9));
        Assert.AreEqual(7, area.FreeOctets);
    }

    // IFileArea: "Nothing throws: a failure is a return value", also when the area is absent.
    [TestMethod]
    public void A_folder_that_was_taken_away_is_a_failure_and_no_exception()
    {
        using var folder = new TemporaryFolder();
        var area = Area(Folder, folder);
        Write(area, "a", "abc", 0, 3);
        Directory.Delete(Path.Combine(folder.Path, "area"), recursive: true);
        Assert.AreEqual(-1, area.Read("a", 0, new byte[4], 0, 4));
        Assert.AreEqual(-1, area.Length("a"));
        area.Delete("a");
        Assert.IsFalse(Write(area, "a", "abc", 0, 3));
        Assert.IsFalse(Append(area, "a", "abc"));
        Assert.IsTrue(area.FreeOctets >= 0);
    }

    [TestMethod]
    public void A_folder_in_the_place_of_a_file_is_a_failure_and_no_exception()
    {
        using var folder = new TemporaryFolder();
        var area = Area(Folder, folder);
        Directory.CreateDirectory(Path.Combine(folder.Path, "area", "a"));
        Assert.AreEqual(-1, area.Read("a", 0, new byte[4], 0, 4));
        Assert.AreEqual(-1, area.Length("a"));
        Assert.IsFalse(Write(area, "a", "abc", 0, 3));
        Assert.IsFalse(Append(area, "a", "abc"));
        Assert.IsFalse(area.Delete("a"));
    }

    private static IFileArea Area(string kind, TemporaryFolder folder, int capacity = 1000)
    {
        var area = new FolderFileArea(Path.Combine(folder.Path, "area"), capacity);
        return kind == Folder ? area : new MemoryFileArea(capacity);
    }

    private static bool Write(IFileArea area, string name, string text, int offset, int length) =>
        area.Write(name, Encoding.ASCII.GetBytes(text), offset, length);

    private static bool Append(IFileArea area, string name, string text) =>
        area.Append(name, Encoding.ASCII.GetBytes(text), 0, text.Length);

    private static string Read(IFileArea area, string name, int position, int capacity)
    {
        var buffer = new byte[capacity];
        return Encoding.ASCII.GetString(buffer, 0, area.Read(name, position, buffer, 0, capacity));
    }
}
