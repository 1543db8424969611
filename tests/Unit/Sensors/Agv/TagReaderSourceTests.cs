using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Tags from a reader's line, and what must not be taken for one.</summary>
    [TestClass]
    public class TagReaderSourceTests
    {
        private const int LastNodeId = 0;
        private const int ReadCount = 1;

        [TestMethod]
        public void Before_the_first_tag_last_node_id_is_empty()
        {
            IoBench bench = Make(0);
            AssertTag(bench, "", 0, StatusCode.Good);
            Assert.AreEqual((19200 * 100) + 1, bench.Line.Settings);
        }

        [TestMethod]
        public void A_line_is_a_tag_whatever_ends_it()
        {
            IoBench bench = Make(0);
            Send(bench, "NODE-1\r\n");
            AssertTag(bench, "NODE-1", 1, StatusCode.Good);
            Send(bench, "node 2\n");
            AssertTag(bench, "node 2", 2, StatusCode.Good);
            Send(bench, "3\r");
            AssertTag(bench, "3", 3, StatusCode.Good);
            Send(bench, "\u000204\u0003");
            AssertTag(bench, "04", 4, StatusCode.Good);
            Send(bench, "\r\n\r\n\n\u0003");
            AssertTag(bench, "04", 4, StatusCode.Good);
            Send(bench, "5\r6\r7\r");
            AssertTag(bench, "7", 7, StatusCode.Good);
        }

        [TestMethod]
        public void A_line_may_come_in_pieces()
        {
            IoBench bench = Make(0);
            Send(bench, "\u0002NO");
            AssertTag(bench, "", 0, StatusCode.Good);
            Send(bench, "DE");
            Send(bench, "9\r");
            AssertTag(bench, "NODE9", 1, StatusCode.Good);
        }

        [TestMethod]
        public void Lines_with_octets_that_are_no_text_or_too_long_are_refused()
        {
            IoBench bench = Make(0);
            Send(bench, "GOOD\r");
            string[] bad = { "NO\u00C4E1\r", "N\u007FDE\r", "\u0080\r", "1234567890123456X\r", "NO\tDE\r" };
            for (int i = 0; i < bad.Length; i++)
            {
                Send(bench, bad[i]);
                AssertTag(bench, "GOOD", 1, StatusCode.Good);
                Assert.AreEqual(i + 1, ((TagReaderSource)bench.Source).Refused);
            }

            Send(bench, "1234567890123456\r");
            AssertTag(bench, "1234567890123456", 2, StatusCode.Good);
        }

        [TestMethod]
        public void A_line_whose_beginning_nobody_heard_is_no_tag()
        {
            IoBench bench = new IoBench().Make(SourceKind.TagReader, new int[0], 1, 19200, 16, 0);
            bench.Line.PutText("DE-1\rNODE-2\r");
            bench.Sample();
            AssertTag(bench, "NODE-2", 1, StatusCode.Good);
        }

        [TestMethod]
        public void A_line_that_breaks_off_is_not_continued_by_the_next()
        {
            IoBench bench = Make(0);
            Send(bench, "NOD");
            bench.SampleAfter(600);
            Send(bench, "E-1\r");
            AssertTag(bench, "E-1", 1, StatusCode.Good);
            Assert.AreEqual(1, ((TagReaderSource)bench.Source).Refused);
        }

        [TestMethod]
        public void A_reader_that_uses_stx_has_no_lines_without_it()
        {
            IoBench bench = Make(0);
            Send(bench, "\u0002A1\r\u0002A2\r");
            Send(bench, "x9\r");
            AssertTag(bench, "A2", 2, StatusCode.Good);
            Send(bench, "B\u0002A3\r");
            AssertTag(bench, "A3", 3, StatusCode.Good);
        }

        [TestMethod]
        public void A_single_stx_in_noise_does_not_silence_a_reader_that_never_uses_it()
        {
            IoBench bench = Make(0);
            Send(bench, "\u0002A1\r");
            Send(bench, "A2\r");
            AssertTag(bench, "A2", 2, StatusCode.Good);
            Send(bench, "A3\r");
            AssertTag(bench, "A3", 3, StatusCode.Good);
        }

        [TestMethod]
        public void A_tag_counts_as_here_for_its_time()
        {
            IoBench bench = Make(2000);
            Send(bench, "T1\r");
            bench.SampleAfter(1900);
            AssertTag(bench, "T1", 1, StatusCode.Good);
            Send(bench, "T1\r");
            bench.SampleAfter(1900);
            AssertTag(bench, "T1", 2, StatusCode.Good);
            bench.SampleAfter(200);
            AssertTag(bench, "", 2, StatusCode.Good);
        }

        [TestMethod]
        public void A_port_that_fails_is_a_device_failure_and_the_last_tag_is_uncertain_afterwards()
        {
            IoBench bench = Make(0);
            Send(bench, "T1\r");
            bench.Line.FailsToRead = true;
            bench.SampleAfter(100);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(LastNodeId));
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(ReadCount));
            bench.Line.FailsToRead = false;
            bench.SampleAfter(6000);
            AssertTag(bench, "T1", 1, StatusCode.UncertainLastUsableValue);
            bench.SampleAfter(100);
            Send(bench, "T2\r");
            AssertTag(bench, "T2", 2, StatusCode.Good);
        }

        [TestMethod]
        public void A_port_that_fails_is_left_alone_for_a_while_however_long_it_was_open()
        {
            IoBench bench = Make(0);
            bench.SampleAfter(60000);
            bench.Line.FailsToRead = true;
            bench.SampleAfter(100);
            bench.Line.FailsToRead = false;
            bench.SampleAfter(TagReaderSource.ReopenMs - 100);
            Assert.AreEqual(1, bench.Line.Opened);
            Assert.AreEqual(StatusCode.BadDeviceFailure, bench.Status(LastNodeId));
            bench.SampleAfter(100);
            Assert.AreEqual(2, bench.Line.Opened);
        }

        [TestMethod]
        public void Settings_that_the_board_refuses_are_a_configuration_error()
        {
            IoBench bench = new IoBench().Make(SourceKind.TagReader, new int[0], 1, 19200, 16, 0);
            bench.Line.RefusesOpen = true;
            bench.Sample();
            Assert.AreEqual(StatusCode.BadConfigurationError, bench.Status(LastNodeId));
            bench.Line.RefusesOpen = false;
            bench.SampleAfter(100);
            Assert.AreEqual(1, bench.Line.Opened);
            bench.SampleAfter(5000);
            AssertTag(bench, "", 0, StatusCode.Good);
        }

        [TestMethod]
        public void Octets_at_random_make_no_text_that_is_none()
        {
            uint random = 3;
            IoBench bench = Make(0);
            for (int i = 0; i < 3000; i++)
            {
                byte[] noise = new byte[64];
                for (int k = 0; k < noise.Length; k++)
                {
                    random = (random * 1664525) + 1013904223;
                    noise[k] = (byte)(random >> 24);
                }

                bench.Line.Put(noise);
                bench.SampleAfter(10);
                int length = bench.Table.TextLengths[IoBench.First];
                Assert.IsTrue(length <= 16);
                for (int k = 0; k < length; k++)
                {
                    byte octet = bench.Table.Texts[IoBench.First][k];
                    Assert.IsTrue(octet >= 0x20 && octet <= 0x7E);
                }
            }

            Assert.IsTrue(((TagReaderSource)bench.Source).Refused > 100);
        }

        private static IoBench Make(int timeoutMs)
        {
            IoBench bench = new IoBench().Make(SourceKind.TagReader, new int[0], 1, 19200, 16, timeoutMs);
            bench.Sample();
            bench.SampleAfter(100);
            return bench;
        }

        private static void Send(IoBench bench, string text)
        {
            bench.Line.NowMs = bench.NowMs;
            bench.Line.PutText(text);
            bench.SampleAfter(20);
        }

        private static void AssertTag(IoBench bench, string tag, double count, uint status)
        {
            Assert.AreEqual(status, bench.Status(LastNodeId));
            string actual = "";
            for (int i = 0; i < bench.Table.TextLengths[IoBench.First]; i++)
            {
                actual += (char)bench.Table.Texts[IoBench.First][i];
            }

            Assert.AreEqual(tag, actual);
            bench.AssertOutput(ReadCount, count, status);
        }
    }
}
