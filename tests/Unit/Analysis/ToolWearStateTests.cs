using nanoFramework.TestFramework;
using Sidetap.Analysis;
using Sidetap.PubSub;

namespace Sidetap.Tests.Analysis
{
    /// <summary>A box may lose its power within a tool's life.</summary>
    [TestClass]
    public class ToolWearStateTests
    {
        private const int At = 3; // the state is somewhere in a record

        [TestMethod]
        public void After_a_restart_it_goes_on_where_it_was()
        {
            ToolWearBench before = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            before.Cut(12, 4000);
            ToolWearBench after = Restart(before, ToolWearBench.Calibrated());
            after.Idle(ToolWearBench.SampleMs);
            after.AssertQuality(ToolWearQuality.Valid);
            after.AssertNear(98.0475, ToolWear.FlankWear);
            Assert.AreEqual(StatusCode.UncertainInitialValue, after.Status(ToolWear.FlankWear));
            after.Cut(12, 12000);
            ToolWearBench.AssertNear(16, after.Source.CuttingSeconds);
            Assert.AreEqual(StatusCode.Good, after.Status(ToolWear.FlankWear));
        }

        [TestMethod]
        public void The_fresh_tools_current_is_not_learned_again()
        {
            ToolWearBench before = ToolWearBench.WithFreshTool(ToolWearBench.NotCalibrated());
            before.Cut(12, 30000);
            ToolWearBench after = Restart(before, ToolWearBench.NotCalibrated());
            after.Cut(13.2, 1000);
            after.AssertNear(50, ToolWear.Index);
        }

        // Cutting.ToolChanges goes on over a restart as well, so that a change in between shows.
        [TestMethod]
        public void Another_count_after_the_restart_is_another_tool()
        {
            ToolWearBench before = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            before.Cut(12, 4000);
            ToolWearBench after = Restart(before, ToolWearBench.Calibrated());
            after.Signals.Values[ToolWearBench.ToolChanges] = 7;
            after.Idle(ToolWearBench.SampleMs);
            after.AssertQuality(ToolWearQuality.WaitingForCut);
            ToolWearBench.AssertNear(0, after.Source.CuttingSeconds);
        }

        [TestMethod]
        public void An_unknown_history_stays_unknown_over_a_restart()
        {
            ToolWearBench before = new ToolWearBench(ToolWearBench.Calibrated());
            before.Cut(12, 4000);
            ToolWearBench after = Restart(before, ToolWearBench.Calibrated());
            after.Cut(12, 4000);
            after.AssertQuality(ToolWearQuality.HistoryUnknown);
        }

        [TestMethod]
        public void A_source_that_has_seen_nothing_remembers_nothing()
        {
            ToolWearBench after = Restart(new ToolWearBench(ToolWearBench.Calibrated()), ToolWearBench.Calibrated());
            after.Cut(12, 1000);
            after.AssertQuality(ToolWearQuality.HistoryUnknown);
            ToolWearBench.AssertNear(1, after.Source.CuttingSeconds);
        }

        // Zeros and ones, and each octet of a sound state turned around: it never fails, and what is ignored leaves a source that has seen nothing.
        [TestMethod]
        public void Octets_that_make_no_sense_do_no_harm()
        {
            ToolWearBench before = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            before.Cut(12, 4000);
            byte[] state = Save(before);
            for (int i = 0; i < state.Length; i++)
            {
                byte[] damaged = new byte[state.Length];
                System.Array.Copy(state, damaged, state.Length);
                damaged[i] ^= 0xFF;
                AssertSane(damaged);
            }

            byte[] ones = new byte[state.Length];
            for (int i = 0; i < ones.Length; i++)
            {
                ones[i] = 0xFF;
            }

            AssertSane(ones);
            AssertSane(new byte[state.Length]);
        }

        [TestMethod]
        public void A_state_of_another_version_is_ignored()
        {
            ToolWearBench before = ToolWearBench.WithFreshTool(ToolWearBench.Calibrated());
            before.Cut(12, 4000);
            byte[] state = Save(before);
            state[At]++;
            ToolWearBench after = new ToolWearBench(ToolWearBench.Calibrated());
            after.Source.LoadState(state, At);
            ToolWearBench.AssertNear(0, after.Source.CuttingSeconds);
        }

        private static void AssertSane(byte[] state)
        {
            ToolWearBench bench = new ToolWearBench(ToolWearBench.Calibrated());
            bench.Source.LoadState(state, At);
            bench.Idle(ToolWearBench.SampleMs);
            bench.Cut(12, 1000);
            double index = bench.Value(ToolWear.Index);
            double seconds = bench.Source.CuttingSeconds;
            Assert.IsTrue(index >= 0 && index <= 100);
            Assert.IsTrue(seconds >= 1 && seconds <= 1000000001);
        }

        private static byte[] Save(ToolWearBench bench)
        {
            byte[] state = new byte[At + bench.Source.StateOctets];
            bench.Source.SaveState(state, At);
            return state;
        }

        private static ToolWearBench Restart(ToolWearBench before, double[] parameters)
        {
            ToolWearBench after = new ToolWearBench(parameters);
            after.Source.LoadState(Save(before), At);
            after.Signals.Values[ToolWearBench.ToolChanges] = before.Signals.Values[ToolWearBench.ToolChanges];
            return after;
        }
    }
}
