using nanoFramework.TestFramework;
using Sidetap.Settings;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    /// <summary>The life of settings on trial: kept, tried once, confirmed or not.</summary>
    [TestClass]
    public class TrialTests
    {
        private const string Old = "10.0.0.7:1883";
        private const string New = "10.0.0.8:1883";

        [TestMethod]
        public void They_wait_are_tried_once_and_then_the_old_ones_are_back()
        {
            ShellBench bench = Proposed();
            AssertStatus(bench, "pending", 0);
            AssertValue(bench, New); // what the box was told last
            bench.Restart();
            Assert.AreEqual(8, GatewayOf(bench));
            Assert.IsTrue(bench.Type("\r").IndexOf("sidetap (trial)> ") > 0);
            bench.ToMachine();
            AssertStatus(bench, "running", 300);
            bench.Restart();
            Assert.AreEqual(7, GatewayOf(bench));
            AssertStatus(bench.ToMachine(), "none", 0);
            AssertValue(bench, Old);
            bench.Restart();
            Assert.AreEqual(7, GatewayOf(bench));
        }

        [TestMethod]
        public void Confirmed_they_are_the_saved_ones()
        {
            ShellBench bench = Proposed();
            Assert.AreEqual((int)ShellError.NoTrial, bench.CodeOf("confirm")); // not begun
            bench.Restart();
            Assert.AreEqual(0, bench.ToMachine().CodeOf("confirm"));
            AssertStatus(bench, "none", 0);
            AssertValue(bench, New);
            Assert.AreEqual("OK\r\n", bench.Ask("diff"));
            Assert.AreEqual("OK nothing to save", bench.Result("save"));
            bench.Restart();
            Assert.AreEqual(8, GatewayOf(bench));
            Assert.IsFalse(bench.Start.Trial.IsUnconfirmed);
        }

        // Saved they are; what says so was not written any more.
        [TestMethod]
        public void A_cut_behind_the_confirmation_is_no_rollback()
        {
            bool wasCutBehind = false;
            for (int octets = 0; octets < 200 && !wasCutBehind; octets++)
            {
                ShellBench bench = Proposed();
                bench.Restart();
                bench.ToMachine();
                bench.Files.OctetsUntilCut = octets;
                bench.Ask("confirm");
                bench.Files.OctetsUntilCut = -1;
                bench.Restart();
                bool isNew = GatewayOf(bench) == 8;
                Assert.AreEqual(!isNew, bench.Start.Trial.HasFailed, octets.ToString());
                wasCutBehind |= isNew;
            }

            Assert.IsTrue(wasCutBehind);
        }

        [TestMethod]
        public void What_flash_does_not_take_leaves_a_trial_alone()
        {
            ShellBench bench = Proposed();
            for (int octets = 0; octets < 30; octets++)
            {
                bench = Proposed();
                bench.Ask("set mqttSn.gateway " + Old);
                bench.Ask("set box.id x");
                bench.Files.OctetsUntilCut = octets;
                Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("save"));
                bench.Files.OctetsUntilCut = -1;
                AssertStatus(bench, "pending", 0);
            }

            bench.Restart();
            Assert.AreEqual(8, GatewayOf(bench));
            bench.ToMachine();
            AssertStatus(bench, "running", 300);
            bench.Ask("set mqttSn.gateway " + Old);
            bench.Files.IsWornOut = true;
            Assert.AreEqual(0, bench.CodeOf("set box.id y"));
            Assert.AreEqual((int)ShellError.NotStored, bench.CodeOf("save"));
            bench.Files.IsWornOut = false;
            AssertStatus(bench, "running", 300);
            Assert.AreEqual(0, bench.CodeOf("confirm"));
            bench.Restart();
            Assert.AreEqual(8, GatewayOf(bench));
        }

        // Old or new at any octet: the trial that waits, or what was saved in its place.
        [TestMethod]
        public void A_cut_while_a_trial_is_replaced_leaves_one_or_the_other()
        {
            for (int octets = 0; octets < 200; octets += 3)
            {
                ShellBench bench = Proposed();
                bench.Ask("set mqttSn.gateway " + Old);
                bench.Ask("set box.id x");
                bench.Files.OctetsUntilCut = octets;
                bench.Ask("save");
                bench.Files.OctetsUntilCut = -1;
                bench.Restart();
                bool isNamed = bench.ToMachine().Ask("get box.id").IndexOf("+ box.id\tx\t") == 0;
                Assert.AreEqual(isNamed ? 7 : 8, GatewayOf(bench), octets.ToString());
            }
        }

        [TestMethod]
        public void Revert_drops_what_has_not_begun()
        {
            ShellBench bench = Proposed();
            Assert.AreEqual(0, bench.CodeOf("revert"));
            AssertStatus(bench, "none", 0);
            AssertValue(bench, Old);
            bench.Restart();
            Assert.AreEqual(7, GatewayOf(bench));
        }

        [TestMethod]
        public void Later_ones_take_their_place()
        {
            ShellBench bench = Proposed();
            bench.Ask("set mqttSn.gateway 10.0.0.9:1883");
            Assert.AreEqual(0, bench.CodeOf("save"));
            bench.Restart();
            Assert.AreEqual(9, GatewayOf(bench));
            bench.ToMachine();
            bench.Ask("set mqttSn.gateway 10.0.0.10:1883"); // while the others are tried
            Assert.AreEqual("OK trial, restart needed, confirm within 300 s", bench.Result("save"));
            AssertStatus(bench, "pending", 300);
            Assert.AreEqual((int)ShellError.NoTrial, bench.CodeOf("confirm"));
            bench.Restart();
            Assert.AreEqual(10, GatewayOf(bench));
            bench.ToMachine();
            bench.Ask("set mqttSn.gateway " + Old); // what is saved: no risk, and no trial
            Assert.AreEqual("OK saved, restart needed", bench.Result("save"));
            Assert.AreEqual((int)ShellError.NoTrial, bench.CodeOf("confirm"));
            bench.Restart();
            Assert.AreEqual(7, GatewayOf(bench));
        }

        [TestMethod]
        public void What_is_saved_with_them_comes_and_goes_with_them()
        {
            ShellBench bench = Saved().ToMachine();
            bench.Ask("set mqttSn.gateway " + New);
            bench.Ask("set box.id \"mill\"");
            bench.Ask("set console.trialTime 60");
            Assert.AreEqual("OK trial, restart needed, confirm within 60 s", bench.Result("save"));
            bench.Restart();
            Assert.AreEqual("+ clientId\tmill\r\nOK\r\n", Tail(bench.ToMachine().Ask("version")));
            AssertStatus(bench, "running", 60);
            bench.Restart();
            Assert.AreEqual("+ clientId\tsidetap-0123456789ab\r\nOK\r\n", Tail(bench.ToMachine().Ask("version")));
        }

        [TestMethod]
        public void A_box_that_leaves_out_its_settings_leaves_a_trial_alone()
        {
            ShellBench bench = Proposed();
            RestartRecord record = new RestartRecord(bench.Files);
            for (int i = 0; i < 6; i++)
            {
                record.Note(RestartReason.Exception, 100, null, 0);
            }

            bench.Restart();
            Assert.AreEqual(0, bench.Parts.Settings.Gateway.Length);
            AssertStatus(bench.ToMachine(), "pending", 0);
            record.Note(RestartReason.Requested, 100, null, 0);
            bench.Restart();
            Assert.AreEqual(8, GatewayOf(bench));
        }

        [TestMethod]
        public void What_cant_be_marked_is_not_tried()
        {
            ShellBench bench = Proposed();
            bench.Files.IsWornOut = true;
            bench.Restart();
            Assert.AreEqual(7, GatewayOf(bench));
            bench.Files.IsWornOut = false;
            bench.Restart();
            Assert.AreEqual(8, GatewayOf(bench));
        }

        [TestMethod]
        public void A_message_that_was_acknowledged_confirms_them()
        {
            SupervisorBench bench = OnTrial(1, true);
            bench.RunTo(5000);
            Assert.IsFalse(bench.Trial.IsUnconfirmed);
            Assert.AreEqual(8, SavedGateway(bench.Box.Files));
            bench.RunTo(400000);
            Assert.IsFalse(bench.Supervisor.IsEnded);
        }

        [TestMethod]
        public void Without_one_the_box_restarts_and_the_old_ones_are_back()
        {
            SupervisorBench bench = OnTrial(1, false);
            bench.RunTo(299000);
            Assert.IsFalse(bench.Supervisor.IsEnded);
            bench.RunTo(301000);
            Assert.IsTrue(bench.Supervisor.IsEnded);
            Assert.AreEqual(1, bench.Box.Board.Restarts);
            Assert.AreEqual(7, SavedGateway(bench.Box.Files));
            Assert.AreEqual(7, GatewayOf(new ShellBench(bench.Box.Files)));
        }

        // QoS -1 has no acknowledgements: what was sent proves nothing.
        [TestMethod]
        public void Messages_that_nobody_acknowledges_confirm_nothing()
        {
            SupervisorBench bench = OnTrial(-1, true);
            bench.RunTo(100000);
            Assert.IsTrue(bench.Box.Node.Statistics.Delivered > 0);
            Assert.IsTrue(bench.Trial.IsRunning);
            bench.RunTo(301000);
            Assert.IsTrue(bench.Supervisor.IsEnded);
        }

        [TestMethod]
        public void Flash_that_does_not_take_them_is_tried_again()
        {
            SupervisorBench bench = OnTrial(1, true);
            bench.Box.Files.IsWornOut = true;
            bench.RunTo(25000);
            Assert.IsTrue(bench.Trial.IsRunning);
            bench.Box.Files.IsWornOut = false;
            bench.RunTo(50000);
            Assert.IsFalse(bench.Trial.IsUnconfirmed);
            Assert.AreEqual(8, SavedGateway(bench.Box.Files));
        }

        private static ShellBench Saved()
        {
            MemoryFiles files = new MemoryFiles();
            SettingStore store = new SettingStore(files, SettingTable.Create());
            store.Load();
            Sidetap.Tests.Settings.SettingBench.Set(store.Values, SettingId.MqttSnGateway, Old);
            store.Save();
            return new ShellBench(files);
        }

        private static ShellBench Proposed()
        {
            ShellBench bench = Saved().ToMachine();
            bench.Ask("set mqttSn.gateway " + New);
            Assert.AreEqual("OK trial, restart needed, confirm within 300 s", bench.Result("save"));
            return bench;
        }

        private static SupervisorBench OnTrial(int qos, bool connects)
        {
            SupervisorBench bench = new SupervisorBench(Proposed().Files);
            bench.Trial = new BoxStart(bench.Box.Files, 1, new RestartRecord(bench.Box.Files)).Trial;
            Assert.IsTrue(bench.Trial.IsRunning);
            bench.Around.Connects = connects;
            bench.Box.Settings.Qos = qos;
            bench.Box.Settings.DataTopicId = qos < 0 ? 1 : 0;
            bench.Box.Settings.MetaDataTopicId = qos < 0 ? 2 : 0;
            return bench.Start();
        }

        /// <summary>The last octet of the gateway's address in this start.</summary>
        private static int GatewayOf(ShellBench bench)
        {
            return bench.Parts.Settings.Gateway.Octets[3];
        }

        private static int SavedGateway(MemoryFiles files)
        {
            SettingStore store = new SettingStore(files, SettingTable.Create());
            store.Load();
            int index = store.Values.Table.IndexOf(SettingId.MqttSnGateway);
            return store.Values.Octets[store.Values.OffsetOf(index) + 3];
        }

        private static void AssertValue(ShellBench bench, string gateway)
        {
            Assert.AreEqual("+ mqttSn.gateway\t" + gateway + "\tset\r\nOK\r\n", bench.Ask("get mqttSn.gateway"));
        }

        private static void AssertStatus(ShellBench bench, string trial, int secondsLeft)
        {
            string answer = bench.Ask("status");
            string expected = "+ trial\t" + trial + "\r\n+ trialLeft\t" + secondsLeft.ToString() + "\r\n";
            Assert.IsTrue(answer.IndexOf(expected) > 0, expected + " is not in " + answer);
        }

        private static string Tail(string answer)
        {
            return answer.Substring(answer.IndexOf("+ clientId"));
        }
    }
}
