using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.Supervisor;

namespace Sidetap.Tests
{
    /// <summary>What a box notes of its life: the newest 32 changes, and no flood of the same.</summary>
    [TestClass]
    public class NotesTests
    {
        [TestMethod]
        public void The_newest_are_kept_in_their_order()
        {
            Notes notes = new Notes();
            Assert.AreEqual(0, notes.Count);
            for (int i = 0; i < 40; i++)
            {
                notes.Add(i % 2 == 0 ? NoteKind.NetworkUp : NoteKind.Faults, i, i * 1000L);
                Assert.AreEqual(i < 32 ? i + 1 : 32, notes.Count);
                Assert.AreEqual(i, notes.NumberOf(notes.Count - 1));
            }

            Assert.AreEqual(8, notes.NumberOf(0));
            Assert.AreEqual(8000L, notes.UptimeOf(0));
            Assert.AreEqual((int)NoteKind.NetworkUp, (int)notes.KindOf(0));
            Assert.AreEqual((int)NoteKind.Faults, (int)notes.KindOf(31));
        }

        [TestMethod]
        public void A_start_is_noted_with_its_cause_and_the_reason_of_a_restart()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Box.Board.StartCause = StartCause.PowerOn;
            Assert.AreEqual("1:1", Text(bench.Start().Notes, 1));
            bench.Supervisor.Restart(RestartReason.Requested, 5000);
            bench = new SupervisorBench(bench.Box.Files);
            bench.Box.Board.StartCause = StartCause.Restart;
            Assert.AreEqual("1:" + (2 + (256 * 5)), Text(bench.Start().Notes, 1));
        }

        [TestMethod]
        public void Network_and_gateway_are_noted_when_they_come_and_go()
        {
            SupervisorBench bench = new SupervisorBench().Start();
            bench.Box.Link.Up = true;
            bench.RunTo(20000);
            Assert.AreEqual("1:0 2:0 4:1", Text(bench.Notes, 9));
            bench.Around.Connects = false;
            bench.Around.State = NetworkState.Down;
            bench.RunTo(25000);
            Assert.AreEqual("3:0 6:" + (int)ClientEvent.LinkDown, Tail(bench.Notes, 3));
            bench.Around.Connects = true;
            bench.RunTo(90000);
            Assert.AreEqual("2:0 4:2", Tail(bench.Notes, 5));
        }

        [TestMethod]
        public void A_gateway_that_refuses_again_and_again_is_noted_once()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.AckTimeoutMs = 0;
            bench.Box.Gateway.ConnectReturnCode = 3;
            bench.Start();
            bench.RunTo(600000);
            Assert.IsTrue(bench.Box.Gateway.Connects > 3);
            Assert.AreEqual(1, CountOf(bench.Notes, NoteKind.Refused));
            Assert.AreEqual(3, bench.Notes.NumberOf(bench.Notes.Count - 1));
        }

        [TestMethod]
        public void The_time_is_noted_when_it_is_known()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Around.AnsweredUtc = 132000000000000000;
            bench.Start();
            bench.RunTo(3000);
            Assert.AreEqual(1, CountOf(bench.Notes, NoteKind.TimeKnown));
        }

        [TestMethod]
        public void A_field_that_is_good_and_bad_in_turns_is_a_note_in_ten_seconds()
        {
            SupervisorBench bench = new SupervisorBench().Start();
            bench.RunTo(5000);
            Assert.AreEqual(0, CountOf(bench.Notes, NoteKind.Faults)); // that fields wait for their first value is no news
            for (int i = 0; i < 300; i++)
            {
                bench.Box.Board.Statuses[3] = i % 2 == 0 ? InputStatus.NotConnected : InputStatus.Good;
                bench.RunTo(20000 + (i * 100));
            }

            int count = CountOf(bench.Notes, NoteKind.Faults);
            Assert.IsTrue(count >= 1 && count <= 4, count.ToString());
        }

        [TestMethod]
        public void Lost_messages_are_noted_together()
        {
            SupervisorBench bench = new SupervisorBench();
            bench.Settings.AckTimeoutMs = 0;
            bench.Box.Settings.OutboxPages = 0;
            bench.Box.Settings.QueueCapacity = 2048;
            bench.Box.Gateway.ConnectReturnCode = 3;
            bench.Start();
            for (int i = 0; i < 1800; i++)
            {
                bench.Box.Board.Values[3] = i;
                bench.RunTo(i * 100L);
            }

            Notes notes = bench.Notes;
            int count = CountOf(notes, NoteKind.MessagesLost);
            Assert.IsTrue(count >= 2 && count <= 4, count.ToString());
            int lost = 0;
            for (int i = 0; i < notes.Count; i++)
            {
                lost += notes.KindOf(i) == NoteKind.MessagesLost ? notes.NumberOf(i) : 0;
            }

            Assert.IsTrue(lost > 100 && lost <= (int)bench.Box.Node.Statistics.Lost);
        }

        private static int CountOf(Notes notes, NoteKind kind)
        {
            int count = 0;
            for (int i = 0; i < notes.Count; i++)
            {
                count += notes.KindOf(i) == kind ? 1 : 0;
            }

            return count;
        }

        private static string Text(Notes notes, int most)
        {
            string text = "";
            for (int i = 0; i < notes.Count && i < most; i++)
            {
                text += (i == 0 ? "" : " ") + ((int)notes.KindOf(i)).ToString() + ":" + notes.NumberOf(i).ToString();
            }

            return text;
        }

        private static string Tail(Notes notes, int from)
        {
            string text = "";
            for (int i = from; i < notes.Count; i++)
            {
                text += (i == from ? "" : " ") + ((int)notes.KindOf(i)).ToString() + ":" + notes.NumberOf(i).ToString();
            }

            return text;
        }
    }
}
