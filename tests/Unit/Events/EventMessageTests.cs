using nanoFramework.TestFramework;
using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Events
{
    // OPC 10000-14, 7.2.4.5.4 and 7.2.4.5.7, written down by hand.
    [TestClass]
    public class EventMessageTests
    {
        private const long Time = 133900000000000000; // 2025-04-24

        [TestMethod]
        public void An_event_is_written_octet_for_octet()
        {
            byte[] buffer = new byte[256];
            EventLog log = Log(new PublisherSettings { PublisherId = 0x0123456789ABCDEF }, 7);
            Assert.AreEqual(1, log.Watch(0));
            int length = log.Write(0, buffer, 0, 0, Time);
            string expected =
                "d1" + "03" + "efcdab8967452301"                // PublisherId UInt64, PayloadHeader
                + "01" + "0200"                                 // one DataSetMessage, of DataSetWriter 2
                + "d9" + "12"                                   // valid, Variant, sequence number, status, minor version; event, timestamp
                + "0700" + "00c06c2f57b5db01" + "0000" + "00909732"
                + "0d00"                                        // FieldCount 13
                + "0d" + "00c06c2f57b5db01"                     // Time
                + "07" + "07000000"                             // EventNumber
                + "06" + "05000000"                             // Kind: Start
                + "0c" + "09000000" + "426f6f74436f756e74"      // SourceName: BootCount
                + "0b" + "0000000000000000" + "0b" + "000000000000f03f"
                + "00" + "00"                                   // no names
                + "13" + "00000000" + "13" + "00000000"
                + "05" + "6400"                                 // Severity 100
                + "00"                                          // no cause
                + "07" + "00000000";
            Assert.AreEqual(expected, Hex.Of(buffer, 0, length));
        }

        [TestMethod]
        public void A_box_of_the_fixed_layout_sends_events_as_variants_under_its_uint16_publisher_id()
        {
            byte[] buffer = new byte[256];
            EventLog log = Log(new PublisherSettings { PublisherId = 2234, Layout = HeaderLayout.PeriodicFixed }, 0);
            log.Watch(0);
            int length = log.Write(0, buffer, 0, 0, Time);
            Assert.AreEqual("d101ba08" + "010200" + "d912" + "0000" + "00c06c2f57b5db01" + "0000", Hex.Of(buffer, 0, 21));
            byte[] message = new byte[length];
            System.Array.Copy(buffer, message, length);
            Assert.IsNull(new EventReader().Read(message, 2));
        }

        [TestMethod]
        public void Numbers_go_on_and_the_sequence_number_is_their_low_half()
        {
            byte[] buffer = new byte[256];
            EventWriter writer = new EventWriter(new PublisherSettings().ForEvents(1, 1), EventFields.Count);
            EventLog log = new EventLog(new EventBinding[0], new DataSet(new FieldMetaData[] { new FieldMetaData("F", BuiltInType.Float) }), writer);
            writer.Resume(0x1FFFF);
            for (int i = 0; i < 2; i++)
            {
                log.Start(1);
                Assert.AreEqual(1, log.Watch(i));
                int length = log.Write(0, buffer, 0, 0, Time);
                byte[] message = new byte[length];
                System.Array.Copy(buffer, message, length);
                EventReader reader = new EventReader();
                Assert.IsNull(reader.Read(message, 8));
                Assert.AreEqual(i == 0 ? 0x1FFFFu : 0x20000u, reader.EventNumber);
                Assert.AreEqual(i == 0 ? 0xFFFF : 0, reader.SequenceNumber);
            }

            Assert.AreEqual(0x20001u, writer.NextSequence);
        }

        [TestMethod]
        public void The_times_are_where_they_are_looked_for()
        {
            AssertTimes(HeaderLayout.Dynamic, 17); // a PublisherId of eight octets
            AssertTimes(HeaderLayout.PeriodicFixed, 11); // and of two
        }

        [TestMethod]
        public void No_event_is_longer_than_the_longest()
        {
            FieldMetaData field = new FieldMetaData("Z\u00FCstand", BuiltInType.UInt32) { EnumStrings = new string[] { "l\u00E4nger als das andere", "kurz", "l\u00E4nger als das andere" } };
            DataSet dataSet = new DataSet(new FieldMetaData[] { field });
            EventWriter writer = new EventWriter(new PublisherSettings(), EventFields.Count);
            EventBinding[] events = new EventBinding[] { new EventBinding(EventKind.State, 0, 1000, "\u20AC") };
            EventLog log = new EventLog(events, dataSet, writer);
            dataSet.SetStatus(0, StatusCode.Good);
            log.Watch(0);
            dataSet.SetInteger(0, 2);
            Assert.AreEqual(1, log.Watch(100));
            MachineProfile profile = new MachineProfile { Fields = new FieldBinding[] { new FieldBinding(field, 0) }, Events = events };
            Assert.AreEqual(EventLength.LongestOf(profile), log.Write(0, new byte[512], 0, 100, Time));
        }

        // 6.2.3.2.3: what every box's events are, so that a subscriber can tell them from data.
        [TestMethod]
        public void The_data_set_is_that_of_its_class()
        {
            FieldMetaData[] fields = EventFields.Create();
            Assert.AreEqual(EventFields.Count, fields.Length);
            Assert.AreEqual("5fd21ec15b85654ab86344e5ac5f75f7", Hex.Of(EventFields.ClassId(), 0, 16));
            Assert.AreEqual("Start", fields[2].EnumStrings[(int)EventKind.Start]);
            Assert.AreEqual("Limit", fields[2].EnumStrings[(int)EventKind.Limit]);
        }

        private static EventLog Log(PublisherSettings settings, uint number)
        {
            EventWriter writer = new EventWriter(settings.ForEvents(EventFields.Version, EventFields.Version), EventFields.Count);
            writer.Resume(number);
            EventLog log = new EventLog(new EventBinding[0], new DataSet(new FieldMetaData[] { new FieldMetaData("F", BuiltInType.Float) }), writer);
            log.Start(1);
            return log;
        }

        private static void AssertTimes(HeaderLayout layout, int expected)
        {
            byte[] buffer = new byte[256];
            EventWriter writer = new EventWriter(new PublisherSettings { Layout = layout, PublisherId = 7 }, EventFields.Count);
            EventLog log = new EventLog(new EventBinding[0], new DataSet(new FieldMetaData[] { new FieldMetaData("F", BuiltInType.Float) }), writer);
            log.Start(1);
            log.Watch(0);
            log.Write(0, buffer, 3, 0, Time);
            int at = DataSetMessageHeader.TimestampOffsetIn(buffer, 3);
            Assert.AreEqual(expected, at);
            Assert.AreEqual(expected, writer.TimestampOffset);
            Assert.AreEqual(Time, (long)UaBinary.Get64(buffer, 3 + at));
            Assert.AreEqual(Time, (long)UaBinary.Get64(buffer, 3 + at + EventWriter.TimeBehindTimestamp));
        }
    }
}
