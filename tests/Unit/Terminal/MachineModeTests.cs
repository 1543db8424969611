using nanoFramework.TestFramework;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>Machine mode: framing, checksums, one answer for each request.</summary>
    [TestClass]
    public class MachineModeTests
    {
        [TestMethod]
        public void A_tool_that_begins_is_told_protocol_and_version()
        {
            ShellBench bench = new ShellBench();
            string seen = bench.Type("\u0003\rmachine\r");
            Assert.IsTrue(seen.IndexOf("\nOK machine 1 sidetap 1.2.3\r\n") > 0, seen);
            Assert.AreEqual("OK machine 1 sidetap 1.2.3\r\n", bench.Ask("machine"));
            Assert.AreEqual("", bench.Type("\u0003"));
            Assert.AreEqual("OK machine 1 sidetap 1.2.3\r\n", bench.Type("hel\u0003machine\n"));
        }

        [TestMethod]
        public void Version_names_the_box()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.AreEqual(
                "+ firmware\t1.2.3\r\n+ protocol\t1\r\n+ board\ttest board\r\n+ uniqueId\t0123456789ab\r\n+ clientId\tsidetap-0123456789ab\r\nOK\r\n", bench.Ask("version"));
        }

        [TestMethod]
        public void Line_ends_of_all_kinds_end_one_line_and_empty_lines_have_no_answer()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string[] ends = { "\r", "\n", "\r\n" };
            for (int i = 0; i < ends.Length; i++)
            {
                Assert.AreEqual("+ box.id\t\tdefault\r\nOK\r\n", bench.Type("get box.id" + ends[i]));
                Assert.AreEqual("", bench.Type(ends[i] + ends[i]));
                Assert.AreEqual("", bench.Type("   " + ends[i]));
            }
        }

        [TestMethod]
        public void A_value_is_staged_shown_and_saved()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.AreEqual("OK\r\n", bench.Ask("set mqttSn.keepAlive \"77\""));
            Assert.AreEqual("+ mqttSn.keepAlive\t77\tset\r\nOK\r\n", bench.Ask("get mqttSn.keepAlive"));
            Assert.AreEqual("+ mqttSn.keepAlive\t60\t77\r\nOK\r\n", bench.Ask("diff"));
            Assert.AreEqual("+ mqttSn.keepAlive\t77\t60\r\nOK\r\n", bench.Ask("show"));
            Assert.AreEqual("OK saved, restart needed\r\n", bench.Ask("save")); // of a box that was told nothing before
            Assert.AreEqual("OK\r\n", bench.Ask("set mqttSn.gateway 10.0.0.7:1883"));
            Assert.AreEqual("OK trial, restart needed, confirm within 300 s\r\n", bench.Ask("save"));
        }

        [TestMethod]
        public void Checksums_are_checked_and_answered_with_checksums()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string answer = bench.Ask(ShellBench.Summed("get box.id"));
            Assert.AreEqual(ShellBench.Summed("+ box.id\t\tdefault") + "\r\n" + ShellBench.Summed("OK") + "\r\n", answer);
            answer = bench.Ask("set box.id \"x\" *00000000");
            Assert.IsTrue(answer.IndexOf("ERR 4 ") == 0, answer);
            Assert.AreEqual(ShellBench.Summed(answer.Substring(0, answer.Length - 12)) + "\r\n", answer);
            Assert.AreEqual("+ box.id\t\tdefault\r\nOK\r\n", bench.Ask("get box.id"));
            Assert.AreEqual("OK\r\n", bench.Ask("set box.id a *DEADBEEF")); // capital digits: no checksum
            Assert.AreEqual("+ box.id\ta *DEADBEEF\tset\r\nOK\r\n", bench.Ask("get box.id"));
            Assert.AreEqual("OK\r\n", bench.Ask("set box.id \"a *deadbee\""));
            Assert.AreEqual("+ box.id\ta *deadbee\tset\r\nOK\r\n", bench.Ask("get box.id"));
        }

        [TestMethod]
        public void The_value_is_the_rest_of_the_line_and_quotes_are_taken_off_once()
        {
            ShellBench bench = new ShellBench().ToMachine();
            AssertSet(bench, "a b  c ", "a b  c ");
            AssertSet(bench, " a", " a"); // after one blank
            AssertSet(bench, "\"a\"", "a");
            AssertSet(bench, "\"\"a\"\"", "\"a\"");
            AssertSet(bench, "\"", "\"");
            AssertSet(bench, "\"a", "\"a");
            AssertSet(bench, "\"\"", "");
            AssertSet(bench, "\" \"", " ");
            AssertSet(bench, "Käfig €", "Käfig €");
        }

        [TestMethod]
        public void Lines_too_long_or_with_control_characters_are_refused()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string line = "get box.id";
            while (line.Length < 255)
            {
                line += " ";
            }

            Assert.AreEqual(0, bench.CodeOf(line));
            Assert.AreEqual((int)ShellError.LineTooLong, bench.CodeOf(line + " "));
            Assert.AreEqual(0, bench.CodeOf("get box.id"));
            Assert.AreEqual((int)ShellError.WrongArguments, bench.CodeOf("get\tbox.id"));
            Assert.AreEqual((int)ShellError.WrongArguments, bench.CodeOf("get box.id\b\b"));
            Assert.AreEqual((int)ShellError.WrongArguments, bench.CodeOf("get box.id\u001b[A"));
            Assert.AreEqual((int)ShellError.UnknownCommand, bench.CodeOf("gett"));
            Assert.AreEqual((int)ShellError.UnknownCommand, bench.CodeOf("GET"));
        }

        [TestMethod]
        public void Requests_that_follow_without_waiting_are_answered_one_by_one()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string answer = bench.Type("get box.id\rmachine\r\nfoo\nget box.id\r");
            Assert.IsTrue(answer.IndexOf("+ box.id\t\tdefault\r\nOK\r\nOK machine 1 sidetap 1.2.3\r\nERR 1 ") == 0, answer);
            Assert.IsTrue(answer.LastIndexOf("+ box.id\t\tdefault\r\nOK\r\n") > 60, answer);
        }

        private static void AssertSet(ShellBench bench, string written, string value)
        {
            Assert.AreEqual("OK\r\n", bench.Ask("set box.id " + written), written);
            Assert.AreEqual("+ box.id\t" + value + "\t" + (value.Length == 0 ? "default" : "set") + "\r\nOK\r\n", bench.Ask("get box.id"), written);
        }
    }
}
