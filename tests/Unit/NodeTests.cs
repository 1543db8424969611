using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Tests
{
    [TestClass]
    public class NodeTests
    {
        private const int Announcement = -1;

        // OPC 10000-14, 7.3.4.7.3 and 7.3.4.7.4; 0x0123456789AB in decimal.
        [TestMethod]
        public void Topics_are_named_as_part_14_says()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(50);
            Assert.AreEqual("opcua/uadp/metadata/1250999896491/Machine/CncMachineTool", bench.Gateway.Names[2]);
            Assert.AreEqual("opcua/uadp/data/1250999896491/Machine/CncMachineTool", bench.Gateway.Names[1]);
        }

        [TestMethod]
        public void Metadata_comes_first_and_once()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(30000);
            int chunks = 0;
            while (bench.TypeOf(chunks) == Announcement)
            {
                chunks++;
            }

            Assert.IsTrue(chunks > 1, "the built-in profile does not fit one frame of 512 octets");
            for (int i = chunks; i < bench.Gateway.Count; i++)
            {
                Assert.AreNotEqual(Announcement, bench.TypeOf(i));
            }

            Assert.AreEqual(1u, bench.Node.Statistics.Announcements);
            Assert.AreEqual(2, bench.Gateway.TopicIds[0]);
            Assert.AreEqual(0, bench.Gateway.PublishFlags[0] & Flags.Retain);
        }

        [TestMethod]
        public void Metadata_that_fits_one_frame_is_retained()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.Client.MaxFrameLength = 1024;
            bench.Profile.Fields = new FieldBinding[] { bench.Profile.Fields[9] };
            bench.Start();
            bench.RunTo(50);
            Assert.AreEqual(Announcement, bench.TypeOf(0));
            Assert.AreEqual(0x08, (int)bench.Gateway.Payloads[0][2]);
            Assert.AreEqual(Flags.Retain | 0x20, bench.Gateway.PublishFlags[0]);
            Assert.AreEqual(Uadp.KeyFrame, bench.TypeOf(1));
        }

        [TestMethod]
        public void Metadata_is_published_again_when_the_update_time_says_so()
        {
            NodeBench bench = new NodeBench();
            bench.Settings.MetaDataUpdateTimeMs = 20000;
            bench.Start();
            bench.RunTo(50000);
            Assert.AreEqual(3u, bench.Node.Statistics.Announcements); // at 0, 20 and 40 s
        }

        // Chunks can't be retained, so subscribers that come late wait for the next announcement.
        [TestMethod]
        public void Metadata_in_chunks_is_repeated_every_five_minutes()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(290000);
            Assert.AreEqual(1u, bench.Node.Statistics.Announcements);
            bench.RunTo(310000);
            Assert.AreEqual(2u, bench.Node.Statistics.Announcements);
        }

        [TestMethod]
        public void The_first_data_message_is_a_key_frame()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(50);
            int last = bench.Gateway.Count - 1;
            Assert.AreEqual(Uadp.KeyFrame, bench.TypeOf(last));
            Assert.AreEqual(0, bench.SequenceOf(last));
        }

        [TestMethod]
        public void A_change_within_the_deadband_is_not_sent_and_one_beyond_it_is()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(3050);
            int before = bench.Gateway.Count;
            bench.Board.Values[TestChannels.PositionX] = 0.05f; // deadband 0.05 mm: not beyond
            bench.RunTo(4050);
            Assert.AreEqual(before, bench.Gateway.Count);
            bench.Board.Values[TestChannels.PositionX] = 0.06f;
            bench.RunTo(4150);
            Assert.AreEqual(before + 1, bench.Gateway.Count);
            Assert.AreEqual(Uadp.DeltaFrame, bench.TypeOf(before));

            // FieldCount 1; field 6 is PositionX; Float 0.06.
            Assert.AreEqual("010006000a8fc2753d", Hex.Of(bench.Gateway.Payloads[before], 31, 9));
        }

        // Small steps add up against the value that was published, not against the last sample.
        [TestMethod]
        public void A_slow_drift_is_sent_when_it_has_left_the_deadband()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(3050);
            int before = bench.Gateway.Count;
            for (int i = 1; i <= 30; i++)
            {
                bench.Board.Values[TestChannels.PositionX] = i * 0.01f;
                bench.RunTo(bench.NowMs + 100);
            }

            Assert.AreEqual(before + 5, bench.Gateway.Count); // 0.06, 0.12, 0.18, 0.24, 0.30
        }

        [TestMethod]
        public void A_field_is_repeated_when_its_heartbeat_is_due()
        {
            NodeBench bench = new NodeBench();
            bench.Profile.KeyFrameIntervalMs = 1000000;
            bench.Profile.Fields[5].HeartbeatMs = 5000;
            bench.Profile.KeepAliveMs = 1000000;
            bench.Start();
            bench.RunTo(3050);
            int before = bench.Gateway.Count;
            bench.RunTo(5150);
            Assert.AreEqual(before + 1, bench.Gateway.Count);
            Assert.AreEqual("010005000a00000000", Hex.Of(bench.Gateway.Payloads[before], 31, 9));
        }

        // OPC 10000-14, 7.2.4.5.8: the keep-alive carries the next expected sequence number.
        [TestMethod]
        public void Silence_is_filled_with_keep_alives()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(25000);
            int last = bench.Gateway.Count - 1;
            Assert.AreEqual(Uadp.KeepAlive, bench.TypeOf(last));
            int sequence = bench.SequenceOf(last);
            bench.Board.Values[TestChannels.PositionZ] = 7;
            bench.RunTo(25150);
            Assert.AreEqual(sequence, bench.SequenceOf(bench.Gateway.Count - 1));
        }

        [TestMethod]
        public void A_key_frame_comes_at_least_every_interval()
        {
            NodeBench bench = new NodeBench();
            for (int i = 0; i < bench.Profile.Fields.Length; i++)
            {
                bench.Profile.Fields[i].HeartbeatMs = 0; // due together, they would make key frames of their own
            }

            bench.Start();
            bench.RunTo(190000);
            Assert.AreEqual(4u, bench.Node.Statistics.KeyFrames); // 0, 60, 120, 180 s
        }

        [TestMethod]
        public void A_fault_of_an_input_reaches_the_frame_as_a_status()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(3050);
            int before = bench.Gateway.Count;
            bench.Board.Statuses[TestChannels.FeedRate] = InputStatus.NotConnected;
            bench.RunTo(3150);

            // Field 5, StatusCode Bad_SensorFailure: the wire is broken.
            Assert.AreEqual("0100050013" + "00008c80", Hex.Of(bench.Gateway.Payloads[before], 31, 9));
            bench.Board.Statuses[TestChannels.FeedRate] = InputStatus.Good;
            bench.RunTo(3250);
            Assert.AreEqual("010005000a00000000", Hex.Of(bench.Gateway.Payloads[before + 1], 31, 9));
        }

        // A second reading at the same instant would be stale by the contract of IAnalogInput.
        [TestMethod]
        public void Every_channel_is_read_once_a_sample()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(950);
            for (int i = 0; i < TestChannels.AnalogCount; i++)
            {
                Assert.AreEqual(10, bench.Board.Reads[i]);
            }
        }

        [TestMethod]
        public void Currents_are_published_as_the_rms_of_a_second()
        {
            NodeBench bench = new NodeBench();
            bench.Board.Values[TestChannels.SpindleCurrent] = 3;
            bench.Start();
            bench.RunTo(450);
            bench.Board.Values[TestChannels.SpindleCurrent] = -4;
            bench.RunTo(1050);

            // Five samples of 3 A and five of -4 A: sqrt(12.5) = 3.535534 A.
            float value = UaBinary.FloatOf(0x40624610);
            int last = bench.Gateway.Count - 1;
            byte[] payload = bench.Gateway.Payloads[last];
            uint bits = System.BitConverter.ToUInt32(payload, Find(payload, 1));
            float difference = UaBinary.FloatOf(bits) - value;
            Assert.IsTrue(difference < 0.00001f && difference > -0.00001f);
        }

        [TestMethod]
        public void The_machine_state_follows_power_and_control_voltage()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(1050);
            Assert.AreEqual(2, StateIn(bench)); // NotExecuting
            bench.Board.Values[TestChannels.SpindlePower] = 0.2f;
            bench.RunTo(1650);
            Assert.AreEqual(3, StateIn(bench)); // Executing
            bench.Board.Level = false;
            bench.RunTo(2250);
            Assert.AreEqual(0, StateIn(bench)); // NotAvailable
        }

        [TestMethod]
        public void The_timestamp_is_that_of_the_sample_and_0_while_the_time_is_unknown()
        {
            NodeBench bench = new NodeBench().Start();
            bench.RunTo(50);
            Assert.AreEqual("0000000000000000", Hex.Of(bench.Gateway.Payloads[bench.Gateway.Count - 1], 17, 8));
            bench.Node.UtcAtStart = 0x01DB576F2CC00000;
            bench.Board.Values[TestChannels.PositionX] = 1;
            bench.RunTo(150);

            // 100 ms are 1,000,000 units: 0x0F4240.
            Assert.AreEqual("4042cf2c6f57db01", Hex.Of(bench.Gateway.Payloads[bench.Gateway.Count - 1], 17, 8));
        }

        [TestMethod]
        public void Boots_are_counted_across_restarts()
        {
            NodeBench bench = new NodeBench().Start();
            Assert.AreEqual(1u, bench.Node.BootCount);
            bench.Start();
            bench.Start();
            Assert.AreEqual(3u, bench.Node.BootCount);
        }

        [TestMethod]
        public void Settings_that_cannot_work_are_refused_at_once()
        {
            NodeBench minusOne = new NodeBench();
            minusOne.Settings.Qos = -1;
            Assert.ThrowsException(typeof(System.ArgumentException), () => minusOne.Start());

            NodeBench small = new NodeBench();
            small.Settings.Client.MaxFrameLength = 80;
            Assert.ThrowsException(typeof(System.ArgumentException), () => small.Start());

            NodeBench queue = new NodeBench();
            queue.Settings.QueueCapacity = 600;
            Assert.ThrowsException(typeof(System.ArgumentException), () => queue.Start());
        }

        /// <summary>Index of a field's value in a delta frame of UADP-Dynamic whose values are all four octets long, or in a key frame.</summary>
        private static int Find(byte[] payload, int field)
        {
            bool isKeyFrame = (payload[14] & 15) == Uadp.KeyFrame;
            if (isKeyFrame)
            {
                return 33 + (field * 5) + 1;
            }

            int count = payload[31];
            for (int i = 0; i < count; i++)
            {
                if (payload[33 + (i * 7)] == field)
                {
                    return 33 + (i * 7) + 3;
                }
            }

            return -1;
        }

        /// <summary>The machine state as last published.</summary>
        private static int StateIn(NodeBench bench)
        {
            for (int i = bench.Gateway.Count - 1; i >= 0; i--)
            {
                if (bench.TypeOf(i) == Uadp.KeyFrame || bench.TypeOf(i) == Uadp.DeltaFrame)
                {
                    int at = Find(bench.Gateway.Payloads[i], 0);
                    if (at >= 0)
                    {
                        return bench.Gateway.Payloads[i][at];
                    }
                }
            }

            return -1;
        }
    }
}
