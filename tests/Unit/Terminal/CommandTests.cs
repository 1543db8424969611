using nanoFramework.TestFramework;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>What each command answers, and every code that a request can be refused with.</summary>
    [TestClass]
    public class CommandTests
    {
        [TestMethod]
        public void Help_shows_every_command_or_one()
        {
            ShellBench bench = new ShellBench().ToMachine();
            ShellCommand[] commands = ShellCommands.Create(bench.Parts);
            string all = bench.Ask("help");
            for (int i = 0; i < commands.Length; i++)
            {
                string line = "+ " + commands[i].Name + "\t" + commands[i].Usage + "\t" + commands[i].Help + "\r\n";
                Assert.IsTrue(all.IndexOf(line) >= 0, line);
                Assert.AreEqual(line + "OK\r\n", bench.Ask("help " + commands[i].Name));
                for (int k = 0; k < i; k++)
                {
                    Assert.AreNotEqual(commands[k].Name, commands[i].Name);
                }
            }

            Assert.AreEqual((int)ShellError.UnknownCommand, bench.CodeOf("help foo"));
        }

        // 12 columns of numbers tell nobody what they are; seconds since 2000 are no version.
        [TestMethod]
        public void People_see_headings_and_times()
        {
            ShellBench bench = new ShellBench();
            string seen = bench.Type("describe box.id\r");
            int heading = seen.IndexOf("id  name ");
            int row = seen.IndexOf("\n1   box.id ");
            Assert.IsTrue(heading > 0 && row > heading, seen);
            Assert.AreEqual(seen.IndexOf("type", heading) - heading, seen.IndexOf("text", row) - row - 1);
            string profile = bench.Type("profile\r");
            Assert.IsTrue(profile.IndexOf("version           2026-11-24T00:00:00Z\r\n") > 0, profile);
            Assert.IsTrue(bench.ToMachine().Ask("profile").IndexOf("+ version\t848793600.848793600\r\n") > 0);
        }

        [TestMethod]
        public void Every_command_refuses_arguments_it_does_not_know()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string[] requests =
            {
                "help a b", "version x", "status x", "describe a b", "get a b", "show x", "set", "set box.id", "unset", "unset a b", "diff x", "check x", "save x", "revert x",
                "confirm x", "factory-reset", "factory-reset no", "factory-reset yes yes", "unlock", "lock x", "time x", "time set", "time set now", "update x", "reboot x",
                "machine x", "exit x",
            };
            for (int i = 0; i < requests.Length; i++)
            {
                int code = bench.CodeOf(requests[i]);
                bool needsPin = requests[i] == "unlock";
                Assert.AreEqual(needsPin ? 0 : ShellError.WrongArguments, code, requests[i]);
            }
        }

        [TestMethod]
        public void Names_that_are_none_are_refused()
        {
            ShellBench bench = new ShellBench().ToMachine();
            string[] requests = { "get foo", "set foo 1", "unset foo", "describe foo", "get box", "get box.i", "get BOX.ID" };
            for (int i = 0; i < requests.Length; i++)
            {
                Assert.AreEqual((int)ShellError.UnknownSetting, bench.CodeOf(requests[i]), requests[i]);
            }
        }

        [TestMethod]
        public void Values_that_are_refused_leave_the_one_there_was_and_name_the_range()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.AreEqual("ERR 11 mqttSn.keepAlive is out of range (1..65535)", bench.Result("set mqttSn.keepAlive \"0\""));
            Assert.AreEqual("ERR 11 mqttSn.keepAlive is not a whole number (1..65535)", bench.Result("set mqttSn.keepAlive \"\""));
            Assert.AreEqual("ERR 11 mqtt.tls is neither true nor false (true or false)", bench.Result("set mqtt.tls 1"));
            Assert.AreEqual("ERR 11 publish.layout is none of its names (dynamic|fixed)", bench.Result("set publish.layout x"));
            Assert.AreEqual("ERR 11 mqttSn.gateway is not an IPv4 address with a port (0..1 addresses, 10.0.0.7:1883)", bench.Result("set mqttSn.gateway x"));
            Assert.AreEqual("ERR 11 net.address is not an IPv4 address (10.0.0.7, or nothing)", bench.Result("set net.address 1.2.3"));
            Assert.AreEqual("ERR 11 box.id is too long (0..23 octets)", bench.Result("set box.id \"a name of more octets than fit\""));
            Assert.AreEqual("ERR 11 wifi.password is not a Wi-Fi passphrase (0..64 octets)", bench.Result("set wifi.password \"short\""));
            Assert.AreEqual("OK\r\n", bench.Ask("diff"));
        }

        [TestMethod]
        public void Contradictions_are_named_and_not_saved()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Ask("set uplink.kind mqtt");
            Assert.AreEqual("ERR 12 mqtt.host is missing: uplink.kind is mqtt", bench.Result("check"));
            Assert.AreEqual("ERR 12 mqtt.host is missing: uplink.kind is mqtt", bench.Result("save"));
            bench.Restart();
            Assert.AreEqual("+ uplink.kind\tmqttSn\tdefault\r\nOK\r\n", bench.ToMachine().Ask("get uplink.kind"));
        }

        [TestMethod]
        public void Save_says_what_follows()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.AreEqual("OK nothing to save", bench.Result("save"));
            bench.Ask("set mqttSn.gateway 10.0.0.7:1883");
            Assert.AreEqual("OK trial, restart needed, confirm within 300 s", bench.Result("save"));
            bench.Restart();
            bench.ToMachine();
            Assert.AreEqual(0, bench.CodeOf("confirm"));
            bench.Ask("set mqttSn.keepAlive 77");
            Assert.AreEqual("OK saved, restart needed", bench.Result("save"));
            bench.Ask("set supervisor.ackTimeout 77");
            Assert.AreEqual("OK saved", bench.Result("save"));
            Assert.AreEqual(77000, bench.Parts.Patience.AckTimeoutMs);
            bench.Ask("set supervisor.ackTimeout 78");
            bench.Ask("set supervisor.ackTimeout 77");
            Assert.AreEqual("OK nothing to save", bench.Result("save"));
        }

        [TestMethod]
        public void Revert_and_unset_and_exit_take_changes_back()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Ask("set box.id a");
            bench.Ask("revert");
            Assert.AreEqual("OK\r\n", bench.Ask("diff"));
            bench.Ask("set box.id a");
            bench.Ask("unset box.id");
            Assert.AreEqual("OK\r\n", bench.Ask("diff"));
            bench.Ask("set publish.topicPrefix a");
            bench.Ask("unset publish.topicPrefix");
            Assert.AreEqual("+ publish.topicPrefix\topcua\tdefault\r\nOK\r\n", bench.Ask("get publish.topicPrefix"));
            bench.Ask("set box.id a");
            bench.Ask("exit");
            Assert.AreEqual("OK\r\n", bench.ToMachine().Ask("diff"));
        }

        [TestMethod]
        public void Secrets_are_shown_as_set_and_changed()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.AreEqual("+ wifi.password\t\tdefault\r\nOK\r\n", bench.Ask("get wifi.password"));
            bench.Ask("set wifi.password \"first secret\"");
            Assert.AreEqual("+ wifi.password\t\tset\r\nOK\r\n", bench.Ask("get wifi.password"));
            Assert.AreEqual("+ wifi.password\t(set)\t\r\nOK\r\n", bench.Ask("show"));
            Assert.AreEqual("+ wifi.password\t\t(set)\r\nOK\r\n", bench.Ask("diff"));
            bench.Ask("set mqttSn.gateway 10.0.0.7:1883");
            bench.Ask("save");
            bench.Ask("set wifi.password \"other secret\"");
            Assert.AreEqual("+ wifi.password\t(set)\t(changed)\r\nOK\r\n", bench.Ask("diff"));
            bench.Ask("unset wifi.password");
            Assert.AreEqual("+ wifi.password\t(set)\t\r\nOK\r\n", bench.Ask("diff"));
        }

        [TestMethod]
        public void Flash_that_takes_nothing_is_told()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Files.IsWornOut = true;
            bench.Ask("set mqttSn.gateway 10.0.0.7:1883");
            Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("save"));
            bench.Files.IsWornOut = false;
            Assert.AreEqual(0, bench.CodeOf("save"));
            bench.Files.IsWornOut = true;
            Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("revert"));
            bench.Files.IsWornOut = false;
            bench.Restart();
            bench.ToMachine();
            bench.Files.IsWornOut = true;
            Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("confirm"));
            Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("factory-reset yes"));
            bench.Files.IsWornOut = false;
            Assert.AreEqual(0, bench.CodeOf("confirm"));
            Assert.AreEqual((int)ShellError.NoTrial, bench.CodeOf("confirm"));
            bench.Ask("set box.id a");
            bench.Files.IsWornOut = true;
            Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("save"));
            Assert.AreEqual("+ box.id\t\ta\r\nOK\r\n", bench.Ask("diff")); // still staged
        }

        [TestMethod]
        public void Time_is_shown_and_set()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.IsTrue(bench.Ask("time").IndexOf("+ utc\t\r\n+ uptime\t") == 0);
            string[] refused = { "2026-11-30", "2026-11-30T08:15:00", "2024-12-31T23:59:59Z", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-30T24:00:00Z", "2026-11-30T08:15:00.Z", "2100-01-01T00:00:00Z" };
            for (int i = 0; i < refused.Length; i++)
            {
                Assert.AreEqual((int)ShellError.WrongArguments, bench.CodeOf("time set " + refused[i]), refused[i]);
            }

            string[] taken = { "2025-01-01T00:00:00Z", "2028-02-29T23:59:59Z", "2026-03-01T12:00:00Z", "2026-11-30T08:15:00Z", "2099-12-31T23:59:59Z" };
            for (int i = 0; i < taken.Length; i++)
            {
                Assert.AreEqual(0, bench.CodeOf("time set " + taken[i]), taken[i]);
                string answer = bench.Ask("time");
                Assert.IsTrue(answer.IndexOf("+ utc\t" + taken[i] + "\r\n") == 0, answer);
                Assert.IsTrue(answer.IndexOf("+ source\tconsole\r\n") > 0, answer);
            }

            Assert.AreEqual(0, bench.CodeOf("time set \"2026-11-30T08:15:00.25Z\""));
            Assert.AreEqual(0, (int)((bench.UtcAtStart + (bench.NowMs * 10000) - 2500000) % 10000000));
            bench.CanSetTime = false;
            Assert.AreEqual((int)ShellError.NotOnThisBoard, bench.CodeOf("time set 2026-11-30T08:15:00Z"));
        }

        [TestMethod]
        public void Reboot_answers_and_restarts_then()
        {
            ShellBench bench = new ShellBench().ToMachine();
            Assert.AreEqual("OK\r\n", bench.Ask("reboot"));
            bench.Wait(200);
            Assert.AreEqual(1, bench.Board.Restarts);
            Assert.IsTrue(bench.Shell.IsEnded);
            Assert.AreEqual("", bench.Ask("version"));
            Assert.AreEqual(1u, new Supervisor.RestartRecord(bench.Files).CountOf(Supervisor.RestartReason.Requested));
        }

        [TestMethod]
        public void Reboot_does_not_wait_for_a_line_that_takes_nothing()
        {
            ShellBench bench = new ShellBench().ToMachine();
            bench.Line.IsStuck = true;
            bench.Type("reboot\r");
            bench.Wait(2100);
            Assert.AreEqual(1, bench.Board.Restarts);
        }

        [TestMethod]
        public void A_command_that_throws_ends_with_its_name_and_the_shell_goes_on()
        {
            ShellBench bench = new ShellBench();
            bench.Parts.Clock = null;
            bench.ToMachine();
            string result = bench.Result("time");
            Assert.IsTrue(result.IndexOf("ERR 8 time failed: ") == 0, result);
            Assert.AreEqual(0, bench.CodeOf("version"));
        }

        [TestMethod]
        public void Status_tells_every_key_once_without_a_node_too()
        {
            string[] keys =
            {
                "uptime", "utc", "network", "uplink", "connection", "peer", "refused", "delivered", "queued", "stored", "lost", "profile", "profileVersion", "faults", "settings",
                "settingsError", "trial", "trialLeft", "staged", "locked", "freeHeap", "starts", "lastRestart", "restartText", "mode",
            };
            string answer = new ShellBench().ToMachine().Ask("status");
            int at = 0;
            for (int i = 0; i < keys.Length; i++)
            {
                int found = answer.IndexOf("+ " + keys[i] + "\t");
                Assert.IsTrue(found >= at, keys[i]);
                at = found;
            }

            Assert.IsTrue(answer.IndexOf("+ settings\tdefaults\r\n") > 0, answer);
            Assert.IsTrue(answer.IndexOf("+ mode\tnormal\r\n+") < 0 && answer.IndexOf("+ mode\tnormal\r\nOK\r\n") > 0, answer);
        }

        [TestMethod]
        public void People_read_sentences_and_columns()
        {
            ShellBench bench = new ShellBench();
            Assert.AreEqual("get box.id\r\nbox.id                                                  default\r\nsidetap> ", bench.Type("get box.id\r"));
            Assert.AreEqual("foo\r\nthere is no such command; \"help\" shows what there is\r\nsidetap> ", bench.Type("foo\r"));
            Assert.AreEqual("set uplink.kind mqtt\r\nsidetap> ", bench.Type("set uplink.kind mqtt\r"));
            Assert.AreEqual("save\r\nmqtt.host is missing: uplink.kind is mqtt\r\nsidetap> ", bench.Type("save\r"));
        }
    }
}
