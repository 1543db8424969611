using nanoFramework.TestFramework;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>A shell that is there only while somebody is: what is typed first is not lost, and what has to last does.</summary>
    [TestClass]
    public class ShellOnDemandTests
    {
        private const int LockAfterMs = 600000; // console.lockAfter

        [TestMethod]
        public void It_is_made_by_the_first_octet_and_loses_none()
        {
            ShellBench bench = new ShellBench();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            Assert.AreEqual(long.MaxValue, shell.Step(0));
            Assert.IsFalse(shell.IsThere);
            Assert.AreEqual(string.Empty, bench.Line.Seen());
            bench.Line.Type("\u0003\rmachine\rset box.id \"a name of a box\"\rget box.id\r"); // more than it takes at once
            Run(bench, shell, 10);
            Assert.IsTrue(shell.IsThere);
            string seen = bench.Line.Seen();
            Assert.IsTrue(seen.IndexOf("OK machine 1") >= 0, seen);
            Assert.IsTrue(seen.IndexOf("+ box.id\ta name of a box\tset\r\nOK\r\n") >= 0, seen);
        }

        [TestMethod]
        public void It_goes_when_nobody_types_and_comes_back_in_the_same_mode()
        {
            ShellBench bench = new ShellBench();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            bench.Line.Type("\u0003\rmachine\rset box.id x\r");
            Run(bench, shell, 1000);
            bench.Line.Seen();
            Run(bench, shell, LockAfterMs - 1000);
            Assert.IsTrue(shell.IsThere);
            Run(bench, shell, LockAfterMs + 1000);
            Assert.IsFalse(shell.IsThere);
            Assert.AreEqual(string.Empty, bench.Line.Seen()); // nothing comes unasked
            bench.Line.Type("diff\r");
            Run(bench, shell, bench.NowMs + 10);
            Assert.AreEqual("OK\r\n", bench.Line.Seen()); // what was staged went with the session
        }

        [TestMethod]
        public void Whoever_goes_on_typing_keeps_it()
        {
            ShellBench bench = new ShellBench();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            bench.Line.Type("\u0003\rmachine\r");
            Run(bench, shell, LockAfterMs - 1000);
            bench.Line.Type("ver");
            Run(bench, shell, LockAfterMs + 2000); // longer than it lasts without octets
            bench.Line.Seen();
            bench.Line.Type("sion\r");
            Run(bench, shell, bench.NowMs + 10);
            Assert.IsTrue(bench.Line.Seen().IndexOf("+ firmware\t") == 0);
        }

        [TestMethod]
        public void A_secret_that_is_being_typed_is_never_shown()
        {
            ShellBench bench = new ShellBench();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            bench.Line.Type("set wifi.password\r");
            Run(bench, shell, 1000);
            bench.Line.Type("verysec");
            Run(bench, shell, 2000 + (2 * LockAfterMs));
            bench.Line.Seen();
            bench.Line.Type("ret\r");
            Run(bench, shell, bench.NowMs + 10);
            Assert.IsTrue(bench.Line.Seen().IndexOf("ret") < 0);
        }

        [TestMethod]
        public void Half_a_line_keeps_nobody_waiting_for_ever()
        {
            ShellBench bench = new ShellBench();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            bench.Line.Type("factory-reset y");
            Run(bench, shell, LockAfterMs + 1000);
            Assert.IsFalse(shell.IsThere);
            bench.Line.Type("es\r");
            Run(bench, shell, bench.NowMs + 100);
            Assert.IsTrue(bench.Line.Seen().IndexOf("unknown") >= 0 || !shell.IsEnded);
            Assert.IsFalse(shell.IsEnded);
        }

        [TestMethod]
        public void It_is_locked_when_it_comes_back()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Ask("set console.pin 4711");
            bench.Ask("save");
            bench.Restart();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            bench.Line.Type("machine\runlock 4711\rset box.id x\r");
            Run(bench, shell, 1000);
            Assert.IsTrue(bench.Line.Seen().IndexOf("ERR") < 0);
            Run(bench, shell, 2000 + LockAfterMs);
            Assert.IsFalse(shell.IsThere);
            bench.Line.Type("set box.id x\r");
            Run(bench, shell, bench.NowMs + 10);
            Assert.IsTrue(bench.Line.Seen().IndexOf("ERR 5 ") == 0);
        }

        [TestMethod]
        public void A_line_that_failed_is_opened_again()
        {
            ShellBench bench = new ShellBench();
            ShellOnDemand shell = new ShellOnDemand(bench.Parts);
            int opened = bench.Line.Opened;
            bench.Line.FailsToRead = true;
            for (long now = 0; now <= 120000; now += 100)
            {
                shell.Step(now);
            }

            Assert.AreEqual(opened + 3, bench.Line.Opened); // at once, and every minute
        }

        private static void Run(ShellBench bench, ShellOnDemand shell, long untilMs)
        {
            for (; bench.NowMs < untilMs; bench.NowMs += bench.NowMs + 1000 < untilMs ? 500 : 1)
            {
                for (int i = 0; i < 20; i++)
                {
                    shell.Step(bench.NowMs);
                }
            }
        }
    }
}
