using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.Settings;

namespace Sidetap.Tests.Terminal
{
    // Commands through the shell's own line, beside a box that lives.
    [TestClass]
    public class ShellOfABoxTests
    {
        [TestMethod]
        public void Fields_are_read_with_a_checksum_on_every_line()
        {
            ShellBoxBench box = new ShellBoxBench();
            box.Box.Board.Values[TestChannels.PositionX] = 12.5f;
            box.Box.RunTo(2000);
            string[] lines = box.Ask(ShellBench.Summed("sensors PositionX")).Split('\n');
            Assert.AreEqual(ShellBench.Summed("+ PositionX\t12.5\tmm\tGood\t12.5") + "\r", lines[0]);
            Assert.AreEqual(ShellBench.Summed("OK") + "\r", lines[1]);
        }

        [TestMethod]
        public void A_point_is_answered_when_its_second_is_over()
        {
            ShellBoxBench box = new ShellBoxBench();
            box.Box.Board.Values[TestChannels.PositionX] = 10;
            box.Box.RunTo(2000);
            string answer = box.Ask("calibrate PositionX low 11");
            Assert.AreEqual("+ PositionX\t10\t11\tmm\r\nOK one", answer.Substring(0, 28));
            Assert.IsTrue(box.Box.NowMs >= 3000 && box.Box.NowMs < 3200, box.Box.NowMs.ToString());
            Assert.AreEqual("OK saved and in force, for PositionX\r\n", box.Ask("calibrate PositionX save"));
            box.Box.RunTo(box.Box.NowMs + 500);
            Assert.AreEqual("+ PositionX\t11\tmm\tGood\t10\r\nOK\r\n", box.Ask("sensors PositionX"));
        }

        // A bath takes its time from one value to the next, longer than a session.
        [TestMethod]
        public void A_point_outlives_the_session()
        {
            ShellBoxBench box = new ShellBoxBench();
            box.Box.Board.Values[TestChannels.PositionX] = 0;
            box.Box.RunTo(2000);
            Assert.IsTrue(box.Ask("calibrate PositionX low 1").IndexOf("OK one point") > 0);
            box.Leave(700000);
            Assert.IsFalse(box.IsAwake);
            box.Box.Board.Values[TestChannels.PositionX] = 100;
            box.Leave(2000);
            Assert.IsTrue(box.Ask("calibrate PositionX high 111").IndexOf("OK two points") > 0);
            box.Leave(700000);
            Assert.IsFalse(box.IsAwake);
            Assert.AreEqual("OK saved and in force, for PositionX\r\n", box.Ask("calibrate PositionX save"));
            box.Leave(1000);
            Assert.AreEqual("+ PositionX\t111\tmm\tGood\t100\r\nOK\r\n", box.Ask("sensors PositionX"));
        }

        [TestMethod]
        public void A_transfer_goes_on_after_the_session()
        {
            ShellBoxBench box = new ShellBoxBench();
            byte[] octets = ProfileWriter.Write(TestProfile.Create());
            string begin = "profile begin " + octets.Length + " " + Hex32(Crc32.Of(octets, 0, octets.Length));
            Assert.AreEqual("OK 0\r\n", box.Ask(begin));
            box.Ask(ShellBench.Summed("profile block 0 " + Hex.Of(octets, 0, 96)));
            box.Leave(700000);
            Assert.IsFalse(box.IsAwake);
            Assert.AreEqual("ERR 30 ", box.Ask(ShellBench.Summed("profile block 96 " + Hex.Of(octets, 96, 96))).Substring(0, 7));
            Assert.AreEqual("OK 96\r\n", box.Ask(begin));
        }

        [TestMethod]
        public void A_profile_comes_over_the_line()
        {
            ShellBoxBench box = new ShellBoxBench();
            MachineProfile profile = TestProfile.Create();
            profile.DataSetName = "Sent";
            byte[] octets = ProfileWriter.Write(profile);
            string sum = ShellBench.Summed(" ").Substring(3); // a CRC-32 of something else
            Assert.AreEqual(ShellBench.Summed("OK 0") + "\r\n", box.Ask(ShellBench.Summed("profile begin " + octets.Length + " " + sum)));
            for (int at = 0; at < octets.Length; at += 96)
            {
                int count = octets.Length - at < 96 ? octets.Length - at : 96;
                string answer = box.Ask(ShellBench.Summed("profile block " + at + " " + Hex.Of(octets, at, count)));
                Assert.AreEqual(ShellBench.Summed("OK " + (at + count)) + "\r\n", answer);
            }

            Assert.AreEqual("ERR 32 ", box.Ask("profile end").Substring(0, 7));
            sum = Hex32(Crc32.Of(octets, 0, octets.Length));
            box.Ask("profile begin " + octets.Length + " " + sum);
            for (int at = 0; at < octets.Length; at += 96)
            {
                int count = octets.Length - at < 96 ? octets.Length - at : 96;
                box.Ask(ShellBench.Summed("profile block " + at + " " + Hex.Of(octets, at, count)));
            }

            Assert.AreEqual("OK stored, restart needed\r\n", box.Ask("profile end"));
            Assert.AreEqual("+ name\tSent", box.Ask("profile").Split('\r')[0]);
            Assert.IsTrue(box.Ask("log").IndexOf("\tinfo\tprofile stored for the next start\r\n") > 0);
        }

        [TestMethod]
        public void The_box_lives_while_a_gateway_is_asked()
        {
            ShellBoxBench box = new ShellBoxBench();
            Assert.AreEqual("OK 0 ms\r\n", box.Ask("net ping"));
            box.Box.Gateway.Answers = false;
            uint samples = box.Box.Node.Statistics.Samples;
            Assert.AreEqual("ERR 41 ", box.Ask("net ping").Substring(0, 7));
            Assert.IsTrue(box.Box.Node.Statistics.Samples - samples >= 100);
        }

        [TestMethod]
        public void A_factory_reset_takes_calibration_and_transfer_along()
        {
            ShellBoxBench box = new ShellBoxBench();
            box.Box.RunTo(3000);
            box.Ask("calibrate PositionX low 11");
            box.Ask("calibrate PositionX save");
            box.Ask("profile begin 100 00000000");
            Assert.IsTrue(box.Parts.Files.Length("calibration.a") > 0 && box.Parts.Files.Length("profile.new") > 0);
            box.Ask("factory-reset yes");
            Assert.AreEqual(-1, box.Parts.Files.Length("calibration.a"));
            Assert.AreEqual(-1, box.Parts.Files.Length("profile.new"));
        }

        private static string Hex32(uint number)
        {
            string text = "";
            for (int i = 28; i >= 0; i -= 4)
            {
                text += "0123456789abcdef"[(int)(number >> i) & 15].ToString();
            }

            return text;
        }
    }
}
