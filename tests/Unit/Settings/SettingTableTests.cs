using System;
using nanoFramework.TestFramework;
using Sidetap.Settings;

namespace Sidetap.Tests.Settings
{
    /// <summary>The table: every row can be found, described and set to what it says of itself.</summary>
    [TestClass]
    public class SettingTableTests
    {
        [TestMethod]
        public void Every_row_is_found_by_its_id_and_its_name()
        {
            SettingTable table = SettingTable.Create();
            Assert.AreEqual(80, table.Count);
            for (int i = 0; i < table.Count; i++)
            {
                byte[] name = SettingBench.Octets(table.NameOf(i));
                Assert.AreEqual(i, table.IndexOf(table.IdOf(i)), table.NameOf(i));
                Assert.AreEqual(i, table.Find(name, 0, name.Length), table.NameOf(i));
                Assert.IsTrue(i == 0 || table.IdOf(i) > table.IdOf(i - 1), table.NameOf(i));
            }
        }

        [TestMethod]
        public void What_is_not_there_is_not_found()
        {
            SettingTable table = SettingTable.Create();
            int[] ids = { -1, 0, 2, 19, 48, 164, 32767, 65535 };
            for (int i = 0; i < ids.Length; i++)
            {
                Assert.AreEqual(-1, table.IndexOf(ids[i]));
            }

            string[] names = { "", "box", "box.", "box.i", "box.idd", "BOX.ID", "mqtt.hos", "mqttSn.gateway " };
            for (int i = 0; i < names.Length; i++)
            {
                byte[] name = SettingBench.Octets(names[i]);
                Assert.AreEqual(-1, table.Find(name, 0, name.Length), names[i]);
            }
        }

        // A shell shows it, and a form in a browser is made from it.
        [TestMethod]
        public void Every_row_says_what_it_is()
        {
            SettingTable table = SettingTable.Create();
            for (int i = 0; i < table.Count; i++)
            {
                string name = table.NameOf(i);
                Assert.IsTrue(name.IndexOf('.') > 0 && name.IndexOf('.') < name.Length - 1, name);
                Assert.IsTrue(table.HelpOf(i).Length > 10, name);
                Assert.AreEqual((int)'.', (int)table.HelpOf(i)[table.HelpOf(i).Length - 1], name);
                Assert.IsTrue(table.MinimumOf(i) < table.MaximumOf(i), name);
                Assert.IsTrue(table.HasOctets(i) == (table.SlotOctetsOf(i) > 0), name);
            }
        }

        [TestMethod]
        public void Only_passwords_and_the_pin_are_secret()
        {
            SettingTable table = SettingTable.Create();
            for (int i = 0; i < table.Count; i++)
            {
                string name = table.NameOf(i);
                Assert.IsTrue(table.IsSecret(i) == (name == "mqtt.password" || name == "wifi.password" || name == "console.pin"), name);
            }
        }

        [TestMethod]
        public void Only_the_supervisor_the_clock_and_the_console_need_no_restart()
        {
            SettingTable table = SettingTable.Create();
            for (int i = 0; i < table.Count; i++)
            {
                string name = table.NameOf(i);
                bool isLive = name.IndexOf("supervisor.") == 0 || name.IndexOf("console.") == 0 || name == "time.resync" || name == "power.deepSleep";
                Assert.IsTrue(table.NeedsRestart(i) == !isLive, name);
            }
        }

        // A change of these is tried before it is kept.
        [TestMethod]
        public void What_may_cut_the_box_off_is_risky()
        {
            string[] risky =
            {
                "uplink.kind", "mqttSn.gateway", "mqttSn.fallbacks", "mqttSn.discover", "mqttSn.discoveryGroup", "mqttSn.nodeId", "mqtt.host", "mqtt.port", "mqtt.tls",
                "mqtt.caFile", "mqtt.user", "mqtt.password", "wifi.ssid", "wifi.password", "net.dhcp", "net.address", "net.mask", "net.gateway", "net.dns",
            };
            SettingTable table = SettingTable.Create();
            int count = 0;
            for (int i = 0; i < table.Count; i++)
            {
                bool isNamed = false;
                for (int k = 0; k < risky.Length; k++)
                {
                    isNamed = isNamed || risky[k] == table.NameOf(i);
                }

                count += isNamed ? 1 : 0;
                Assert.IsTrue(table.IsRisky(i) == isNamed, table.NameOf(i));
            }

            Assert.AreEqual(risky.Length, count);
        }

        [TestMethod]
        public void Places_of_octets_do_not_overlap()
        {
            SettingTable table = SettingTable.Create();
            int next = 0;
            for (int i = 0; i < table.Count; i++)
            {
                Assert.AreEqual(next, table.SlotOf(i), table.NameOf(i));
                next += table.SlotOctetsOf(i);
            }

            Assert.AreEqual(next, table.SlotOctets);
        }

        [TestMethod]
        public void Choices_have_their_names()
        {
            SettingTable table = SettingTable.Create();
            int layout = table.IndexOf(SettingId.PublishLayout);
            Assert.AreEqual("dynamic", table.ChoiceOf(layout, 0));
            Assert.AreEqual("fixed", table.ChoiceOf(layout, 1));
            byte[] name = SettingBench.Octets("xfixedx");
            Assert.AreEqual(1, table.FindChoice(layout, name, 1, 5));
            Assert.AreEqual(-1, table.FindChoice(layout, name, 1, 4));
            Assert.AreEqual(-1, table.FindChoice(layout, name, 0, 7));
            Assert.AreEqual(-1, table.FindChoice(layout, name, 0, 0));
        }

        [TestMethod]
        public void Rows_out_of_order_too_many_or_too_long_are_refused()
        {
            SettingTable table = new SettingTable(2);
            table.AddNumber(5, "a.b", 0, 1, 0, "s", "Help.");
            Assert.ThrowsException(typeof(ArgumentException), () => table.AddNumber(5, "a.c", 0, 1, 0, "s", "Help."));
            Assert.ThrowsException(typeof(ArgumentException), () => table.AddNumber(4, "a.c", 0, 1, 0, "s", "Help."));
            Assert.ThrowsException(typeof(ArgumentException), () => table.AddText(6, "a.c", SettingForm.Any, 0, 65, "", "Help."));
            table.AddNumber(6, "a.c", 0, 1, 0, "s", "Help.");
            Assert.ThrowsException(typeof(ArgumentException), () => table.AddNumber(7, "a.d", 0, 1, 0, "s", "Help."));
        }

        [TestMethod]
        public void Only_an_id_that_is_gone_can_be_replaced_and_only_by_one_that_is_there()
        {
            SettingTable table = SettingTable.Create();
            table.Replace(3, SettingId.MqttSnRetry, 1000, 1);
            Assert.ThrowsException(typeof(ArgumentException), () => table.Replace(SettingId.BoxId, SettingId.MqttSnRetry, 1, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => table.Replace(4, 3, 1, 1));
            Assert.ThrowsException(typeof(ArgumentException), () => table.Replace(4, SettingId.MqttSnRetry, 1, 0));
        }
    }
}
