using nanoFramework.TestFramework;
using Sidetap.Settings;

namespace Sidetap.Tests.Settings
{
    /// <summary>Values as people write them: what is taken, and why the rest is not. A refused value leaves the one there was.</summary>
    [TestClass]
    public class SettingTextTests
    {
        [TestMethod]
        public void Good_values_read_as_they_were_written()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            AssertKept(values, SettingId.BoxId, "M\u00fchle 3");
            AssertKept(values, SettingId.BoxId, "");
            AssertKept(values, SettingId.MqttSnKeepAlive, "1");
            AssertKept(values, SettingId.MqttSnKeepAlive, "65535");
            AssertKept(values, SettingId.PublishQos, "-1");
            AssertKept(values, SettingId.PublishQos, "0");
            AssertKept(values, SettingId.MqttTls, "true");
            AssertKept(values, SettingId.MqttTls, "false");
            AssertKept(values, SettingId.PublishLayout, "fixed");
            AssertKept(values, SettingId.UplinkKind, "mqtt");
            AssertKept(values, SettingId.MqttSnGateway, "10.0.0.7:1883");
            AssertKept(values, SettingId.MqttSnGateway, "255.255.255.255:65535");
            AssertKept(values, SettingId.MqttSnFallbacks, "10.0.0.8:1,10.0.0.9:2,0.0.0.1:3");
            AssertKept(values, SettingId.MqttSnFallbacks, "");
            AssertKept(values, SettingId.NetAddress, "192.168.1.20");
            AssertKept(values, SettingId.NetMask, "0.0.0.0");
            AssertKept(values, SettingId.NetAddress, "");
            AssertKept(values, SettingId.MqttSnNodeId, "00ff10");
            AssertKept(values, SettingId.MqttHost, "broker-1.plant.example");
            AssertKept(values, SettingId.MqttHost, "10.0.0.7");
            AssertKept(values, SettingId.MqttCaFile, "ca-1.pem");
            AssertKept(values, SettingId.PublishTopicPrefix, "plant/hall 2/opcua");
            AssertKept(values, SettingId.PublishPublisherId, "18446744073709551615");
            AssertKept(values, SettingId.WifiPassword, "8 letters");
            AssertKept(values, SettingId.WifiPassword, "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF");
        }

        [TestMethod]
        public void Numbers()
        {
            AssertRefused(SettingId.MqttSnKeepAlive, "", SettingError.BadNumber);
            AssertRefused(SettingId.MqttSnKeepAlive, "-", SettingError.BadNumber);
            AssertRefused(SettingId.MqttSnKeepAlive, "1s", SettingError.BadNumber);
            AssertRefused(SettingId.MqttSnKeepAlive, " 1", SettingError.BadNumber);
            AssertRefused(SettingId.MqttSnKeepAlive, "1.5", SettingError.BadNumber);
            AssertRefused(SettingId.MqttSnKeepAlive, "0", SettingError.OutOfRange);
            AssertRefused(SettingId.MqttSnKeepAlive, "65536", SettingError.OutOfRange);
            AssertRefused(SettingId.MqttSnKeepAlive, "2147483648", SettingError.OutOfRange);
            AssertRefused(SettingId.MqttSnKeepAlive, "4294967297", SettingError.OutOfRange);
            AssertRefused(SettingId.MqttSnKeepAlive, "18446744073709551617", SettingError.OutOfRange);
            AssertRefused(SettingId.MqttSnKeepAlive, "99999999999999999999999999999999999999999", SettingError.OutOfRange);
            AssertRefused(SettingId.PublishQos, "-2", SettingError.OutOfRange);
            AssertRefused(SettingId.PublishQos, "3", SettingError.OutOfRange);
        }

        [TestMethod]
        public void Switches_and_choices()
        {
            AssertRefused(SettingId.MqttTls, "", SettingError.BadSwitch);
            AssertRefused(SettingId.MqttTls, "1", SettingError.BadSwitch);
            AssertRefused(SettingId.MqttTls, "True", SettingError.BadSwitch);
            AssertRefused(SettingId.PublishLayout, "", SettingError.BadChoice);
            AssertRefused(SettingId.PublishLayout, "dynamic|fixed", SettingError.BadChoice);
            AssertRefused(SettingId.PublishLayout, "1", SettingError.BadChoice);
        }

        [TestMethod]
        public void Addresses()
        {
            string[] bad =
            {
                "10.0.0.7", "10.0.0.7:", ":1883", "10.0.0:1883", "10.0.0.7.1:1883", "10.0.0.256:1883", "10.0.0.7:0", "10.0.0.7:65536", "10.0.0.7:018",
                "10.0.0.07:1883", "0.0.0.0:1883", "10.0.0.7:1883,", ",10.0.0.7:1883", "gateway:1883", "10.0.0.7:1883 ", "10..0.7:1883", "10.0.0.-7:1883",
                "10.0.0.7:1:2", "4294967306.0.0.7:1883",
            };
            for (int i = 0; i < bad.Length; i++)
            {
                AssertRefused(SettingId.MqttSnGateway, bad[i], SettingError.BadAddress);
            }

            AssertRefused(SettingId.MqttSnGateway, "10.0.0.7:1,10.0.0.8:1", SettingError.BadCount);
            AssertRefused(SettingId.MqttSnFallbacks, "1.0.0.1:1,1.0.0.2:1,1.0.0.3:1,1.0.0.4:1", SettingError.BadCount);
            AssertRefused(SettingId.MqttSnFallbacks, "1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1,1.0.0.1:1", SettingError.BadCount);
            AssertRefused(SettingId.NetAddress, "10.0.0", SettingError.BadIpAddress);
            AssertRefused(SettingId.NetAddress, "10.0.0.7:1", SettingError.BadIpAddress);
            AssertRefused(SettingId.NetAddress, "10.0.0.7/8", SettingError.BadIpAddress);
        }

