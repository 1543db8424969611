using nanoFramework.TestFramework;
using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Model
{
    /// <summary>From signals to fields: types, scaling, arrays, texts, limits.</summary>
    [TestClass]
    public class FieldSamplerTests
    {
        [TestMethod]
        public void A_value_is_scaled()
        {
            FieldBinding field = Scalar(BuiltInType.Float);
            field.Gain = 0.5;
            field.Offset = -3;
            Assert.AreEqual(7.0, new SamplerBench(field).Sample(20));
            field = Scalar(BuiltInType.Double);
            field.Gain = 1e-3;
            Assert.AreEqual(1234567.8901, new SamplerBench(field).Sample(1234567890.1));
            field = Scalar(BuiltInType.Int16);
            field.Gain = 10;
            Assert.AreEqual(-235.0, new SamplerBench(field).Sample(-23.45)); // -234.5
        }

        [TestMethod]
        public void Integers_are_rounded_and_halves_go_away_from_zero()
        {
            SamplerBench bench = new SamplerBench(Scalar(BuiltInType.Int32));
            Assert.AreEqual(2.0, bench.Sample(2.4));
            Assert.AreEqual(3.0, bench.Sample(2.5));
            Assert.AreEqual(-3.0, bench.Sample(-2.5));
            Assert.AreEqual(0.0, bench.Sample(-0.4));
        }

        // The ranges are OPC 10000-6, 5.1.2, Table 1.
        [TestMethod]
        public void What_an_integer_type_does_not_have_is_out_of_range()
        {
            AssertRange(BuiltInType.Boolean, 0, 1);
            AssertRange(BuiltInType.SByte, -128, 127);
            AssertRange(BuiltInType.Byte, 0, 255);
            AssertRange(BuiltInType.Int16, -32768, 32767);
            AssertRange(BuiltInType.UInt16, 0, 65535);
            AssertRange(BuiltInType.Int32, -2147483648.0, 2147483647);
            AssertRange(BuiltInType.UInt32, 0, 4294967295);
        }

        // Of 64 bits a double has every eleventh: 2^63 - 1024 and 2^64 - 2048 are the highest below the limit.
        [TestMethod]
        public void Integers_of_64_bits_are_exact()
        {
            SamplerBench signed = new SamplerBench(Scalar(BuiltInType.Int64));
            signed.Sample(9007199254740993.0);
            Assert.AreEqual("0800000000000020" + "00", signed.Sent()); // 2^53, the nearest double
            signed.Sample(9223372036854774784.0);
            Assert.AreEqual("0800fcffffffffff7f", signed.Sent());
            signed.Sample(9223372036854775808.0);
            Assert.AreEqual(StatusCode.BadOutOfRange, signed.Status);
            signed.Sample(4503599627370497.0); // 2^52 + 1: adding a half to round would make it even
            Assert.AreEqual("080100000000001000", signed.Sent());
            SamplerBench unsigned = new SamplerBench(Scalar(BuiltInType.UInt64));
            unsigned.Sample(9223372036854775808.0);
            Assert.AreEqual("090000000000000080", unsigned.Sent());
            unsigned.Sample(18446744073709549568.0);
            Assert.AreEqual("0900f8ffffffffffff", unsigned.Sent());
            unsigned.Sample(18446744073709551616.0);
            Assert.AreEqual(StatusCode.BadOutOfRange, unsigned.Status);
            unsigned.Sample(-1);
            Assert.AreEqual(StatusCode.BadOutOfRange, unsigned.Status);
        }

        [TestMethod]
        public void What_a_float_does_not_have_is_out_of_range()
        {
            SamplerBench bench = new SamplerBench(Scalar(BuiltInType.Float));
            bench.Sample(3.4e38);
            Assert.AreEqual(StatusCode.Good, bench.Status);
            bench.Sample(3.5e38);
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status);
            bench.Sample(-3.5e38);
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status);
            Assert.AreEqual(1.0, bench.Sample(1));
            Assert.AreEqual(StatusCode.Good, bench.Status);
            FieldBinding scaled = Scalar(BuiltInType.Double);
            scaled.Gain = 1e10;
            SamplerBench wide = new SamplerBench(scaled);
            wide.Sample(1e300);
            Assert.AreEqual(StatusCode.BadOutOfRange, wide.Status);
        }

        [TestMethod]
        public void A_signals_status_is_the_fields()
        {
            SamplerBench bench = new SamplerBench(Scalar(BuiltInType.Float));
            bench.Sample(4);
            bench.Set(0, 5, StatusCode.UncertainSensorNotAccurate);
            bench.Step();
            Assert.AreEqual(StatusCode.UncertainSensorNotAccurate, bench.Status);
            Assert.AreEqual(5.0, bench.DataSet.NumberOf(0));
            bench.Set(0, 6, StatusCode.BadSensorFailure);
            bench.Step();
            Assert.AreEqual(StatusCode.BadSensorFailure, bench.Status);
            Assert.AreEqual("1300008c80", bench.Sent());
        }

        [TestMethod]
        public void A_value_outside_its_limits_is_uncertain_with_the_limit_it_violates()
        {
            AssertLimits(BuiltInType.Float);
            AssertLimits(BuiltInType.Double);
            AssertLimits(BuiltInType.Int32);
        }

        // OPC 10000-4, 7.39.1: the limit bits go with any code.
        [TestMethod]
        public void An_uncertain_value_outside_its_limits_keeps_its_code()
        {
            SamplerBench bench = new SamplerBench(Limited(BuiltInType.Float, 0));
            bench.Set(0, 11, StatusCode.UncertainLastUsableValue);
            bench.Step();
            Assert.AreEqual(0x40900600u, bench.Status);
            bench.Set(0, 11, StatusCode.BadNotConnected);
            bench.Step();
            Assert.AreEqual(StatusCode.BadNotConnected, bench.Status);
        }

        // A value that trembles at its limit would make a message of every sample.
        [TestMethod]
        public void What_was_outside_has_to_come_back_by_the_deadband()
        {
            SamplerBench bench = new SamplerBench(Limited(BuiltInType.Float, 1));
            bench.Sample(10.5);
            bench.Sample(9.5);
            Assert.AreEqual(0x40940600u, bench.Status);
            bench.Sample(9);
            Assert.AreEqual(StatusCode.Good, bench.Status);
            bench.Sample(9.5);
            Assert.AreEqual(StatusCode.Good, bench.Status);
            bench.Sample(1.5);
            bench.Sample(2.5);
            Assert.AreEqual(0x40940500u, bench.Status);
            bench.Sample(10.5);
            Assert.AreEqual(0x40940600u, bench.Status);
        }

        // Limits that are closer together than the deadband still let a value be Good.
        [TestMethod]
        public void A_wide_deadband_does_not_keep_a_value_outside()
        {
            SamplerBench bench = new SamplerBench(Limited(BuiltInType.Float, 100));
            bench.Sample(11);
            bench.Sample(6);
            Assert.AreEqual(StatusCode.Good, bench.Status);
        }

        [TestMethod]
        public void An_array_takes_consecutive_signals()
        {
            SamplerBench bench = new SamplerBench(Array(BuiltInType.Float, 3, 2));
            bench.Set(2, 1, StatusCode.Good);
            bench.Set(3, 2, StatusCode.Good);
            bench.Set(4, -0.5, StatusCode.Good);
            bench.Step();
            Assert.AreEqual("8a" + "03000000" + "0000803f" + "00000040" + "000000bf", bench.Sent());
            Assert.AreEqual(StatusCode.Good, bench.Status);
        }

        [TestMethod]
        public void Arrays_of_every_numeric_type_are_encoded()
        {
            AssertArray(BuiltInType.Boolean, "81 02000000 01 00", 1, 0);
            AssertArray(BuiltInType.SByte, "82 02000000 ff 7f", -1, 127);
            AssertArray(BuiltInType.Byte, "83 02000000 ff 07", 255, 7);
            AssertArray(BuiltInType.Int16, "84 02000000 feff 2c01", -2, 300);
            AssertArray(BuiltInType.UInt16, "85 02000000 ffff 2c01", 65535, 300);
            AssertArray(BuiltInType.Int32, "86 02000000 feffffff 01000000", -2, 1);
            AssertArray(BuiltInType.UInt32, "87 02000000 ffffffff 01000000", 4294967295, 1);
            AssertArray(BuiltInType.Int64, "88 02000000 feffffffffffffff 0100000000000000", -2, 1);
            AssertArray(BuiltInType.UInt64, "89 02000000 0000000000000080 0100000000000000", 9223372036854775808.0, 1);
            AssertArray(BuiltInType.Double, "8b 02000000 000000000000f03f 00000000000000c0", 1, -2);
        }

        [TestMethod]
        public void A_bad_element_is_no_number_and_the_array_is_subnormal()
        {
            SamplerBench bench = new SamplerBench(Array(BuiltInType.Float, 2, 0));
            bench.Set(0, 1, StatusCode.BadSensorFailure);
            bench.Set(1, 2, StatusCode.Good);
            bench.Step();
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status);
            string sent = bench.Sent();
            Assert.AreEqual("1703" + "8a" + "02000000", sent.Substring(0, 14)); // a DataValue of value and status
            Assert.AreEqual("00000040" + "00009540", sent.Substring(22));
            uint bits = UaBinary.Get32(Hex.Parse(sent), 7);
            Assert.IsTrue((bits & 0x7F800000) == 0x7F800000 && (bits & 0x007FFFFF) != 0); // IEEE 754: not a number
        }

        // An integer has no such value: the element keeps its last one.
        [TestMethod]
        public void A_bad_element_of_an_integer_array_keeps_its_value()
        {
            SamplerBench bench = new SamplerBench(Array(BuiltInType.Byte, 2, 0));
            bench.Set(0, 9, StatusCode.Good);
            bench.Step();
            bench.Set(0, 256, StatusCode.Good);
            bench.Step();
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status);
            Assert.AreEqual("1703" + "83" + "02000000" + "0900" + "00009540", bench.Sent());
        }

        [TestMethod]
        public void An_array_of_nothing_but_bad_elements_has_the_first_ones_status()
        {
            SamplerBench bench = new SamplerBench(Array(BuiltInType.Float, 2, 0));
            bench.Set(0, 0, StatusCode.BadTimeout);
            bench.Set(1, 0, StatusCode.BadSensorFailure);
            bench.Step();
            Assert.AreEqual(StatusCode.BadTimeout, bench.Status);
        }

        [TestMethod]
        public void An_array_is_as_uncertain_as_its_first_uncertain_element()
        {
            SamplerBench bench = new SamplerBench(Array(BuiltInType.Float, 3, 0));
            bench.Set(1, 0, StatusCode.UncertainLastUsableValue);
            bench.Set(2, 0, StatusCode.UncertainSensorNotAccurate);
            bench.Step();
            Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status);
        }

        [TestMethod]
        public void An_element_outside_the_limits_shows_in_the_arrays_status()
        {
            FieldBinding field = Array(BuiltInType.Float, 2, 0);
            field.HasLimits = true;
            field.LowLimit = 0;
            field.HighLimit = 10;
            SamplerBench bench = new SamplerBench(field);
            bench.Set(1, 11, StatusCode.Good);
            bench.Step();
            Assert.AreEqual(0x40940600u, bench.Status);
            bench.Set(0, 0, StatusCode.BadSensorFailure);
            bench.Step();
            Assert.AreEqual(0x40950600u, bench.Status); // some are bad, and one is too high
        }

        [TestMethod]
        public void A_text_is_brought_and_cut_between_characters()
        {
            SamplerBench bench = new SamplerBench(new FieldBinding(new FieldMetaData("T", BuiltInType.String, 0, 4), 0));
            bench.SetText("4e3137");
            bench.Step();
            Assert.AreEqual("0c" + "03000000" + "4e3137", bench.Sent());
            bench.SetText("61c3a9e282ac"); // a, é, €: five octets would end within the last one
            bench.Step();
            Assert.AreEqual("0c" + "03000000" + "61c3a9", bench.Sent());
            bench.SetText(string.Empty);
            bench.Step();
            Assert.AreEqual("0c" + "00000000", bench.Sent());
        }

        private static void AssertRange(BuiltInType type, double low, double high)
        {
            SamplerBench bench = new SamplerBench(Scalar(type));
            Assert.AreEqual(low, bench.Sample(low));
            Assert.AreEqual(StatusCode.Good, bench.Status);
            Assert.AreEqual(high, bench.Sample(high));
            Assert.AreEqual(StatusCode.Good, bench.Status);
            bench.Sample(low - 1);
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status);
            bench.Sample(high + 1);
            Assert.AreEqual(StatusCode.BadOutOfRange, bench.Status);
        }

        private static void AssertLimits(BuiltInType type)
        {
            SamplerBench bench = new SamplerBench(Limited(type, 0));
            bench.Sample(10);
            Assert.AreEqual(StatusCode.Good, bench.Status);
            bench.Sample(11);
            Assert.AreEqual(0x40940600u, bench.Status); // Uncertain_EngineeringUnitsExceeded, InfoType DataValue, LimitBits High
            Assert.AreEqual(11.0, bench.DataSet.NumberOf(0));
            bench.Sample(1);
            Assert.AreEqual(0x40940500u, bench.Status);
            bench.Sample(2);
            Assert.AreEqual(StatusCode.Good, bench.Status);
        }

        private static void AssertArray(BuiltInType type, string expected, double first, double second)
        {
            SamplerBench bench = new SamplerBench(Array(type, 2, 0));
            bench.Set(0, first, StatusCode.Good);
            bench.Set(1, second, StatusCode.Good);
            bench.Step();
            byte[] octets = Hex.Parse(expected);
            Assert.AreEqual(Hex.Of(octets, 0, octets.Length), bench.Sent());
        }

        private static FieldBinding Scalar(BuiltInType type)
        {
            return new FieldBinding(new FieldMetaData("F", type), 0);
        }

        private static FieldBinding Limited(BuiltInType type, double deadband)
        {
            FieldBinding field = Scalar(type);
            field.HasLimits = true;
            field.LowLimit = 2;
            field.HighLimit = 10;
            field.Deadband = deadband;
            return field;
        }

        private static FieldBinding Array(BuiltInType type, int length, int signal)
        {
            return new FieldBinding(new FieldMetaData("A", type, length, 0), signal);
        }
    }
}
