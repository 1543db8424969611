using nanoFramework.TestFramework;

namespace Sidetap.Tests.Terminal
{
    /// <summary>People's mode: the keys, what the screen shows, the lines before, what the Tab key completes.</summary>
    [TestClass]
    public class LineEditorTests
    {
        private const string Prompt = "sidetap> ";
        private const string Up = "\u001b[A";
        private const string Down = "\u001b[B";
        private const string Right = "\u001b[C";
        private const string Left = "\u001b[D";

        [TestMethod]
        public void Keys_edit_the_line_and_the_screen_shows_it()
        {
            AssertEdited("get", "get", 3);
            AssertEdited("gett\b", "get", 3);
            AssertEdited("gett\u007f", "get", 3);
            AssertEdited("gt" + Left + "e", "get", 2);
            AssertEdited("gXet" + Left + Left + "\b", "get", 1);
            AssertEdited("gXet" + Left + Left + Left + "\u001b[3~", "get", 1);
            AssertEdited("et\u001b[Hg", "get", 1);
            AssertEdited("et\u001bOHg", "get", 1);
            AssertEdited("et\u001b[1~g", "get", 1);
            AssertEdited("et\u0001g\u0005 x", "get x", 5);
            AssertEdited("et\u0001g\u001b[F x", "get x", 5);
            AssertEdited("et\u0001g\u001bOF x", "get x", 5);
            AssertEdited("et\u0001g\u001b[4~ x", "get x", 5);
            AssertEdited("one two\u0015get", "get", 3);
            AssertEdited("one two" + Left + Left + "\u0015", "wo", 0);
            AssertEdited("one two" + Left + Left + "\u000b", "one t", 5);
            AssertEdited("one two  \u0017", "one ", 4);
            AssertEdited("one two\u0017\u0017get", "get", 3);
            AssertEdited("ab" + Left + Right + Right + "c", "abc", 3);
            AssertEdited("ab" + Left + Left + Left + Left + "c", "cab", 1);
            AssertEdited("\b\u0015\u0017\u000b\u001b[3~a", "a", 1);
            AssertEdited("a\u001b[1;5Cb", "ab", 2); // a key with Ctrl held
            AssertEdited("a\u001b[5~b\u001b[15~c", "abc", 3); // keys of no use
        }

        [TestMethod]
        public void A_key_of_no_use_rings_the_bell()
        {
            Assert.AreEqual(1, new FakeTerminal().Show(new ShellBench().Type("\u0002")).Bells);
            Assert.AreEqual(1, new FakeTerminal().Show(new ShellBench().Type(Up)).Bells);
            Assert.AreEqual(1, new FakeTerminal().Show(new ShellBench().Type("zzz\t")).Bells);
        }

        [TestMethod]
        public void A_line_holds_255_octets_and_then_rings_the_bell()
        {
            ShellBench bench = new ShellBench();
            FakeTerminal terminal = new FakeTerminal().Show(Prompt);
            string line = "set box.id ";
            while (line.Length < 255)
            {
                line += "a";
            }

            terminal.Show(bench.Type(line));
            Assert.AreEqual(0, terminal.Bells);
            terminal.Show(bench.Type("ab"));
            Assert.AreEqual(2, terminal.Bells);
            Assert.AreEqual(Prompt + line, terminal.Line);
            terminal.Show(bench.Type(Left + "b"));
            Assert.AreEqual(3, terminal.Bells);
            Assert.AreEqual(Prompt + line, terminal.Line);
        }

        [TestMethod]
        public void Characters_of_several_octets_are_taken_out_whole()
        {
            ShellBench bench = new ShellBench();
            FakeTerminal terminal = new FakeTerminal().Show(Prompt);
            terminal.Show(bench.Type("set box.id Käl€" + Left + Left + "ß\u001b[D\b\r"));
            terminal.Show(bench.Type("\u0003"));
            string seen = bench.Type("get box.id\r");
            Assert.IsTrue(seen.IndexOf("Kßl€") > 0, seen);
        }

