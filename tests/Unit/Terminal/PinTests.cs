using nanoFramework.TestFramework;
using Sidetap.Settings;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>The PIN: what it locks, how wrong ones are slowed down, over restarts too.</summary>
    [TestClass]
    public class PinTests
    {
        private const string Pin = "4711";

        // Completion leaves a blank behind a name.
        [TestMethod]
        public void A_blank_before_Enter_is_no_part_of_what_is_asked_for()
        {
            ShellBench bench = new ShellBench();
            bench.Type("set console.pin  \r");
            bench.Type(Pin + "\r");
            bench.ToMachine();
            Assert.IsTrue(bench.Ask("diff").IndexOf("+ console.pin\t") == 0);
            bench.Ask("save");
            bench.Ask("lock");
            bench.Ask("exit");
            bench.Type("unlock \r");
            bench.Type(Pin + "\r");
            bench.ToMachine();
            Assert.AreEqual(0, bench.CodeOf("set box.id x"));
        }

        [TestMethod]
        public void What_changes_something_is_locked_and_reading_is_open()
        {
            string[] changing =
            {
                "set box.id x", "unset box.id", "save", "revert", "confirm", "factory-reset yes", "factory-reset", "time set 2026-11-30T08:15:00Z", "reboot",
            };
            string[] reading = { "help", "version", "status", "describe", "get", "show", "diff", "check", "time", "update", "machine", "lock" };
            ShellBench bench = Locked().ToMachine();
            for (int i = 0; i < changing.Length; i++)
            {
                Assert.AreEqual((int)ShellError.Locked, bench.CodeOf(changing[i]), changing[i]);
            }

            for (int i = 0; i < reading.Length; i++)
            {
                Assert.IsTrue(bench.CodeOf(reading[i]) != ShellError.Locked, reading[i]);
            }

            Assert.IsTrue(bench.Ask("status").IndexOf("+ locked\tyes\r\n") > 0);
            Assert.AreEqual(0, bench.CodeOf("unlock " + Pin));
            Assert.IsTrue(bench.Ask("status").IndexOf("+ locked\tno\r\n") > 0);
            for (int i = 0; i < changing.Length; i++)
            {
                Assert.IsTrue(i == 5 || i == 8 || bench.CodeOf(changing[i]) != ShellError.Locked, changing[i]);
            }
        }

        [TestMethod]
        public void Exit_lock_time_and_restart_lock_it_again()
        {
            ShellBench bench = Locked().ToMachine();
            Unlock(bench);
            bench.Ask("lock");
            Assert.AreEqual((int)ShellError.Locked, bench.CodeOf("save"));
            Unlock(bench);
            bench.Ask("exit");
            bench.ToMachine();
            Assert.AreEqual((int)ShellError.Locked, bench.CodeOf("save"));
            Unlock(bench);
            bench.Wait(599000);
            Assert.AreEqual(0, bench.CodeOf("set box.id a"));
            bench.Wait(599000);
            Assert.AreEqual(0, bench.CodeOf("get box.id")); // any line counts
            bench.Wait(600000);
            Assert.AreEqual((int)ShellError.Locked, bench.CodeOf("save"));
            Unlock(bench);
            bench.Restart();
            Assert.AreEqual((int)ShellError.Locked, bench.ToMachine().CodeOf("save"));
        }

        [TestMethod]
        public void Each_wrong_pin_doubles_the_wait_up_to_five_minutes()
        {
            ShellBench bench = Locked().ToMachine();
            int seconds = 1;
            for (int tries = 0; tries < 12; tries++)
            {
                Assert.AreEqual((int)ShellError.WrongPin, bench.CodeOf("unlock 0000"));
                bench.Wait((seconds * 1000) - 400);
                Assert.AreEqual("ERR 7 wait 1 s", bench.Result("unlock " + Pin)); // the right one has to wait too
                bench.Wait(500);
                seconds = seconds * 2 < 300 ? seconds * 2 : 300;
            }

            Assert.AreEqual(300, seconds);
            Unlock(bench);
            bench.Ask("lock");
            Assert.AreEqual((int)ShellError.WrongPin, bench.CodeOf("unlock 47110"));
            Assert.AreEqual("ERR 7 wait 1 s", bench.Result("unlock 0000")); // the count began anew
        }

        [TestMethod]
        public void A_restart_does_not_shorten_the_wait()
        {
            ShellBench bench = Locked().ToMachine();
            for (int tries = 0; tries < 4; tries++)
            {
                Assert.AreEqual((int)ShellError.WrongPin, bench.CodeOf("unlock 0000"));
                bench.Restart();
                bench.ToMachine();
                bench.Wait((1000 << tries) - 500);
                Assert.AreEqual((int)ShellError.Wait, bench.CodeOf("unlock " + Pin));
                bench.Wait(1000);
            }

            Unlock(bench);
        }

        // Who cuts the power when no OK comes in time must not have had a try for nothing.
        [TestMethod]
        public void A_try_counts_before_it_is_compared()
        {
            ShellBench bench = Locked().ToMachine();
            bench.Line.IsStuck = true;
            bench.Type("unlock 0000\r");
            bench.Line.IsStuck = false;
            bench.Restart();
            Assert.AreEqual((int)ShellError.Wait, bench.ToMachine().CodeOf("unlock " + Pin));
        }

        [TestMethod]
        public void A_box_without_a_pin_is_open()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.IsTrue(bench.Ask("status").IndexOf("+ locked\tnone\r\n") > 0);
            Assert.AreEqual(0, bench.CodeOf("unlock 1234"));
            Assert.AreEqual(0, bench.CodeOf("lock"));
            Assert.AreEqual(0, bench.CodeOf("set box.id x"));
        }

        [TestMethod]
        public void Who_sets_a_pin_goes_on_and_the_pin_counts_at_once()
        {
            ShellBench bench = Locked().ToMachine();
            Unlock(bench);
            Assert.AreEqual(0, bench.CodeOf("set console.pin \"12345678\""));
            Assert.AreEqual("OK saved", bench.Result("save"));
            Assert.AreEqual(0, bench.CodeOf("set box.id x"));
            bench.Ask("lock");
            Assert.AreEqual((int)ShellError.WrongPin, bench.CodeOf("unlock " + Pin));
            bench.Wait(1000);
            Assert.AreEqual(0, bench.CodeOf("unlock \"12345678\""));
        }

        [TestMethod]
        public void A_pin_has_four_to_eight_digits_or_none()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string[] refused = { "1", "123", "123456789", "12a4", "abcd", "12 34" };
            for (int i = 0; i < refused.Length; i++)
            {
                Assert.AreEqual((int)ShellError.ValueRefused, bench.CodeOf("set console.pin \"" + refused[i] + "\""), refused[i]);
            }

            Assert.AreEqual(0, bench.CodeOf("set console.pin \"1234\""));
            Assert.AreEqual(0, bench.CodeOf("set console.pin \"12345678\""));
            Assert.AreEqual(0, bench.CodeOf("set console.pin \"\""));
        }

        // Six quick restarts in a row leave the settings out: the PIN must not be among what is left out.
        [TestMethod]
        public void The_pin_counts_where_the_box_leaves_out_its_settings()
        {
            ShellBench bench = Locked();
            for (int i = 0; i < 6; i++)
            {
                new Supervisor.RestartRecord(bench.Files).Note(Supervisor.RestartReason.Exception, 100, null, 0);
            }

            bench.Restart();
            bench.ToMachine();
            Assert.IsTrue(bench.Ask("status").IndexOf("+ mode\tsafeSettings\r\n") > 0);
            Assert.AreEqual((int)ShellError.Locked, bench.CodeOf("save"));
            Unlock(bench);
        }

        [TestMethod]
        public void A_shell_without_a_start_that_has_read_the_settings_is_locked_too()
        {
            ShellBench bench = Locked();
            bench.Parts = new ShellParts { Line = bench.Line, Files = bench.Files, Itself = bench.Board, Clock = bench };
            bench.Shell = new Shell(bench.Parts, ShellCommands.Create(bench.Parts));
            Assert.AreEqual((int)ShellError.Locked, bench.ToMachine().CodeOf("save"));
            Unlock(bench);
            Assert.AreEqual(0, bench.CodeOf("save"));
        }

        [TestMethod]
        public void People_are_asked_for_it_and_it_is_not_shown()
        {
            ShellBench bench = Locked();
            string seen = bench.Type("unlock\r");
            Assert.IsTrue(seen.IndexOf("PIN: ") == seen.Length - 5, seen);
            seen = bench.Type("471\b1x\u001b[D\u001b[3~1\r");
            Assert.IsTrue(seen.IndexOf("unlocked") > 0, seen);
            Assert.IsTrue(seen.IndexOf("4") < 0, seen);
            seen = bench.Type("\u001b[A");
            Assert.IsTrue(seen.IndexOf("unlock") >= 0 && seen.IndexOf("4") < 0, seen);
        }

        private static ShellBench Locked()
        {
            MemoryFiles files = new MemoryFiles();
            SettingStore store = new SettingStore(files, SettingTable.Create());
            store.Load();
            Sidetap.Tests.Settings.SettingBench.Set(store.Values, SettingId.ConsolePin, Pin);
            Sidetap.Tests.Settings.SettingBench.Set(store.Values, SettingId.MqttSnGateway, "10.0.0.7:1883");
            store.Save();
            return new ShellBench(files);
        }

        private static void Unlock(ShellBench bench)
        {
            Assert.AreEqual(0, bench.CodeOf("unlock " + Pin));
        }
    }
}
