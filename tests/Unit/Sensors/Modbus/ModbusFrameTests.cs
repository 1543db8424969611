using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Frames that others have published, and the arithmetic of values in registers.</summary>
    [TestClass]
    public class ModbusFrameTests
    {
        // The check value of CRC-16/MODBUS in the catalogue of parametrised CRC algorithms.
        [TestMethod]
        public void The_crc_of_123456789_is_4b37()
        {
            Assert.AreEqual(0x4B37, ModbusCrc.Of(Hex.Parse("313233343536373839"), 0, 9));
        }

        // MODBUS over Serial Line V1.02, 6.2.2: the CRC of 02 07 goes out as 41 12.
        [TestMethod]
        public void The_crc_of_the_specifications_example_is_1241()
        {
            Assert.AreEqual(0x1241, ModbusCrc.Of(Hex.Parse("0207"), 0, 2));
        }

        [TestMethod]
        public void The_crc_is_that_of_the_appendix_for_octets_at_random()
        {
            byte[] octets = new byte[256];
            uint random = 1;
            for (int length = 0; length <= octets.Length; length++)
            {
                Assert.AreEqual(FakeModbusDevices.CrcOf(octets, length), ModbusCrc.Of(octets, 0, length));
                random = (random * 1664525) + 1013904223;
                octets[length < 256 ? length : 0] = (byte)(random >> 24);
            }
        }

        // Requests of widely published examples: simplymodbus.ca (FC01 to FC04) and the well-known 01 03 00 00 00 0A C5 CD.
        [TestMethod]
        public void Requests_are_those_that_others_publish()
        {
            AssertRequest("0103 0000 000a c5cd", 1, 3, 0, 10);
            AssertRequest("1101 0013 0025 0e84", 17, 1, 0x13, 0x25);
            AssertRequest("1102 00c4 0016 baa9", 17, 2, 0xC4, 0x16);
            AssertRequest("1103 006b 0003 7687", 17, 3, 0x6B, 3);
            AssertRequest("1104 0008 0001 b298", 17, 4, 8, 1);
            AssertRequest("0a01 04a1 0001 ac63", 10, 1, 0x4A1, 1);
        }

        [TestMethod]
        public void Answers_that_others_publish_are_taken()
        {
            AssertAnswer("1101 05 cd6bb20e1b 45e6", 17, 1, 0x13, 0x25);
            AssertAnswer("1102 03 acdb35 2018", 17, 2, 0xC4, 0x16);
            AssertAnswer("1103 06 ae4156524340 49ad", 17, 3, 0x6B, 3);
            AssertAnswer("1104 02 000a f8f4", 17, 4, 8, 1);
        }

        [TestMethod]
        public void An_exception_that_others_publish_is_one()
        {
            byte[] frame = Hex.Parse("0a81 02 b053");
            Assert.IsTrue(ModbusFrame.Match(frame, 0, frame.Length, Request(10, 1, 0x4A1, 1)) == ModbusReply.Exception);
        }

        [TestMethod]
        public void What_is_wrong_with_an_answer_has_a_name()
        {
            AssertReason(ModbusReply.WrongAddress, "1203 06 ae4156524340", true);
            AssertReason(ModbusReply.WrongFunction, "1104 06 ae4156524340", true);
            AssertReason(ModbusReply.WrongByteCount, "1103 04 ae415652", true);
            AssertReason(ModbusReply.BadCrc, "1103 06 ae4156524340 49ac", false);
            AssertReason(ModbusReply.BadCrc, "fe", false);
            AssertReason(ModbusReply.BadCrc, "1203 06 ae4156524340 49ad", false);
            AssertReason(ModbusReply.Incomplete, "1103 06 ae415652", false);
            AssertReason(ModbusReply.Incomplete, "11", false);
        }

        // 123456789 = 075BCD15 and 1.5 = 3FC00000 in each of the four orders, A the highest octet.
        [TestMethod]
        public void The_four_orders_of_octets()
        {
            string[] integers = { "075bcd15", "cd15075b", "5b0715cd", "15cd5b07" };
            string[] floats = { "3fc00000", "00003fc0", "c03f0000", "0000c03f" };
            for (int order = 0; order < 4; order++)
            {
                Assert.AreEqual(123456789.0, Decode(integers[order], ModbusFormat.U32, order, 1));
                Assert.AreEqual(123456789.0, Decode(integers[order], ModbusFormat.S32, order, 1));
                Assert.AreEqual(1.5, Decode(floats[order], ModbusFormat.F32, order, 1));
                Assert.AreEqual((double)(order < 2 ? 0x075B : 0x5B07), Decode("075b", ModbusFormat.U16, order, 1));
            }
        }

        [TestMethod]
        public void Signs_limits_and_gains()
        {
            Assert.AreEqual(65535.0, Decode("ffff", ModbusFormat.U16, 0, 1));
            Assert.AreEqual(-1.0, Decode("ffff", ModbusFormat.S16, 0, 1));
            Assert.AreEqual(-32768.0, Decode("8000", ModbusFormat.S16, 0, 1));
            Assert.AreEqual(4294967295.0, Decode("ffffffff", ModbusFormat.U32, 0, 1));
            Assert.AreEqual(-1.0, Decode("ffffffff", ModbusFormat.S32, 0, 1));
            Assert.AreEqual(-2147483648.0, Decode("80000000", ModbusFormat.S32, 0, 1));
            Assert.AreEqual(23.5, Decode("00eb", ModbusFormat.U16, 0, 0.1));
            Assert.IsTrue(double.IsNaN(Decode("7fc00000", ModbusFormat.F32, 0, 1)));
        }

        // MODBUS Application Protocol V1.1b3, 6.1: coils 20 to 38 are CD 6B 05; the first one is the lowest bit.
        [TestMethod]
        public void The_first_bit_is_the_lowest_one_of_the_first_octet()
        {
            string expected = "1011001111010110101";
            ModbusRequest request = Request(1, 1, 0x13, 0x13);
            byte[] data = Hex.Parse("cd6b05");
            data.CopyTo(request.Data, 0);
            for (int i = 0; i < expected.Length; i++)
            {
                ModbusPoint point = new ModbusPoint(1, 0x13 + i, ModbusFormat.Bit, 0, 1);
                point.BindTo(request);
                Assert.AreEqual(expected[i] == '1' ? 1.0 : 0.0, point.Read());
            }
        }

        [TestMethod]
        public void Neighbours_are_merged_whatever_their_order_and_gaps_are_not_read()
        {
            AssertPlan("3:10+4 3:20+1 4:11+1", "3:12:2 4:11:1 3:20:1 3:10:2");
            AssertPlan("3:10+3", "3:10:2 3:11:2 3:10:1");
            AssertPlan("1:5+2 2:7+1", "1:6:1 2:7:1 1:5:1");
        }

        [TestMethod]
        public void A_request_asks_for_no_more_than_an_answer_holds()
        {
            ModbusPoint[] registers = new ModbusPoint[130];
            for (int i = 0; i < registers.Length; i++)
            {
                registers[i] = new ModbusPoint(3, i * 2, ModbusFormat.U32, 0, 1);
            }

            ModbusRequest[] requests = ModbusPlan.Make(new ModbusDevice(1, 100, 0), registers);
            Assert.AreEqual(3, requests.Length);
            Assert.AreEqual(124, requests[0].Count);
            Assert.AreEqual(124, requests[1].Start);
            Assert.AreEqual(12, requests[2].Count);
            Assert.AreSame(requests[1], registers[62].Request);

            ModbusPoint[] bits = new ModbusPoint[2001];
            for (int i = 0; i < bits.Length; i++)
            {
                bits[i] = new ModbusPoint(2, i, ModbusFormat.Bit, 0, 1);
            }

            requests = ModbusPlan.Make(new ModbusDevice(1, 100, 0), bits);
            Assert.AreEqual(2, requests.Length);
            Assert.AreEqual(2000, requests[0].Count);
            Assert.AreEqual(1, requests[1].Count);
        }

        // MODBUS over Serial Line V1.02, 2.5.1.1: 3.5 characters of 11 bits; 1.75 ms above 19,200 bit/s.
        [TestMethod]
        public void The_silence_between_frames()
        {
            Assert.AreEqual(33, ModbusLine.SilenceMs(1200));
            Assert.AreEqual(5, ModbusLine.SilenceMs(9600));
            Assert.AreEqual(3, ModbusLine.SilenceMs(19200));
            Assert.AreEqual(2, ModbusLine.SilenceMs(38400));
            Assert.AreEqual(2, ModbusLine.SilenceMs(115200));
        }

        private static ModbusRequest Request(int address, int function, int start, int count)
        {
            return new ModbusRequest(new ModbusDevice(address, 100, 0), function, start, count);
        }

        private static void AssertRequest(string expected, int address, int function, int start, int count)
        {
            byte[] buffer = new byte[ModbusFrame.RequestLength];
            ModbusFrame.Write(Request(address, function, start, count), buffer);
            byte[] frame = Hex.Parse(expected);
            Assert.AreEqual(Hex.Of(frame, 0, frame.Length), Hex.Of(buffer, 0, buffer.Length));
        }

        private static void AssertAnswer(string text, int address, int function, int start, int count)
        {
            byte[] frame = Hex.Parse(text);
            ModbusRequest request = Request(address, function, start, count);
            Assert.AreEqual(frame.Length, ModbusFrame.AnswerLength(request));
            for (int length = 0; length < frame.Length; length++)
            {
                Assert.IsTrue(ModbusFrame.Match(frame, 0, length, request) == ModbusReply.Incomplete);
            }

            Assert.IsTrue(ModbusFrame.Match(frame, 0, frame.Length, request) == ModbusReply.Answer);
            for (int bit = 0; bit < frame.Length * 8; bit++)
            {
                frame[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.IsFalse(ModbusFrame.Match(frame, 0, frame.Length, request) == ModbusReply.Answer);
                frame[bit / 8] ^= (byte)(1 << (bit % 8));
            }
        }

        private static void AssertReason(ModbusReply expected, string text, bool addsCrc)
        {
            byte[] frame = Hex.Parse(text);
            frame = addsCrc ? FakeModbusDevices.Frame(frame) : frame;
            Assert.AreEqual((int)expected, (int)ModbusFrame.ReasonOf(frame, frame.Length, Request(17, 3, 0x6B, 3)), text);
        }

        private static double Decode(string registers, ModbusFormat format, int order, double gain)
        {
            ModbusPoint point = new ModbusPoint(3, 100, format, order, gain);
            ModbusRequest request = Request(1, 3, 99, 1 + point.Width);
            Hex.Parse(registers).CopyTo(request.Data, 2);
            point.BindTo(request);
            return point.Read();
        }

        /// <summary>Points as function:register:width; requests as function:start+count.</summary>
        private static void AssertPlan(string expected, string points)
        {
            string[] texts = points.Split(' ');
            ModbusPoint[] all = new ModbusPoint[texts.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                string[] parts = texts[i].Split(':');
                int function = int.Parse(parts[0]);
                ModbusFormat format = function <= 2 ? ModbusFormat.Bit : parts[2] == "2" ? ModbusFormat.U32 : ModbusFormat.U16;
                all[i] = new ModbusPoint(function, int.Parse(parts[1]), format, 0, 1);
            }

            ModbusRequest[] requests = ModbusPlan.Make(new ModbusDevice(1, 100, 0), all);
            string actual = "";
            for (int i = 0; i < requests.Length; i++)
            {
                actual += (i > 0 ? " " : "") + requests[i].Function.ToString() + ":" + requests[i].Start.ToString() + "+" + requests[i].Count.ToString();
            }

            Assert.AreEqual(expected, actual);
        }
    }
}