        [TestMethod]
        public void Octets()
        {
            AssertRefused(SettingId.MqttSnNodeId, "0", SettingError.BadHex);
            AssertRefused(SettingId.MqttSnNodeId, "0g", SettingError.BadHex);
            AssertRefused(SettingId.MqttSnNodeId, "00 11", SettingError.BadHex);
            AssertRefused(SettingId.MqttSnNodeId, Repeated("00", 65), SettingError.TooLong);
        }

        [TestMethod]
        public void Texts()
        {
            AssertRefused(SettingId.BoxId, "123456789012345678901234", SettingError.TooLong);
            AssertRefused(SettingId.BoxId, "\u00e41234567890123456789012", SettingError.TooLong); // 23 characters, 24 octets
            AssertRefused(SettingId.BoxId, "a\tb", SettingError.BadText);
            AssertRefused(SettingId.BoxId, "a\u007f", SettingError.BadText);
            AssertRefused(SettingId.PublishTopicPrefix, "", SettingError.TooShort);
            AssertRefused(SettingId.PublishPublisherId, "-1", SettingError.BadNumber);
            AssertRefused(SettingId.PublishPublisherId, "0x10", SettingError.BadNumber);
            AssertRefused(SettingId.PublishPublisherId, "18446744073709551616", SettingError.OutOfRange);
            AssertRefused(SettingId.PublishPublisherId, "99999999999999999999", SettingError.OutOfRange);
            AssertRefused(SettingId.WifiPassword, "7letter", SettingError.BadPassphrase);
            AssertRefused(SettingId.WifiPassword, "8lett\u00e4r", SettingError.BadPassphrase);
            AssertRefused(SettingId.WifiPassword, Repeated("x", 64), SettingError.BadPassphrase);
            AssertRefused(SettingId.WifiPassword, Repeated("a", 65), SettingError.TooLong);
        }

        // MQTT 3.1.1, 4.7 and 1.5.3; OPC 10000-14, 7.3.4.7 leaves the prefix to the site.
        [TestMethod]
        public void Topics()
        {
            string[] bad = { "/", "/a", "a/", "a//b", "a/+/b", "#", "a#", "a\u0080b", "a/\u009f" };
            for (int i = 0; i < bad.Length; i++)
            {
                AssertRefused(SettingId.PublishTopicPrefix, bad[i], SettingError.BadTopic);
            }

            SettingValues values = new SettingValues(SettingTable.Create());
            AssertKept(values, SettingId.PublishTopicPrefix, "a\u00a0b/c");
        }

        [TestMethod]
        public void Hosts_and_files()
        {
            string[] hosts = { ".", "a.", ".a", "a..b", "-a", "a-", "a-.b", "a.-b", "a b", "a_b", "a:1883", "\u00e4", "[::1]" };
            for (int i = 0; i < hosts.Length; i++)
            {
                AssertRefused(SettingId.MqttHost, hosts[i], SettingError.BadHost);
            }

            string[] files = { "CA.pem", "a/b", "a b", "a_b", "\u00e4" };
            for (int i = 0; i < files.Length; i++)
            {
                AssertRefused(SettingId.MqttCaFile, files[i], SettingError.BadFileName);
            }
        }

        [TestMethod]
        public void Octets_that_are_no_text_are_refused()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            int index = values.Table.IndexOf(SettingId.BoxId);
            string[] bad = { "c0af", "eda080", "f4908080", "80", "e282", "00" };
            for (int i = 0; i < bad.Length; i++)
            {
                byte[] octets = Hex.Parse(bad[i]);
                Assert.AreEqual((int)SettingError.BadText, (int)values.SetOctets(index, octets, 0, octets.Length), bad[i]);
            }
        }

        [TestMethod]
        public void A_value_of_another_type_is_refused()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            byte[] octets = new byte[4];
            for (int i = 0; i < values.Table.Count; i++)
            {
                SettingError error = values.Table.HasOctets(i) ? values.SetNumber(i, 1) : values.SetOctets(i, octets, 0, 4);
                Assert.AreEqual((int)SettingError.WrongType, (int)error, values.Table.NameOf(i));
            }
        }

        [TestMethod]
        public void Without_room_nothing_is_written()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            byte[] buffer = new byte[SettingText.MaxOctets];
            Assert.AreEqual(-1, SettingText.Format(values, 0, buffer, 1));
            Assert.AreEqual(0, SettingText.Format(values, 0, buffer, 0));
        }

        [TestMethod]
        public void The_longest_value_has_room()
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            AssertKept(values, SettingId.MqttSnNodeId, Repeated("a5", 64));
            AssertKept(values, SettingId.MqttSnFallbacks, "255.255.255.255:65535,255.255.255.255:65535,255.255.255.255:65535");
        }

        private static void AssertKept(SettingValues values, int id, string text)
        {
            Assert.AreEqual((int)SettingError.None, (int)SettingBench.Set(values, id, text), text);
            Assert.AreEqual(text, SettingBench.Shown(values, id));
        }

        private static void AssertRefused(int id, string text, SettingError error)
        {
            SettingValues values = new SettingValues(SettingTable.Create());
            string before = SettingBench.Shown(values, id);
            Assert.AreEqual((int)error, (int)SettingBench.Set(values, id, text), text);
            Assert.AreEqual(before, SettingBench.Shown(values, id));
        }

        private static string Repeated(string text, int count)
        {
            string all = string.Empty;
            for (int i = 0; i < count; i++)
            {
                all += text;
            }

            return all;
        }
    }
}
