using nanoFramework.TestFramework;
using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>What the factory makes of a profile's words, and what it refuses.</summary>
    [TestClass]
    public class ElectricalSourcesTests
    {
        [TestMethod]
        public void Every_kind_is_made_with_its_outputs()
        {
            AssertMade(SourceKind.Analog, 0, new double[] { 7, 2, -1 }, 1);
            AssertMade(SourceKind.Ads1115, 0, new double[] { 72, 0, 4.096, 128 }, 4);
            AssertMade(SourceKind.Ads1115, 0, new double[] { 75, 1, 0.256, 860 }, 2);
            AssertMade(SourceKind.Linear, 1, new double[] { 1000, 0 }, 1);
            AssertMade(SourceKind.CurrentLoop, 1, new double[] { 0, 100 }, 1);
            AssertMade(SourceKind.CurrentClamp, 0, new double[] { 0, 30, 50, 10, 1.5, 1.8 }, 3);
            AssertMade(SourceKind.Rms, 1, new double[] { 10 }, 1);
            AssertMade(SourceKind.Thermocouple, 2, new double[] { 7 }, 1);
            AssertMade(SourceKind.Max31856, 0, new double[] { 0, 0, 50, 16 }, 2);
            AssertMade(SourceKind.Rtd, 1, new double[] { 100, 0 }, 1);
            AssertMade(SourceKind.Max31865, 0, new double[] { 0, 100, 430, 3, 60 }, 2);
            AssertMade(SourceKind.Ntc, 1, new double[] { 0, 10000, 3950, 0, -40, 125 }, 1);
            AssertMade(SourceKind.Ntc, 1, new double[] { 1, 1.1e-3, 2.3e-4, 8.8e-8, -40, 125 }, 1);
            AssertMade(SourceKind.Divider, 1, new double[] { 10000, 3.3, 0 }, 1);
        }

        [TestMethod]
        public void A_parameter_out_of_range_is_refused()
        {
            AssertRefused(SourceKind.Analog, 0, new double[] { -1, 1, 0 });
            AssertRefused(SourceKind.Analog, 0, new double[] { 0.5, 1, 0 });
            AssertRefused(SourceKind.Analog, 0, new double[] { 0, double.NaN, 0 });
            AssertRefused(SourceKind.Analog, 0, new double[] { 0, 1, double.PositiveInfinity });
            AssertRefused(SourceKind.Ads1115, 0, new double[] { 71, 0, 4.096, 128 });
            AssertRefused(SourceKind.Ads1115, 0, new double[] { 72, 2, 4.096, 128 });
            AssertRefused(SourceKind.Ads1115, 0, new double[] { 72, 0, 5, 128 });
            AssertRefused(SourceKind.Ads1115, 0, new double[] { 72, 0, double.NaN, 128 });
            AssertRefused(SourceKind.Ads1115, 0, new double[] { 72, 0, 4.096, 100 });
            AssertRefused(SourceKind.CurrentLoop, 1, new double[] { 5, 5 });
            AssertRefused(SourceKind.CurrentClamp, 0, new double[] { 0, 0, 50, 10, 0, 0 });
            AssertRefused(SourceKind.CurrentClamp, 0, new double[] { 0, 30, 55, 10, 0, 0 });
            AssertRefused(SourceKind.CurrentClamp, 0, new double[] { 0, 30, 50, 0, 0, 0 });
            AssertRefused(SourceKind.CurrentClamp, 0, new double[] { 0, 30, 50, 10, 2, 1 });
            AssertRefused(SourceKind.Rms, 1, new double[] { 0 });
            AssertRefused(SourceKind.Rms, 1, new double[] { 65536 });
            AssertRefused(SourceKind.Thermocouple, 2, new double[] { 8 });
            AssertRefused(SourceKind.Max31856, 0, new double[] { 0, 0, 50, 3 });
            AssertRefused(SourceKind.Max31856, 0, new double[] { 0, 0, 51, 4 });
            AssertRefused(SourceKind.Rtd, 1, new double[] { 9, 0 });
            AssertRefused(SourceKind.Rtd, 1, new double[] { 100, -1 });
            AssertRefused(SourceKind.Max31865, 0, new double[] { 0, 100, 430, 5, 50 });
            AssertRefused(SourceKind.Max31865, 0, new double[] { 0, 100, 0, 3, 50 });
            AssertRefused(SourceKind.Ntc, 1, new double[] { 2, 10000, 3950, 0, -40, 125 });
            AssertRefused(SourceKind.Ntc, 1, new double[] { 0, 0, 3950, 0, -40, 125 });
            AssertRefused(SourceKind.Ntc, 1, new double[] { 0, 10000, 0, 0, -40, 125 });
            AssertRefused(SourceKind.Ntc, 1, new double[] { 0, 10000, 3950, 0, 125, -40 });
            AssertRefused(SourceKind.Divider, 1, new double[] { 0, 3.3, 0 });
            AssertRefused(SourceKind.Divider, 1, new double[] { 10000, 0, 0 });
            AssertRefused(SourceKind.Divider, 1, new double[] { 10000, 3.3, 2 });
            AssertRefused(SourceKind.Digital, 0, new double[] { 0, 30, 0 });
        }

        [TestMethod]
        public void A_number_of_inputs_or_parameters_that_is_not_the_kinds_is_refused()
        {
            AssertRefused(SourceKind.Analog, 1, new double[] { 0, 1, 0 });
            AssertRefused(SourceKind.Analog, 0, new double[] { 0, 1 });
            AssertRefused(SourceKind.Analog, 0, new double[0]);
            AssertRefused(SourceKind.Analog, 0, new double[] { 0, 1, 0, 0 });
            AssertRefused(SourceKind.Linear, 0, new double[] { 1, 0 });
            AssertRefused(SourceKind.Thermocouple, 1, new double[] { 0 });
            AssertRefused(SourceKind.Ntc, 1, new double[] { 0, 10000, 3950 });
        }

        [TestMethod]
        public void What_the_board_does_not_have_is_refused()
        {
            MachineInputs nothing = new MachineInputs();
            AssertNotThere(SourceKind.Analog, new double[] { 0, 1, 0 }, nothing);
            AssertNotThere(SourceKind.Ads1115, new double[] { 72, 0, 4.096, 128 }, nothing);
            AssertNotThere(SourceKind.CurrentClamp, new double[] { 0, 30, 50, 10, 0, 0 }, nothing);
            AssertNotThere(SourceKind.Max31856, new double[] { 0, 0, 50, 16 }, nothing);
            AssertNotThere(SourceKind.Max31865, new double[] { 0, 100, 430, 3, 60 }, nothing);
            MachineInputs all = All(4000);
            AssertNotThere(SourceKind.Analog, new double[] { 8, 1, 0 }, all);
            AssertNotThere(SourceKind.CurrentClamp, new double[] { 1, 30, 50, 10, 0, 0 }, all);
            AssertNotThere(SourceKind.Max31856, new double[] { 1, 0, 50, 16 }, all);
            AssertNotThere(SourceKind.Max31865, new double[] { 1, 100, 430, 3, 60 }, all);
            double[] clamp = { 0, 30, 50, 10, 0, 0 };
            AssertNotThere(SourceKind.CurrentClamp, clamp, All(399)); // fewer than 8 samples a cycle
            AssertNotThere(SourceKind.CurrentClamp, clamp, All(20100)); // more than 400
            AssertNotThere(SourceKind.CurrentClamp, clamp, All(float.NaN));
        }

        [TestMethod]
        public void An_input_has_to_be_an_earlier_signal()
        {
            SignalTable signals = new SignalTable(5);
            SourceDescriptor source = Describe(SourceKind.Thermocouple, 2, new double[] { 0 });
            source.Inputs[1] = 3;
            Assert.IsNull(ElectricalSources.Create(source, All(4000), signals, 3));
            Assert.IsNotNull(ElectricalSources.Create(source, All(4000), signals, 4));
            source.Inputs[1] = SignalTable.None;
            Assert.IsNull(ElectricalSources.Create(source, All(4000), signals, 4));
        }

        private static MachineInputs All(float rate)
        {
            return new MachineInputs
            {
                Analog = new FakeBoard(),
                Burst = new FakeBurst { Rate = rate },
                Spi = new FakeSpi(new byte[16]),
                I2c = new FakeI2c(72, 4, 2),
            };
        }

        private static SourceDescriptor Describe(SourceKind kind, int inputs, double[] parameters)
        {
            return new SourceDescriptor { Kind = kind, Inputs = new int[inputs], Parameters = parameters };
        }

        private static void AssertMade(SourceKind kind, int inputs, double[] parameters, int outputs)
        {
            SourceDescriptor source = Describe(kind, inputs, parameters);
            Assert.AreEqual(outputs, ElectricalSources.OutputsOf(source), "kind " + (int)kind);
            SignalSource made = ElectricalSources.Create(source, All(4000), new SignalTable(6), 2);
            Assert.AreEqual(outputs, made.OutputCount, "kind " + (int)kind);
            Assert.AreEqual(2, made.First);
        }

        private static void AssertRefused(SourceKind kind, int inputs, double[] parameters)
        {
            SourceDescriptor source = Describe(kind, inputs, parameters);
            Assert.AreEqual(0, ElectricalSources.OutputsOf(source), "kind " + (int)kind);
            Assert.IsNull(ElectricalSources.Create(source, All(4000), new SignalTable(6), 2), "kind " + (int)kind);
        }

        private static void AssertNotThere(SourceKind kind, double[] parameters, MachineInputs inputs)
        {
            SourceDescriptor source = Describe(kind, 0, parameters);
            Assert.IsTrue(ElectricalSources.OutputsOf(source) > 0, "kind " + (int)kind);
            Assert.IsNull(ElectricalSources.Create(source, inputs, new SignalTable(6), 2), "kind " + (int)kind);
        }
    }
}
