using nanoFramework.TestFramework;
using Sidetap.Events;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Events
{
    // A tool that is known by a text (ControlIdentifier of OPC 40501-1, a name on a tag) is changed from text to text.
    [TestClass]
    public class TextEventTests
    {
        [TestMethod]
        public void A_tool_change_goes_from_text_to_text()
        {
            EventBench bench = Tool();
            bench.SetToolName("T07");
            bench.Quiet(3);
            bench.SetToolName("T12-Ø8");
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Tool, bench.Event.Kind);
            Assert.AreEqual("ToolName", bench.Event.SourceName);
            Assert.AreEqual("T07", bench.Event.OldText);
            Assert.AreEqual("T12-Ø8", bench.Event.NewText);
            Assert.IsTrue(EventReader.IsNull(bench.Event.OldValue));
            Assert.IsTrue(EventReader.IsNull(bench.Event.NewValue));
            Assert.AreEqual(0u, bench.Event.OldValueStatus, "null, and no StatusCode");
            Assert.AreEqual(0u, bench.Event.NewValueStatus, "null, and no StatusCode");
            Assert.AreEqual(200, bench.Event.Severity);
            Assert.AreEqual("tag", bench.Event.Cause);
            Assert.AreEqual(0u, bench.Event.Suppressed);
            bench.Quiet(100);
            bench.SetToolName("");
            Assert.AreEqual(1, bench.Sample(), "no tool");
            Assert.AreEqual("T12-Ø8", bench.Event.OldText);
            Assert.AreEqual("", bench.Event.NewText);
        }

        [TestMethod]
        public void The_same_text_again_is_no_change()
        {
            EventBench bench = Tool();
            bench.SetToolName("T07");
            bench.Quiet(1);
            bench.SetToolName("T07");
            bench.Quiet(3);
            bench.SetToolName("T0");
            Assert.AreEqual(1, bench.Sample());
            bench.SetToolName("T7");
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual("T0", bench.Event.OldText);
            Assert.AreEqual("T7", bench.Event.NewText);
        }

        [TestMethod]
        public void The_first_text_after_a_start_is_no_event()
        {
            EventBench bench = Tool();
            bench.DataSet.SetStatus(EventBench.ToolName, StatusCode.BadWaitingForInitialData);
            bench.Quiet(5);
            bench.SetToolName("T07");
            bench.DataSet.SetStatus(EventBench.ToolName, StatusCode.Good);
            bench.Quiet(5);
        }

        [TestMethod]
        public void A_text_that_was_unknown_for_a_while_is_compared_with_the_last_one_that_was_known()
        {
            EventBench bench = Tool();
            bench.SetToolName("T07");
            bench.Quiet(1);
            bench.DataSet.SetStatus(EventBench.ToolName, StatusCode.BadNoCommunication);
            Assert.AreEqual(1, bench.Sample());
            Assert.AreEqual((int)EventKind.Fault, bench.Event.Kind);
            Assert.IsNull(bench.Event.OldText);
            bench.SetToolName("T12");
            bench.Quiet(5);
            bench.DataSet.SetStatus(EventBench.ToolName, StatusCode.Good);
            Assert.AreEqual(2, bench.Sample(), "the fault is gone, and the tool another one");
            Assert.AreEqual((int)EventKind.Tool, bench.Event.Kind);
            Assert.AreEqual("T07", bench.Event.OldText);
            Assert.AreEqual("T12", bench.Event.NewText);
        }

        // Ten at once, then one a second: what is held back is counted, and what comes says from which text to which.
        [TestMethod]
        public void Texts_that_change_with_every_sample_do_not_flood()
        {
            EventBench bench = Tool();
            bench.SetToolName("A");
            bench.Quiet(1);
            string told = "A";
            uint changes = 0;
            int events = 0;
            for (int i = 0; i < 400; i++)
            {
                if (i < 300)
                {
                    bench.SetToolName(i % 2 == 0 ? "B" : "A");
                }

                if (bench.Sample() == 1)
                {
                    events++;
                    Assert.AreEqual(told, bench.Event.OldText);
                    told = bench.Event.NewText;
                    changes += bench.Event.Suppressed + (bench.Event.OldText == bench.Event.NewText ? 0u : 1u);
                }
            }

            Assert.AreEqual(300u, changes);
            Assert.AreEqual("A", told);
            Assert.IsTrue(events >= 39 && events <= 42, events + " events");
        }

        [TestMethod]
        public void Another_field_s_text_is_none_of_its_business()
        {
            DataSet dataSet = new DataSet(new FieldMetaData[]
            {
                new FieldMetaData("Operator", BuiltInType.String, 0, 4), new FieldMetaData("Tool", BuiltInType.String, 0, 4),
            });
            EventLog log = new EventLog(
                new EventBinding[] { new EventBinding(EventKind.Tool, 1, 200, null) }, dataSet, new EventWriter(new PublisherSettings(), EventFields.Count));
            dataSet.SetStatus(0, StatusCode.Good);
            dataSet.SetStatus(1, StatusCode.Good);
            dataSet.SetText(1, new byte[] { 0x41 }, 1);
            Assert.AreEqual(0, log.Watch(0));
            dataSet.SetText(0, new byte[] { 0x42 }, 1);
            Assert.AreEqual(0, log.Watch(100));
            dataSet.SetText(1, new byte[] { 0x43 }, 1);
            Assert.AreEqual(1, log.Watch(200));
        }

        // What fits is known before anything happens: both texts at their longest, 8 octets each; without the event they are never told.
        [TestMethod]
        public void The_longest_event_has_room_for_both_texts()
        {
            MachineProfile profile = new MachineProfile
            {
                DataSetName = "D",
                WriterGroupName = "G",
                Category = "C",
                Fields = new FieldBinding[] { new FieldBinding(new FieldMetaData("ToolName", BuiltInType.String, 0, 100), 0) },
            };
            profile.Events = new EventBinding[] { new EventBinding(EventKind.Fault, 0, 200, "tag") };
            int without = EventLength.LongestOf(profile);
            profile.Events = new EventBinding[] { new EventBinding(EventKind.Tool, 0, 200, "tag") };
            Assert.AreEqual(without + (2 * (100 - "InRange".Length)), EventLength.LongestOf(profile));
        }

        private static EventBench Tool()
        {
            return new EventBench(new EventBinding[] { new EventBinding(EventKind.Tool, EventBench.ToolName, 200, "tag") });
        }
    }
}