        [TestMethod]
        public void The_last_four_lines_come_back()
        {
            ShellBench bench = new ShellBench();
            FakeTerminal terminal = new FakeTerminal().Show(Prompt);
            terminal.Show(bench.Type("get\rversion\rversion\rtime\rhelp get\rcheck\r"));
            AssertLine(bench, terminal, Up, "check");
            AssertLine(bench, terminal, Up, "help get");
            AssertLine(bench, terminal, Up, "time");
            AssertLine(bench, terminal, Up, "version");
            AssertLine(bench, terminal, Up, "version"); // there are no more
            AssertLine(bench, terminal, Down, "time");
            AssertLine(bench, terminal, Down, "help get");
            AssertLine(bench, terminal, Down, "check");
            AssertLine(bench, terminal, Down, "");
            AssertLine(bench, terminal, Down, "");
        }

        [TestMethod]
        public void A_session_that_has_ended_leaves_no_lines()
        {
            ShellBench bench = new ShellBench();
            bench.Type("get box.id\rexit\r");
            Assert.AreEqual(Prompt, new FakeTerminal().Show(Prompt).Show(bench.Type(Up)).Line);
            bench.Type("get box.id\r");
            bench.Wait(601000);
            Assert.AreEqual(Prompt, new FakeTerminal().Show(Prompt).Show(bench.Type(Up)).Line);
        }

        [TestMethod]
        public void Tab_completes_commands_and_settings()
        {
            AssertEdited("ver\t", "version ", 8);
            AssertEdited("s\t", "s", 1); // set, show, save, status
            AssertEdited("sa\t", "save ", 5);
            AssertEdited("des\t mq\t", "describe  mqtt", 14);
            AssertEdited("get wifi.p\t", "get wifi.password ", 18);
            AssertEdited("get wi\t", "get wifi.", 9);
            AssertEdited("help rev\t", "help revert ", 12);
            AssertEdited("set mqttSn.gate\t10.0.0.7:1883", "set mqttSn.gateway 10.0.0.7:1883", 32);
            AssertEdited("get foo\t", "get foo", 7);
            AssertEdited("save \t", "save ", 5);
            AssertEdited("set box.id \t", "set box.id ", 11);
            AssertEdited("vers" + Left + "\t", "vers", 3);
        }

        [TestMethod]
        public void Tab_lists_what_could_be_meant()
        {
            ShellBench bench = new ShellBench();
            string seen = bench.Type("get wifi.\t");
            Assert.IsTrue(seen.IndexOf("\r\nwifi.ssid  wifi.password  \r\nsidetap> get wifi.") > 0, seen);
            seen = bench.Type("\u0003get \t");
            Assert.IsTrue(seen.IndexOf("...\r\nsidetap> get ") > 0, seen);
        }

        [TestMethod]
        public void Ctrl_c_drops_the_line()
        {
            ShellBench bench = new ShellBench();
            FakeTerminal terminal = new FakeTerminal().Show(Prompt);
            terminal.Show(bench.Type("set box.id abc\u0003"));
            Assert.AreEqual(Prompt, terminal.Line);
            Assert.IsTrue(bench.Type("get box.id\r").IndexOf("abc") < 0);
        }

        [TestMethod]
        public void Cr_lf_is_one_end_of_line()
        {
            Assert.AreEqual("\r\n" + Prompt, new ShellBench().Type("\r\n"));
            Assert.AreEqual("\r\n" + Prompt + "\r\n" + Prompt, new ShellBench().Type("\n\n"));
            Assert.AreEqual("\r\n" + Prompt + "\r\n" + Prompt, new ShellBench().Type("\r\n\r"));
        }

        private static void AssertLine(ShellBench bench, FakeTerminal terminal, string key, string line)
        {
            Assert.AreEqual(Prompt + line, terminal.Show(bench.Type(key)).Line);
        }

        private static void AssertEdited(string keys, string line, int cursor)
        {
            FakeTerminal terminal = new FakeTerminal().Show(Prompt).Show(new ShellBench().Type(keys));
            Assert.AreEqual(Prompt + line, terminal.Line, keys);
            Assert.AreEqual(Prompt.Length + cursor, terminal.Cursor, keys);
        }
    }
}
