#nullable enable
using Sidetap.Boards.Host;

namespace Sidetap.Tests.Host.Boards;

/// <summary>Reading recorded machines out of CSV files, good ones and others.</summary>
[TestClass]
public sealed class RecordingTests
{
    [TestMethod]
    public void Columns_come_in_the_order_they_were_asked_for()
    {
        var recording = Load("a,b,c\n1,2,3\n4,5,6\n", "c", "a");
        Assert.AreEqual(2, recording.Rows);
        CollectionAssert.AreEqual(new[] { 3f, 6f }, recording.Columns[0]);
        CollectionAssert.AreEqual(new[] { 1f, 4f }, recording.Columns[1]);
    }

    [TestMethod]
    public void Headings_are_found_whatever_their_case_and_the_blanks_around_them()
    {
        var recording = Load(" S1_Power ,X\n0.5,1\n", "s1_power");
        CollectionAssert.AreEqual(new[] { 0.5f }, recording.Columns[0]);
    }

    [TestMethod]
    public void Numbers_have_a_decimal_point_and_may_have_an_exponent()
    {
        var recording = Load("a\n-1.25\n1e3\n 7 \n\"2.5\"\n", "a");
        CollectionAssert.AreEqual(new[] { -1.25f, 1000f, 7f, 2.5f }, recording.Columns[0]);
    }

    [TestMethod]
    public void Cells_that_are_empty_missing_or_no_number_are_nan()
    {
        var recording = Load("a,b\n,1\nx,2\n3\n", "a", "b");
        Assert.AreEqual(3, recording.Rows);
        Assert.IsTrue(float.IsNaN(recording.Columns[0][0]));
        Assert.IsTrue(float.IsNaN(recording.Columns[0][1]));
        Assert.AreEqual(3f, recording.Columns[0][2]);
        Assert.IsTrue(float.IsNaN(recording.Columns[1][2]), "the row ends before its second cell");
    }

    // Taken as a separator of thousands it would turn 1.5 into 15, and nobody would notice.
    [TestMethod]
    public void A_number_with_a_decimal_comma_is_no_number()
    {
        var recording = Load("a,b\n\"1,5\",2\n3,4\n", "a", "b");
        Assert.IsTrue(float.IsNaN(recording.Columns[0][0]), $"{recording.Columns[0][0]}");
        Assert.AreEqual(2f, recording.Columns[1][0]);
    }

    [TestMethod]
    public void A_column_without_a_single_number_is_refused()
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => Load("a,b\nx,1\n,2\n", "b", "a"));
        Assert.Contains("no number in the column 'a'", error.Message);
    }

    [TestMethod]
    [DataRow("a;b\n1.5;2\n")]
    [DataRow("a\tb\n1.5\t2\n")]
    public void Semicolons_and_tabs_divide_where_the_heading_has_no_comma(string text)
    {
        var recording = Load(text, "a", "b");
        Assert.AreEqual(1.5f, recording.Columns[0][0]);
        Assert.AreEqual(2f, recording.Columns[1][0]);
    }

    [TestMethod]
    public void Blank_lines_are_no_rows()
    {
        var recording = Load("a\n\n1\n\n\n2\n\n\n", "a");
        CollectionAssert.AreEqual(new[] { 1f, 2f }, recording.Columns[0]);
    }

    [TestMethod]
    public void Line_ends_of_windows_and_a_byte_order_mark_are_taken()
    {
        var recording = Load("\uFEFFa,b\r\n1,2\r\n", "a");
        CollectionAssert.AreEqual(new[] { 1f }, recording.Columns[0]);
    }

    [TestMethod]
    public void A_last_line_without_an_end_counts()
    {
        Assert.AreEqual(2, Load("a\n1\n2", "a").Rows);
    }

    [TestMethod]
    public void A_missing_column_is_named_and_so_are_some_that_are_there()
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => Load("a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n", "S1_Power"));
        StringAssert.Contains(error.Message, "'S1_Power'");
        StringAssert.Contains(error.Message, "a, b, c, d, e, f, …");
    }

    [TestMethod]
    public void Long_headings_are_cut_in_the_message()
    {
        var error = Assert.ThrowsExactly<InvalidDataException>(() => Load($"{new string('a', 41)},{new string('b', 40)}\n1,2\n", "c"));
        Assert.Contains($"It has {new string('a', 40)}…, {new string('b', 40)}.", error.Message);
    }

    [TestMethod]
    public void An_empty_file_and_one_of_blank_lines_are_refused()
    {
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Load(string.Empty, "a")).Message, "empty");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Load("\n\n", "a")).Message, "empty");
    }

    [TestMethod]
    public void A_file_with_a_heading_alone_is_refused()
    {
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Load("a,b\n", "a")).Message, "no rows");
    }

    [TestMethod]
    public void A_file_that_is_not_there_is_an_io_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<IOException>(() => Recording.Load(Path.Combine(folder.Path, "none.csv"), ["a"]));
        Assert.Throws<IOException>(() => Recording.Load(Path.Combine(folder.Path, "none", "none.csv"), ["a"]));
    }

    private static Recording Load(string text, params string[] names)
    {
        using var folder = new TemporaryFolder();
        return Recording.Load(folder.Write("recording.csv", text), names);
    }
}
