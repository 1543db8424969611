using nanoFramework.TestFramework;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>The serial line below the shell: slow, stuck, failing; and what the shell asks of the main loop.</summary>
    [TestClass]
    public class LineTests
    {
        [TestMethod]
        public void A_slow_line_loses_nothing()
        {
            string[] requests = { "help", "describe", "get", "status", "show", "version", "diff", "get box.id", "foo" };
            for (int i = 0; i < requests.Length; i++)
            {
                ShellBench fast = new ShellBench().ToMachine();
                ShellBench slow = new ShellBench().ToMachine();
                string expected = WithoutTimes(fast.Ask(ShellBench.Summed(requests[i])));
                for (int refused = 1; refused < 6; refused += 2)
                {
                    slow.Line.RefusedBetween = refused;
                    Assert.AreEqual(expected, WithoutTimes(slow.Ask(ShellBench.Summed(requests[i]))), requests[i]);
                }

                Assert.IsTrue(fast.Line.LongestWrite <= 256);
            }
        }

        [TestMethod]
        public void Typing_on_a_slow_line_loses_nothing()
        {
            ShellBench bench = new ShellBench();
            bench.Line.RefusedBetween = 4;
            string typed = "set box.id abcdefghij\u001b[D\u001b[D\u001b[DXY\u001b[A\u001b[B\r";
            string seen = bench.Type(typed + typed + typed + "get box.id\r");
            Assert.IsTrue(seen.IndexOf("abcdefgXYhij") > 0, seen);
            Assert.IsTrue(seen.LastIndexOf("sidetap> ") == seen.Length - 9, seen);
        }

        [TestMethod]
        public void A_line_that_takes_nothing_for_long_goes_on_where_it_was()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string expected = bench.Ask("describe");
            bench.Line.IsStuck = true;
            bench.Type("describe\r");
            bench.Wait(400000);
            Assert.AreEqual("", bench.Line.Seen());
            bench.Line.IsStuck = false;
            bench.Run();
            Assert.AreEqual(expected, bench.Line.Seen());
        }

        [TestMethod]
        public void A_line_that_fails_is_opened_again_now_and_then()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Line.FailsToRead = true;
            for (int i = 0; i < 100; i++)
            {
                bench.NowMs += 1000;
                bench.Shell.Step(bench.NowMs);
            }

            Assert.AreEqual(2, bench.Line.Opened);
            bench.Line.FailsToRead = false;
            Assert.AreEqual(0, bench.CodeOf("version"));
        }

        [TestMethod]
        public void A_step_reads_64_octets_and_writes_a_line()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Line.Type("describe\r");
            bench.Shell.Step(bench.NowMs);
            int before = bench.Line.Written;
            for (int i = 0; i < 20; i++)
            {
                bench.Shell.Step(bench.NowMs);
                Assert.IsTrue(bench.Line.Written - before <= Answer.MaxLine);
                before = bench.Line.Written;
            }
        }

        [TestMethod]
        public void While_nobody_types_it_wants_nothing()
        {
            ShellBench bench = new ShellBench();
            Assert.AreEqual(long.MaxValue, bench.Shell.Step(bench.NowMs));
            bench.Type("get box.id\r");
            Assert.AreEqual(bench.Shell.LastLineMs + 600000, bench.Shell.Step(bench.NowMs));
            bench.Wait(600000);
            Assert.AreEqual(long.MaxValue, bench.Shell.Step(bench.NowMs));
            Assert.IsFalse(bench.Parts.Session.HasDesk);
        }

        [TestMethod]
        public void Ctrl_c_ends_an_answer_and_what_follows_is_answered()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Line.IsStuck = true;
            bench.Type("describe\r");
            bench.Line.Type("get box.id\r\u0003version\r");
            bench.Run();
            bench.Line.IsStuck = false;
            bench.Run();
            string seen = bench.Line.Seen();
            Assert.IsTrue(seen.IndexOf("\r\nERR 8 stopped by Ctrl-C\r\n+ firmware\t1.2.3\r\n") > 0, seen);
            Assert.IsTrue(seen.IndexOf("box.id\t\tdefault") < 0, seen);
        }

        private static string WithoutTimes(string answer)
        {
            int at = answer.IndexOf("+ uptime\t");
            return at < 0 ? answer : answer.Substring(answer.IndexOf("\n", at));
        }
    }
}
