using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Terminal;

namespace Sidetap.Tests.Terminal
{
    // "sensors": name, value, unit, status, raw.
    [TestClass]
    public class SensorsCommandTests
    {
        [TestMethod]
        public void Every_field_is_a_line_in_the_order_of_the_data_set()
        {
            CommandBench bench = Bench();
            bench.Box.Board.Values[3] = 0.25f;
            bench.Box.Board.Values[5] = -12.5f;
            bench.Box.RunTo(2000);
            string[] lines = bench.Ask(new SensorsCommand(bench.Parts), "sensors").Split('\n');
            Assert.AreEqual(11, lines.Length);
            Assert.AreEqual("+ MachineryItemState|3 (Executing)||Good|", lines[0]);
            Assert.AreEqual("+ SpindleCurrent|0|A|Good|0", lines[1]);
            Assert.AreEqual("+ SpindlePower|0.25|kW|Good|0.25", lines[4]);
            Assert.AreEqual("+ PositionX|-12.5|mm|Good|-12.5", lines[6]);
            Assert.AreEqual("+ LostMessages|0||Good|", lines[9]);
            Assert.AreEqual("OK", lines[10]);
        }

        [TestMethod]
        public void A_bad_field_has_a_status_and_no_value()
        {
            CommandBench bench = Bench();
            bench.Box.Board.Statuses[3] = InputStatus.NotConnected;
            bench.Box.RunTo(2000);
            Assert.AreEqual("+ SpindlePower||kW|BadSensorFailure|\nOK", bench.Ask(new SensorsCommand(bench.Parts), "sensors SpindlePower"));
        }

        [TestMethod]
        public void A_limit_is_behind_the_name_of_the_status()
        {
            NodeBench box = new NodeBench();
            box.Profile.Fields[4].HasLimits = true;
            box.Profile.Fields[4].HighLimit = 0.5;
            box.Board.Values[3] = 0.75f;
            CommandBench bench = new CommandBench(box.Start());
            box.RunTo(1000);
            Assert.AreEqual("+ SpindlePower|0.75|kW|UncertainEngineeringUnitsExceeded,High|0.75\nOK", bench.Ask(new SensorsCommand(bench.Parts), "sensors SpindlePower"));
        }

        [TestMethod]
        public void Before_the_first_sample_fields_wait()
        {
            CommandBench bench = Bench();
            Assert.AreEqual("+ PositionX||mm|BadWaitingForInitialData|\nOK", bench.Ask(new SensorsCommand(bench.Parts), "sensors PositionX"));
        }

        [TestMethod]
        public void A_name_that_no_field_has_is_refused()
        {
            CommandBench bench = Bench();
            Assert.AreEqual("ERR 20 ", bench.Ask(new SensorsCommand(bench.Parts), "sensors Position").Substring(0, 7));
        }

        [TestMethod]
        public void Without_a_node_the_reason_is_told()
        {
            CommandBench bench = new CommandBench(new MemoryFiles(), new FakeBoard(), "A key frame does not fit.");
            Assert.AreEqual(
                "ERR 9 the box could not be put together: A key frame does not fit; change settings or profile, then reboot",
                bench.Ask(new SensorsCommand(bench.Parts), "sensors"));
        }

        [TestMethod]
        public void Types_are_written_as_what_they_are()
        {
            DataSet data = new DataSet(new FieldMetaData[]
            {
                new FieldMetaData("f", BuiltInType.Float),
                new FieldMetaData("d", BuiltInType.Double),
                new FieldMetaData("b", BuiltInType.Boolean),
                new FieldMetaData("l", BuiltInType.Int64),
                new FieldMetaData("u", BuiltInType.UInt64),
                new FieldMetaData("s", BuiltInType.String, 0, 20),
                new FieldMetaData("a", BuiltInType.Float, 3, 0),
                new FieldMetaData("n", BuiltInType.Int16, 20, 0),
            });
            data.SetFloat(0, 0.1f);
            data.SetDouble(1, 1.0 / 3);
            data.SetInteger(2, 1);
            data.SetInteger(3, long.MinValue);
            data.SetInteger(4, -1);
            byte[] text = System.Text.Encoding.UTF8.GetBytes("M6 \u00b5m\tx");
            data.SetText(5, text, text.Length);
            data.SetFloatElement(6, 0, 1.5f);
            data.SetFloatElement(6, 1, -2);
            data.SetFloatElement(6, 2, float.NaN);
            for (int i = 0; i < 20; i++)
            {
                data.SetIntegerElement(7, i, -i);
            }

            Assert.AreEqual("0.1", Value(data, 0));
            Assert.AreEqual("0.333333333", Value(data, 1));
            Assert.AreEqual("true", Value(data, 2));
            Assert.AreEqual("-9223372036854775808", Value(data, 3));
            Assert.AreEqual("18446744073709551615", Value(data, 4));
            Assert.AreEqual("M6 \u00c2\u00b5m x", Value(data, 5)); // the two octets of the sign; a control character is a blank
            Assert.AreEqual("1.5 -2 NaN", Value(data, 6));
            Assert.AreEqual("0 -1 -2 -3 -4 -5 -6 -7 -8 -9 -10 -11 -12 -13 -14 -15 ...", Value(data, 7));
        }

        private static string Value(DataSet data, int index)
        {
            data.SetStatus(index, StatusCode.Good);
            Answer answer = new Answer { IsMachine = true };
            answer.Begin();
            FieldText.WriteValue(answer, data, index);
            string text = "";
            answer.End();
            int end = answer.ChunkLength - 2;
            for (int i = 2; i < end; i++)
            {
                text += ((char)answer.Octets[answer.Offset + i]).ToString();
            }

            return text;
        }

        private static CommandBench Bench()
        {
            return new CommandBench(new NodeBench().Start());
        }
    }
}
