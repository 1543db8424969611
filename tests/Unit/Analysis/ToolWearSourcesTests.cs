using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.Sensors;

namespace Sidetap.Tests.Analysis
{
    /// <summary>A profile may hold any numbers: what makes no estimator is refused.</summary>
    [TestClass]
    public class ToolWearSourcesTests
    {
        // The ranges of the catalogue, lowest and highest of each parameter.
        private static readonly double[] Lowest = { 200, 10, 5, 0.01, 0, -1e6, -1e6, -1e6, 0, -1e6, 0, 0, 0, 0, 0 };
        private static readonly double[] Highest = { 10000, 5000, 600, 10, 1, 1e6, 1e6, 1e6, 600, 1e6, 100000, 10, 1000000, 1000000, 10000000 };

        [TestMethod]
        public void Both_kinds_of_source_are_made()
        {
            Assert.IsNotNull(Create(ToolWearBench.Calibrated()));
            Assert.IsNotNull(Create(ToolWearBench.NotCalibrated()));
        }

        [TestMethod]
        public void Each_parameter_is_refused_outside_its_range()
        {
            for (int i = 0; i < WearSources.ParameterCount; i++)
            {
                AssertRefused(i, Lowest[i] - 0.001);
                AssertRefused(i, Highest[i] + (Highest[i] * 0.001));
                AssertRefused(i, double.NaN);
                AssertRefused(i, double.PositiveInfinity);
                AssertRefused(i, double.NegativeInfinity);
            }

            AssertRefused(0, 1000.5); // milliseconds are whole
            AssertRefused(4, 0.5);
        }

        [TestMethod]
        public void The_ends_of_the_ranges_are_allowed()
        {
            for (int i = 0; i < WearSources.ParameterCount; i++)
            {
                double[] parameters = ToolWearBench.NotCalibrated();
                parameters[i] = Lowest[i];
                Assert.IsNotNull(Create(parameters));
                if (i != 4)
                {
                    parameters[i] = Highest[i];
                    Assert.IsNotNull(Create(parameters));
                }
            }
        }

        [TestMethod]
        public void A_calibration_without_range_time_or_interval_is_none()
        {
            AssertRefused(13, 10); // the highest current is the lowest
            AssertRefused(14, 0);
            double[] exact = ToolWearBench.Calibrated();
            exact[10] = 0;
            Assert.IsNotNull(Create(exact));
            exact[11] = 0;
            Assert.IsNull(Create(exact));
        }

        [TestMethod]
        public void Inputs_have_to_be_three_earlier_signals()
        {
            AssertInputsRefused(new int[] { 0, 1 });
            AssertInputsRefused(new int[] { 0, 1, 2, 2 });
            AssertInputsRefused(new int[] { 0, 1, ToolWearBench.First });
            AssertInputsRefused(new int[] { SignalTable.None, 1, 2 });
            AssertInputsRefused(new int[] { -1, 1, 2 });
        }

        [TestMethod]
        public void Too_few_or_too_many_parameters_are_refused()
        {
            Assert.IsNull(Create(new double[0]));
            Assert.IsNull(Create(new double[WearSources.ParameterCount - 1]));
            Assert.IsNull(Create(new double[WearSources.ParameterCount + 1]));
        }

        [TestMethod]
        public void A_source_has_six_outputs_and_another_kind_none_of_them()
        {
            SourceDescriptor descriptor = Descriptor(ToolWearBench.Calibrated());
            Assert.AreEqual(6, WearSources.OutputsOf(descriptor));
            descriptor.Kind = SourceKind.Cutting;
            Assert.AreEqual(0, WearSources.OutputsOf(descriptor));
            Assert.IsNull(WearSources.Create(descriptor, new MachineInputs(), Table(), ToolWearBench.First));
        }

        private static void AssertRefused(int index, double value)
        {
            double[] parameters = ToolWearBench.Calibrated();
            parameters[index] = value;
            Assert.IsNull(Create(parameters), "parameter " + index + ": " + value);
        }

        private static void AssertInputsRefused(int[] inputs)
        {
            SourceDescriptor descriptor = Descriptor(ToolWearBench.Calibrated());
            descriptor.Inputs = inputs;
            Assert.IsNull(WearSources.Create(descriptor, new MachineInputs(), Table(), ToolWearBench.First));
        }

        private static SignalSource Create(double[] parameters)
        {
            return ToolWearBench.Create(parameters, Table());
        }

        private static SignalTable Table()
        {
            return new SignalTable(ToolWearBench.First + ToolWear.Outputs);
        }

        private static SourceDescriptor Descriptor(double[] parameters)
        {
            SourceDescriptor descriptor = new SourceDescriptor();
            descriptor.Kind = SourceKind.ToolWear;
            descriptor.Inputs = new int[] { ToolWearBench.Current, ToolWearBench.Cutting, ToolWearBench.ToolChanges };
            descriptor.Parameters = parameters;
            return descriptor;
        }
    }
}
