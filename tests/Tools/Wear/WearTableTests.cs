using Sidetap.Wear;

namespace Sidetap.Tools.Tests.Wear;

/// <summary>A table is anything a user has: what is wrong with it is said with file, line and reason.</summary>
[TestClass]
public sealed class WearTableTests
{
    [TestMethod]
    [DataRow("", "made-up.csv is empty")]
    [DataRow("VB,insert,Iz,pass\n", "made-up.csv has a heading and no rows")]
    [DataRow("vb,insert,Iz,pass\n0,a,1,1\n", "made-up.csv:1: no column VB; name it with --wear (there are vb, insert, Iz, pass)")]
    [DataRow("VB,insert,Iz\n0,a,1\n", "made-up.csv:1: no column pass; name it with --cut")]
    [DataRow("VB,insert,Iz,pass\n0,a,1,1\nx,a,1,1\n", "made-up.csv:3: column VB: 'x' is no number")]
    [DataRow("VB,insert,Iz,pass\n0,a,NaN,1\n", "made-up.csv:2: column Iz: 'NaN' is no number")]
    [DataRow("VB,insert,Iz,pass\n0,a,1e999,1\n", "made-up.csv:2: column Iz")]
    [DataRow("VB,insert,Iz,pass\n0,a,,1\n", "made-up.csv:2: column Iz: '' is no number")]
    [DataRow("VB,insert,Iz,pass\n-1,a,1,1\n", "made-up.csv:2: column VB: -1 is not within 0 to 100000")]
    [DataRow("VB,insert,Iz,pass\n0,a,-2,1\n", "made-up.csv:2: column Iz: -2 is not within 0 to 1000000")]
    [DataRow("VB,insert,Iz,pass\n0,a\n", "made-up.csv:2: the row ends before column pass")]
    [DataRow("VB,insert,Iz,pass\n0,,1,1\n", "made-up.csv:2: no tool")]
    public void What_is_wrong_is_said(string text, string reason)
    {
        WearException error = Assert.ThrowsExactly<WearException>(() => SyntheticTools.Read(text));
        Assert.StartsWith(reason, error.Message);
        Assert.DoesNotContain("\n", error.Message);
    }

    [TestMethod]
    public void A_field_without_end_is_refused_and_not_read_to_it()
    {
        string text = $"VB,insert,Iz,pass\n0,\"{new string('a', 5000)}";
        Assert.ThrowsExactly<WearException>(() => SyntheticTools.Read(text));
    }

    // Whatever octets a file has, it is a table or is refused.
    [TestMethod]
    public void Damaged_tables_are_tables_or_refused()
    {
        Random random = new(1);
        string sound = new SyntheticTools(1).Text(tools: 3, seconds: 10);
        int refused = 0;
        for (int i = 0; i < 500; i++)
        {
            char[] text = sound.ToCharArray();
            for (int j = 0; j < 3; j++)
            {
                text[random.Next(text.Length)] = (char)random.Next(1, 300);
            }

            try
            {
                Assert.IsGreaterThan(0, SyntheticTools.Read(new string(text)).RowCount);
            }
            catch (WearException)
            {
                refused++;
            }
        }

        Assert.IsGreaterThan(25, refused);
    }

    [TestMethod]
    [DataRow(',')]
    [DataRow(';')]
    [DataRow('\t')]
    public void Commas_semicolons_and_tabs_separate_columns(char separator)
    {
        WearTable table = SyntheticTools.Read("VB,insert,Iz,pass\n1.5,a,2.25,1\n2.5,b,3.25,1\n".Replace(',', separator));
        Assert.AreEqual("a b", string.Join(' ', table.Tools.Select(tool => tool.Name)));
        Assert.AreEqual(3.25, table.Tools[1].Rows[0].FeedCurrent);
    }

    [TestMethod]
    public void Rows_of_a_tool_may_lie_apart()
    {
        WearTable table = SyntheticTools.Read("VB,insert,Iz,pass\n0,a,1,1\n0,b,2,1\n1,a,3,1\n");
        Assert.AreEqual("1 3", string.Join(' ', table.Tools[0].Rows.Select(row => row.FeedCurrent)));
        Assert.AreEqual(4, table.Tools[0].Rows[1].Line);
        Assert.IsFalse(table.Tools[0].Rows[1].StartsCut);
    }

    [TestMethod]
    public void A_column_of_cuts_tells_where_they_begin()
    {
        WearTable table = SyntheticTools.Read("VB,insert,Iz,pass\n0,a,1,x\n0,a,1,x\n0,a,1,y\n0,a,1,x\n");
        Assert.AreEqual("1011", Starts(table));
    }

    // A step of the speed by 3 %, or of the cross drive's current by 0.7 A; what follows within three rows belongs to the same beginning.
    [TestMethod]
    public void Without_it_steps_of_speed_or_cross_current_do()
    {
        WearColumns columns = SyntheticTools.Columns with { Cut = null, SpindleSpeed = "n", CrossCurrent = "Ix" };
        string[] rows = ["1000,5", "1000,2", "1000,2", "1000,2", "1000,2", "1080,2", "1000,2", "1000,2", "1020,2.5", "1020,3.3", "1020,3.3"];
        string text = "VB,insert,Iz,n,Ix\n" + string.Concat(rows.Select(row => $"0,a,1,{row}\n"));
        Assert.AreEqual("10000100010", Starts(WearTable.Read(new StringReader(text), "made-up.csv", columns)));
    }

    [TestMethod]
    public void Rows_without_cutting_end_a_cut()
    {
        WearColumns columns = SyntheticTools.Columns with { Cut = null, Cutting = "on" };
        WearTable table = WearTable.Read(new StringReader("VB,insert,Iz,on\n0,a,1,0\n0,a,1,1\n0,a,1,1\n0,a,1,0\n0,a,1,1\n"), "made-up.csv", columns);
        Assert.AreEqual("01001", Starts(table));
        Assert.AreEqual("01101", string.Concat(table.Tools[0].Rows.Select(row => row.IsCutting ? '1' : '0')));
    }

    private static string Starts(WearTable table) => string.Concat(table.Tools[0].Rows.Select(row => row.StartsCut ? '1' : '0'));
}
