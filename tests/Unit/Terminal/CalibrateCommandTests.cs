using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Supervisor;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    // "calibrate": points are means of a second of Good readings; the correction is in flash, and in force at once.
    [TestClass]
    public class CalibrateCommandTests
    {
        private const int FeedRate = 4;

        [TestMethod]
        public void All_that_can_be_calibrated_is_listed_with_its_reading()
        {
            CommandBench bench = Bench();
            bench.Box.Board.Values[FeedRate] = 20;
            bench.Box.RunTo(2000);
            string[] lines = Ask(bench, "calibrate").Split('\n');
            Assert.AreEqual(12, lines.Length); // eight analog channels, three RMS
            Assert.AreEqual("+ 0||0|0|||", lines[0]);
            Assert.AreEqual("+ 4|FeedRate|20|20|mm/s||", lines[4]);
            Assert.AreEqual("+ 9|SpindleCurrent|0|0|A||", lines[8]);
            Assert.AreEqual("OK", lines[11]);
            Assert.AreEqual("+ 4|FeedRate|20|20|mm/s||\nOK it is in FeedRate", Ask(bench, "calibrate FeedRate"));
            Assert.AreEqual("+ 3|SpindlePower|0|0|kW||\nOK it is in MachineryItemState, SpindlePower", Ask(bench, "calibrate 3"));
        }

        [TestMethod]
        public void Two_points_give_gain_and_offset()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.Board.Values[FeedRate] = 10;
            bench.Box.RunTo(1000);
            Assert.AreEqual("+ FeedRate|10|12|mm/s\nOK one point taken: save corrects the offset, a second point the gain too", bench.Ask(command, "calibrate FeedRate low 12"));
            bench.Box.Board.Values[FeedRate] = 50;
            bench.Box.RunTo(bench.Box.NowMs + 500);
            Assert.AreEqual("+ FeedRate|50|56|mm/s\nOK two points taken: save corrects gain and offset", bench.Ask(command, "calibrate FeedRate high 56"));
            Assert.AreEqual("OK saved and in force, for FeedRate", bench.Ask(command, "calibrate FeedRate save"));
            Assert.AreEqual("+ 4|FeedRate|50|56|mm/s|1.1|1\nOK it is in FeedRate", bench.Ask(command, "calibrate FeedRate"));
            bench.Box.RunTo(bench.Box.NowMs + 500);
            Assert.AreEqual("+ FeedRate|56|mm/s|Good|50\nOK", bench.Ask(new SensorsCommand(bench.Parts), "sensors FeedRate"));
            Assert.AreEqual((int)NoteKind.Calibrated, (int)bench.Parts.Notes.KindOf(0));
            Assert.AreEqual(FeedRate, bench.Parts.Notes.NumberOf(0));

            NodeBench next = new NodeBench(bench.Box.Files).Start(); // the next start
            next.Board.Values[FeedRate] = 50;
            next.RunTo(1000);
            Assert.IsTrue(next.Node.DataSet.NumberOf(5) > 55.99 && next.Node.DataSet.NumberOf(5) < 56.01);
        }

        [TestMethod]
        public void One_point_gives_an_offset()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.Board.Values[FeedRate] = 10;
            bench.Box.RunTo(1000);
            bench.Ask(command, "calibrate FeedRate high 9.5");
            bench.Ask(command, "calibrate FeedRate save");
            Assert.AreEqual("+ 4|FeedRate|10|9.5|mm/s|1|-0.5\nOK it is in FeedRate", bench.Ask(command, "calibrate FeedRate"));
            Assert.AreEqual("ERR 23 ", Start(bench.Ask(command, "calibrate FeedRate save"))); // the point is used up
            Assert.AreEqual("OK no correction any more, for FeedRate", bench.Ask(command, "calibrate FeedRate clear"));
            Assert.AreEqual("+ 4|FeedRate|10|10|mm/s||\nOK it is in FeedRate", bench.Ask(command, "calibrate FeedRate"));
            Assert.AreEqual((int)NoteKind.CalibrationCleared, (int)bench.Parts.Notes.KindOf(1));
        }

        [TestMethod]
        public void A_point_is_the_mean_of_a_second()
        {
            NodeBench box = new NodeBench();
            box.Profile.SamplingIntervalMs = 10; // a sample in every turn of the bench
            CommandBench bench = new CommandBench(box.Start());
            box.RunTo(100);
            Ramp ramp = new Ramp(box, new CalibrateCommand(bench.Parts));
            string answer = bench.Ask(ramp, "calibrate FeedRate low 1");
            Assert.IsTrue(ramp.Rounds >= 90 && ramp.Rounds <= 110, ramp.Rounds.ToString());
            int from = answer.IndexOf('|') + 1;
            string raw = answer.Substring(from, answer.IndexOf('|', from) - from);
            byte[] octets = System.Text.Encoding.UTF8.GetBytes(raw);
            double mean;
            Assert.IsTrue(NumberText.TryParse(octets, 0, octets.Length, out mean));
            Assert.IsTrue(mean > 48 && mean < 52, raw); // of a ramp from 0 to 100
        }

        // The correction is the signal's; people see it in the field's unit.
        [TestMethod]
        public void A_field_that_scales_its_signal_is_calibrated_in_its_own_unit()
        {
            NodeBench box = new NodeBench();
            box.Profile.Fields[5].Gain = 1.8;
            box.Profile.Fields[5].Offset = 32;
            CommandBench bench = new CommandBench(box.Start());
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            box.Board.Values[FeedRate] = 0;
            box.RunTo(1000);
            Assert.AreEqual("+ FeedRate|32|33|mm/s", Line(bench.Ask(command, "calibrate FeedRate low 33"), 0));
            box.Board.Values[FeedRate] = 100;
            box.RunTo(box.NowMs + 200);
            Assert.AreEqual("+ FeedRate|212|231|mm/s", Line(bench.Ask(command, "calibrate FeedRate high 231"), 0));
            bench.Ask(command, "calibrate FeedRate save");
            Assert.AreEqual("+ 4|FeedRate|212|231|mm/s|1.1|-2.2", Line(bench.Ask(command, "calibrate FeedRate"), 0));
            box.RunTo(box.NowMs + 200);
            Assert.IsTrue(box.Node.DataSet.NumberOf(5) > 230.99 && box.Node.DataSet.NumberOf(5) < 231.01);
            Assert.AreEqual(1.1, box.Node.Sources.CorrectionOf(FeedRate).Gain, "1.1");
        }

        [TestMethod]
        public void A_reading_that_is_not_good_is_refused_at_once_and_within_the_second()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.Board.Statuses[FeedRate] = InputStatus.NotConnected;
            bench.Box.RunTo(1000);
            Assert.AreEqual("ERR 21 ", Start(bench.Ask(command, "calibrate FeedRate low 1")));
            Assert.AreEqual(1000L, bench.Box.NowMs);
            Assert.AreEqual("ERR 23 ", Start(bench.Ask(command, "calibrate FeedRate save")));
            bench.Box.Board.Statuses[FeedRate] = InputStatus.Good;
            bench.Box.RunTo(2000);
            Failing failing = new Failing(bench.Box, command);
            Assert.AreEqual("ERR 21 ", Start(bench.Ask(failing, "calibrate FeedRate low 1")));
            Assert.AreEqual("ERR 23 ", Start(bench.Ask(command, "calibrate FeedRate save")));
        }

        [TestMethod]
        public void Points_too_close_to_each_other_are_refused()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.Board.Values[FeedRate] = 10;
            bench.Box.RunTo(1000);
            bench.Ask(command, "calibrate FeedRate low 12");
            bench.Box.Board.Values[FeedRate] = 10.9f; // the range is 0..100
            bench.Box.RunTo(bench.Box.NowMs + 200);
            Assert.AreEqual("ERR 22 ", Start(bench.Ask(command, "calibrate FeedRate high 12.9")));
            bench.Box.Board.Values[FeedRate] = 11.5f;
            bench.Box.RunTo(bench.Box.NowMs + 200);
            Assert.AreEqual("OK two points", bench.Ask(command, "calibrate FeedRate high 13.5").Split('\n')[1].Substring(0, 13));

            // Channel 0 has no field and no range: only the same reading is too close.
            bench.Ask(command, "calibrate 0 low 1");
            Assert.AreEqual("ERR 22 ", Start(bench.Ask(command, "calibrate 0 high 2")));
        }

        [TestMethod]
        public void A_gain_that_is_no_correction_is_refused()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.Board.Values[FeedRate] = 10;
            bench.Box.RunTo(1000);
            bench.Ask(command, "calibrate FeedRate low 10");
            bench.Box.Board.Values[FeedRate] = 20;
            bench.Box.RunTo(bench.Box.NowMs + 200);
            bench.Ask(command, "calibrate FeedRate high 111");
            Assert.AreEqual("ERR 11 a gain of 10.1 ", bench.Ask(command, "calibrate FeedRate save").Substring(0, 22));
            Assert.IsNull(bench.Box.Node.Sources.CorrectionOf(FeedRate));
            bench.Ask(command, "calibrate FeedRate high 5"); // falling
            Assert.AreEqual("ERR 11 a gain of -0.5 ", bench.Ask(command, "calibrate FeedRate save").Substring(0, 22));
            bench.Ask(command, "calibrate FeedRate high 21");
            Assert.AreEqual("OK ", bench.Ask(command, "calibrate FeedRate save").Substring(0, 3));
        }

        [TestMethod]
        public void A_point_of_another_signal_is_of_no_use()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.RunTo(1000);
            bench.Ask(command, "calibrate FeedRate low 1");
            Assert.AreEqual("ERR 23 ", Start(bench.Ask(command, "calibrate PositionX save")));
            bench.Ask(command, "calibrate PositionX low 1");
            Assert.AreEqual("ERR 23 ", Start(bench.Ask(command, "calibrate FeedRate save")));
        }

        [TestMethod]
        public void What_is_no_analog_quantity_can_not_be_calibrated()
        {
            CommandBench bench = Bench();
            string[] wrong = new string[] { "MachineryItemState", "LostMessages", "Nothing", "8", "12", "13", "99" };
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.AreEqual("ERR 20 ", Start(Ask(bench, "calibrate " + wrong[i] + " low 1")), wrong[i]);
            }
        }

        [TestMethod]
        public void Wrong_arguments_are_told()
        {
            CommandBench bench = Bench();
            bench.Box.RunTo(1000);
            string[] wrong = new string[] { "low", "low x", "low 1,5", "low 1 2", "middle 1", "save now", "high" };
            for (int i = 0; i < wrong.Length; i++)
            {
                Assert.AreEqual("ERR 2 ", Ask(bench, "calibrate FeedRate " + wrong[i]).Substring(0, 6), wrong[i]);
            }
        }

        [TestMethod]
        public void Flash_that_does_not_take_it_changes_nothing()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            bench.Box.RunTo(1000);
            bench.Ask(command, "calibrate FeedRate low 1");
            bench.Box.Files.IsWornOut = true;
            Assert.AreEqual("ERR 14 ", Start(bench.Ask(command, "calibrate FeedRate save")));
            Assert.IsNull(bench.Box.Node.Sources.CorrectionOf(FeedRate));
            bench.Box.Files.IsWornOut = false;
            Assert.AreEqual("OK ", bench.Ask(command, "calibrate FeedRate save").Substring(0, 3)); // the point is still there
        }

        [TestMethod]
        public void Corrections_of_another_profile_are_told()
        {
            CommandBench bench = Bench();
            bench.Box.Node.Calibration.Set(FeedRate, 1.1, 0);
            NodeBench next = new NodeBench(bench.Box.Files);
            next.Profile.Sources[FeedRate].Parameters[1] = 2;
            CommandBench other = new CommandBench(next.Start());
            string[] lines = Ask(other, "calibrate").Split('\n');
            Assert.AreEqual("OK 1 of the saved corrections are for other signals than this profile has, and not in force", lines[lines.Length - 1]);
        }

        [TestMethod]
        public void Only_what_changes_needs_the_pin()
        {
            CommandBench bench = Bench();
            CalibrateCommand command = new CalibrateCommand(bench.Parts);
            Assert.IsFalse(bench.Changes(command, "calibrate"));
            Assert.IsFalse(bench.Changes(command, "calibrate FeedRate"));
            Assert.IsTrue(bench.Changes(command, "calibrate FeedRate low 1"));
            Assert.IsTrue(bench.Changes(command, "calibrate FeedRate save"));
            Assert.IsTrue(bench.Changes(command, "calibrate FeedRate clear"));
        }

        private static string Ask(CommandBench bench, string request)
        {
            return bench.Ask(new CalibrateCommand(bench.Parts), request);
        }

        private static string Start(string answer)
        {
            return answer.Substring(0, 7);
        }

        private static string Line(string answer, int index)
        {
            return answer.Split('\n')[index];
        }

        private static CommandBench Bench()
        {
            return new CommandBench(new NodeBench().Start());
        }

        /// <summary>Raises the reading by one in every round.</summary>
        private sealed class Ramp : ShellCommand
        {
            public int Rounds;
            private readonly NodeBench _box;
            private readonly ShellCommand _command;

            public Ramp(NodeBench box, ShellCommand command)
            {
                _box = box;
                _command = command;
            }

            public override string Name
            {
                get { return _command.Name; }
            }

            public override string Usage
            {
                get { return _command.Usage; }
            }

            public override string Help
            {
                get { return _command.Help; }
            }

            public override void Begin(CommandLine line, long nowMs)
            {
                _command.Begin(line, nowMs);
            }

            public override bool Next(CommandLine line, Answer answer, long nowMs)
            {
                bool goesOn = _command.Next(line, answer, nowMs);
                Rounds += answer.IsEmpty ? 1 : 0;
                _box.Board.Values[FeedRate] = Rounds;
                return goesOn;
            }
        }

        /// <summary>Breaks the wire half a second after the request.</summary>
        private sealed class Failing : ShellCommand
        {
            private readonly NodeBench _box;
            private readonly ShellCommand _command;
            private long _beganMs;

            public Failing(NodeBench box, ShellCommand command)
            {
                _box = box;
                _command = command;
            }

            public override string Name
            {
                get { return _command.Name; }
            }

            public override string Usage
            {
                get { return _command.Usage; }
            }

            public override string Help
            {
                get { return _command.Help; }
            }

            public override void Begin(CommandLine line, long nowMs)
            {
                _beganMs = nowMs;
                _command.Begin(line, nowMs);
            }

            public override bool Next(CommandLine line, Answer answer, long nowMs)
            {
                if (nowMs >= _beganMs + 500)
                {
                    _box.Board.Statuses[FeedRate] = InputStatus.NotConnected;
                }

                return _command.Next(line, answer, nowMs);
            }
        }
    }
}
