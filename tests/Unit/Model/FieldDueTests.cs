using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Model
{
    /// <summary>When a field is worth a message: deadband, publishing interval, heartbeat, change of status.</summary>
    [TestClass]
    public class FieldDueTests
    {
        [TestMethod]
        public void The_first_value_is_due()
        {
            Assert.IsTrue(new SamplerBench(Scalar(BuiltInType.Float)).Step());
        }

        [TestMethod]
        public void A_value_is_due_when_it_has_left_the_deadband()
        {
            FieldBinding field = Scalar(BuiltInType.Float);
            field.Deadband = 0.05;
            SamplerBench bench = Published(field);
            Assert.IsFalse(Changes(bench, 0.05)); // as a Float it is a little more than 0.05, and so is the deadband
            Assert.IsFalse(Changes(bench, -0.05));
            Assert.IsTrue(Changes(bench, 0.06));
            Assert.IsFalse(Changes(bench, 0.11));
            Assert.IsTrue(Changes(bench, 0.12));
        }

        [TestMethod]
        public void An_integer_is_due_when_what_is_sent_has_changed()
        {
            SamplerBench bench = Published(Scalar(BuiltInType.UInt16));
            Assert.IsFalse(Changes(bench, 0.4));
            Assert.IsTrue(Changes(bench, 0.6));
            Assert.IsFalse(Changes(bench, 1.4));
        }

        [TestMethod]
        public void A_change_waits_for_the_publishing_interval_and_goes_then()
        {
            FieldBinding field = Scalar(BuiltInType.Float);
            field.PublishingMs = 500;
            SamplerBench bench = Published(field); // at 100
            for (int i = 1; i < 5; i++)
            {
                Assert.IsFalse(Changes(bench, i), i.ToString());
            }

            Assert.IsTrue(Changes(bench, 5)); // at 600
            Assert.IsFalse(Changes(bench, 6));
            Assert.AreEqual(700L, bench.NowMs);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsFalse(bench.Publish()); // it has not changed since, and yet it was not published
            }

            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
        }

        [TestMethod]
        public void A_change_of_status_does_not_wait()
        {
            FieldBinding field = Scalar(BuiltInType.Float);
            field.PublishingMs = 60000;
            field.HasLimits = true;
            field.HighLimit = 10;
            SamplerBench bench = Published(field);
            Assert.IsTrue(Changes(bench, 11));
            Assert.IsFalse(Changes(bench, 12));
            Assert.IsTrue(Changes(bench, 3));
            bench.Set(0, 3, StatusCode.BadSensorFailure);
            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
        }

        [TestMethod]
        public void A_change_that_is_undone_within_the_interval_is_not_sent()
        {
            FieldBinding field = Scalar(BuiltInType.Float);
            field.PublishingMs = 300;
            SamplerBench bench = Published(field);
            Assert.IsFalse(Changes(bench, 8));
            Assert.IsFalse(Changes(bench, 0));
            Assert.IsFalse(bench.Publish());
            Assert.IsFalse(bench.Publish());
        }

        [TestMethod]
        public void A_heartbeat_is_due_whatever_the_value_and_the_status()
        {
            FieldBinding field = Scalar(BuiltInType.Float);
            field.HeartbeatMs = 300;
            field.PublishingMs = 60000;
            SamplerBench bench = Published(field);
            Assert.IsFalse(bench.Publish());
            Assert.IsFalse(bench.Publish());
            Assert.IsTrue(bench.Publish());
            bench.Set(0, 0, StatusCode.BadSensorFailure);
            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
            Assert.IsFalse(bench.Publish());
            Assert.IsTrue(bench.Publish());
        }

        [TestMethod]
        public void A_field_that_was_not_sent_stays_due()
        {
            SamplerBench bench = Published(Scalar(BuiltInType.Float));
            bench.Set(0, 5, StatusCode.Good);
            Assert.IsTrue(bench.Step());
            bench.Set(0, 0, StatusCode.Good);
            Assert.IsTrue(bench.Step());
            bench.Sampler.MarkPublished(true, bench.NowMs); // a key frame has it as well
            Assert.IsFalse(bench.Step());
        }

        [TestMethod]
        public void An_array_is_due_when_one_element_has_left_the_deadband()
        {
            FieldBinding field = new FieldBinding(new FieldMetaData("A", BuiltInType.Float, 3, 0), 0) { Deadband = 1 };
            SamplerBench bench = Published(field);
            bench.Set(0, 1, StatusCode.Good);
            bench.Set(1, -1, StatusCode.Good);
            Assert.IsFalse(bench.Publish());
            bench.Set(2, 1.5, StatusCode.Good);
            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
            bench.Set(2, 0.25, StatusCode.Good);
            Assert.IsTrue(bench.Publish());
        }

        // The status is subnormal before and after; that another element is missing shows in the values only.
        [TestMethod]
        public void An_array_is_due_when_another_element_goes_bad()
        {
            SamplerBench bench = Published(new FieldBinding(new FieldMetaData("A", BuiltInType.Double, 3, 0), 0) { Deadband = 1 });
            bench.Set(0, 0, StatusCode.BadTimeout);
            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
            bench.Set(1, 0, StatusCode.BadTimeout);
            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
            bench.Set(0, 0, StatusCode.Good);
            Assert.IsTrue(bench.Publish());
        }

        [TestMethod]
        public void A_text_is_due_when_it_has_changed()
        {
            SamplerBench bench = new SamplerBench(new FieldBinding(new FieldMetaData("T", BuiltInType.String, 0, 8), 0));
            bench.SetText("41");
            Assert.IsTrue(bench.Publish());
            bench.SetText("41");
            Assert.IsFalse(bench.Publish());
            bench.SetText("42");
            Assert.IsTrue(bench.Publish());
            Assert.IsFalse(bench.Publish());
        }

        private static bool Changes(SamplerBench bench, double value)
        {
            bench.Set(0, value, StatusCode.Good);
            return bench.Publish();
        }

        /// <summary>A field that was published as 0 at 100 ms.</summary>
        private static SamplerBench Published(FieldBinding field)
        {
            SamplerBench bench = new SamplerBench(field);
            Assert.IsTrue(bench.Publish());
            return bench;
        }

        private static FieldBinding Scalar(BuiltInType type)
        {
            return new FieldBinding(new FieldMetaData("F", type), 0);
        }
    }
}
