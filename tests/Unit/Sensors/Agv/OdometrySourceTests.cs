using System;
using nanoFramework.TestFramework;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Sensors
{
    /// <summary>Odometry of a differential drive, step by step: geometry, velocities, and what a broken encoder does to it.</summary>
    [TestClass]
    public class OdometrySourceTests
    {
        private const int Vx = 0;
        private const int Omega = 1;
        private const int X = 2;
        private const int Y = 3;
        private const int Theta = 4;
        private const int Distance = 5;
        private const int Driving = 6;
        private const double Track = 0.5;

        [TestMethod]
        public void A_straight_line()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 2000);
            IoBench.AssertNear(2, bench.Value(X), 1e-9);
            IoBench.AssertNear(0, bench.Value(Y), 1e-9);
            IoBench.AssertNear(1, bench.Value(Vx), 1e-9);
            bench.AssertOutput(Driving, 1, StatusCode.Good);
            Drive(bench, 0, 0, 2000);
            bench.AssertOutput(Vx, 0, StatusCode.Good);
            bench.AssertOutput(Driving, 0, StatusCode.Good);
            IoBench.AssertNear(2, bench.Value(Distance), 1e-9);
        }

        [TestMethod]
        public void An_arc_is_exact_in_a_single_step()
        {
            // A quarter of a circle of 2 m to the left: the wheels roll 1.75 and 2.25 times pi/2.
            IoBench bench = Make();
            bench.NowMs += 1000;
            bench.Set(0, 1.75 * Math.PI / 2);
            bench.Set(1, 2.25 * Math.PI / 2);
            bench.Sample();
            IoBench.AssertNear(2, bench.Value(X), 1e-9);
            IoBench.AssertNear(2, bench.Value(Y), 1e-9);
            IoBench.AssertNear(Math.PI / 2, bench.Value(Theta), 1e-9);
            IoBench.AssertNear(Math.PI, bench.Value(Distance), 1e-9);
        }

        [TestMethod]
        public void Backwards_the_distance_grows_too()
        {
            IoBench bench = Make();
            Drive(bench, -0.5, -0.5, 1000);
            IoBench.AssertNear(-0.5, bench.Value(X), 1e-9);
            IoBench.AssertNear(0.5, bench.Value(Distance), 1e-9);
            IoBench.AssertNear(-0.5, bench.Value(Vx), 1e-9);
        }

        // VDA 5050: theta is in -pi..pi.
        [TestMethod]
        public void Turning_on_the_spot_theta_stays_within_pi()
        {
            AssertTurns(1);
            AssertTurns(-1);
        }

        [TestMethod]
        public void Turning_on_the_spot_is_driving()
        {
            IoBench bench = Make();
            Drive(bench, -0.1, 0.1, 1000);
            bench.AssertOutput(Driving, 1, StatusCode.Good);
            IoBench.AssertNear(0, bench.Value(Vx), 1e-9);
            IoBench.AssertNear(0, bench.Value(Distance), 1e-9);
        }

        [TestMethod]
        public void A_wheel_without_a_reading_makes_everything_bad()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 1000);
            bench.SetStatus(1, StatusCode.BadNotConnected);
            bench.SampleAfter(100);
            for (int i = 0; i < 7; i++)
            {
                Assert.AreEqual(StatusCode.BadNotConnected, bench.Status(i));
            }
        }

        [TestMethod]
        public void After_a_gap_while_it_stood_the_position_is_good_and_after_one_while_it_drove_it_is_not()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 1000);
            bench.SetStatus(0, StatusCode.BadDeviceFailure);
            bench.SampleAfter(1000);
            bench.SetStatus(0, StatusCode.Good);
            bench.SampleAfter(100);
            Assert.AreEqual(StatusCode.Good, bench.Status(X));
            bench.SetStatus(0, StatusCode.BadDeviceFailure);
            bench.SampleAfter(1000);
            Drive(bench, 1, 1, 1000);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(X));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(Distance));
            Assert.AreEqual(StatusCode.Good, bench.Status(Vx));
            IoBench.AssertNear(2, bench.Value(X), 1e-9);
        }

        // A wheel that stands still in its last reading while the other one goes on is no turn.
        [TestMethod]
        public void A_reading_that_is_only_the_last_one_moves_nothing()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 1000);
            double left = bench.Table.Values[0];
            for (int i = 0; i < 3; i++)
            {
                bench.SetStatus(0, StatusCode.UncertainLastUsableValue);
                bench.Set(1, bench.Table.Values[1] + 0.1);
                bench.SampleAfter(100);
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(X));
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(Vx));
            }

            bench.Set(0, left + 0.3);
            Drive(bench, 1, 1, 700);
            IoBench.AssertNear(0, bench.Value(Y), 1e-9);
            IoBench.AssertNear(2, bench.Value(X), 1e-9);
            Assert.AreEqual(StatusCode.Good, bench.Status(X), "a moment is no way that was missed");
        }

        [TestMethod]
        public void A_wheel_that_keeps_its_last_reading_while_the_vehicle_drives_leaves_the_position_uncertain()
        {
            IoBench bench = Make();
            Drive(bench, 0.2, 0.2, 1000);
            for (int i = 0; i < 20; i++)
            {
                bench.SetStatus(0, StatusCode.UncertainLastUsableValue);
                bench.Set(1, bench.Table.Values[1] + 0.02);
                bench.SampleAfter(100);
            }

            bench.Set(0, bench.Table.Values[0] + 0.4);
            Drive(bench, 0.2, 0.2, 1000);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(X));
            Assert.AreEqual(StatusCode.Good, bench.Status(Vx));
        }

        [TestMethod]
        public void A_glitch_is_passed_over()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 1000);
            double right = bench.Table.Values[1];
            bench.Set(1, right + 5);
            bench.SampleAfter(100);
            for (int i = 0; i < 7; i++)
            {
                Assert.AreEqual(StatusCode.UncertainLastUsableValue, bench.Status(i));
            }

            bench.Set(1, right);
            Drive(bench, 1, 1, 1000);
            bench.AssertOutput(Theta, 0, StatusCode.Good);
            IoBench.AssertNear(2, bench.Value(X), 1e-9);
            Assert.AreEqual(StatusCode.Good, bench.Status(X));
            Assert.AreEqual(0, ((OdometrySource)bench.Source).Jumps);
        }

        [TestMethod]
        public void A_jump_that_stays_is_no_way_and_the_position_is_uncertain_from_then_on()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 1000);
            bench.Set(0, bench.Table.Values[0] - 3);
            Drive(bench, 0, 0, 1000);
            IoBench.AssertNear(1, bench.Value(X), 1e-9);
            IoBench.AssertNear(0, bench.Value(Theta), 1e-9);
            Drive(bench, 1, 1, 1000);
            IoBench.AssertNear(2, bench.Value(X), 1e-9);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(X));
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(Theta));
            Assert.AreEqual(StatusCode.Good, bench.Status(Vx));
            IoBench.AssertNear(1, bench.Value(Vx), 1e-9);
            Assert.AreEqual(1, ((OdometrySource)bench.Source).Jumps);
        }

        [TestMethod]
        public void Position_and_distance_go_on_after_a_restart_and_the_position_says_so()
        {
            IoBench bench = Make();
            Drive(bench, 0.8, 1, 2000);
            IoBench next = Make();
            IoBench.Restart(bench.Source, next.Source);
            next.SampleAfter(100);
            Assert.AreEqual(bench.Value(X), next.Value(X));
            Assert.AreEqual(bench.Value(Y), next.Value(Y));
            Assert.AreEqual(bench.Value(Theta), next.Value(Theta));
            Assert.AreEqual(bench.Value(Distance), next.Value(Distance));
            Assert.AreEqual(StatusCode.UncertainInitialValue, next.Status(X));
            Assert.AreEqual(StatusCode.Good, next.Status(Distance));
        }

        [TestMethod]
        public void A_way_that_was_missed_is_missing_after_a_restart_too()
        {
            IoBench bench = Make();
            Drive(bench, 1, 1, 1000);
            bench.Set(0, bench.Table.Values[0] - 3);
            Drive(bench, 0, 0, 1000);
            Drive(bench, 1, 1, 1000);
            Assert.AreEqual(StatusCode.UncertainSubNormal, bench.Status(Distance));
            IoBench next = Make();
            IoBench.Restart(bench.Source, next.Source);
            next.SampleAfter(100);
            Assert.AreEqual(bench.Value(Distance), next.Value(Distance));
            Assert.AreEqual(StatusCode.UncertainSubNormal, next.Status(Distance));
            Assert.AreEqual(StatusCode.UncertainSubNormal, next.Status(X));
        }

        [TestMethod]
        public void A_state_that_makes_no_sense_is_ignored()
        {
            IoBench bench = Make();
            byte[] state = new byte[bench.Source.StateOctets];
            uint random = 5;
            for (int i = 0; i < 300; i++)
            {
                for (int k = 0; k < state.Length; k++)
                {
                    random = (random * 1664525) + 1013904223;
                    state[k] = (byte)(random >> 24);
                }

                bench.Source.LoadState(state, 0);
                bench.SampleAfter(100);
                Assert.IsTrue(Math.Abs(bench.Value(Theta)) <= Math.PI);
                Assert.IsTrue(bench.Value(Distance) < 1e12);
            }
        }

        [TestMethod]
        public void Parameters_out_of_range_are_refused()
        {
            IoBench bench = new IoBench();
            int[] inputs = { 0, 1 };
            Assert.IsNull(bench.Try(SourceKind.Odometry, inputs, 10, new double[] { 0, 0.01, 500 }), "track");
            Assert.IsNull(bench.Try(SourceKind.Odometry, inputs, 10, new double[] { 0.5, -1, 500 }), "standstill");
            Assert.IsNull(bench.Try(SourceKind.Odometry, inputs, 10, new double[] { 0.5, 0.01, 0 }), "window");
            Assert.IsNull(bench.Try(SourceKind.Odometry, inputs, 10, new double[] { 0.5, 0.01, 500, 0 }), "maximum speed");
            Assert.IsNull(bench.Try(SourceKind.Odometry, new int[] { 0, SignalTable.None }, 10, new double[] { 0.5, 0.01, 500 }), "an input");
            Assert.IsNotNull(bench.Try(SourceKind.Odometry, inputs, 10, new double[] { 0.5, 0.01, 500 }));
        }

        private static void AssertTurns(int direction)
        {
            IoBench bench = Make();
            double turned = 0;
            for (int i = 0; i < 200; i++)
            {
                Drive(bench, -0.2 * direction, 0.2 * direction, 100);
                turned += 0.08 * direction;
                double expected = Math.Atan2(Math.Sin(turned), Math.Cos(turned));
                IoBench.AssertNear(expected, bench.Value(Theta), 1e-9);
            }

            IoBench.AssertNear(0.8 * direction, bench.Value(Omega), 1e-9);
        }

        private static IoBench Make()
        {
            IoBench bench = new IoBench().Make(SourceKind.Odometry, new int[] { 0, 1 }, Track, 0.01, 500, 5);
            bench.Set(0, 0);
            bench.Set(1, 0);
            bench.Sample();
            return bench;
        }

        private static void Drive(IoBench bench, double left, double right, int ms)
        {
            for (int elapsed = 0; elapsed < ms; elapsed += 100)
            {
                bench.Set(0, bench.Table.Values[0] + (left * 0.1));
                bench.Set(1, bench.Table.Values[1] + (right * 0.1));
                bench.SampleAfter(100);
            }
        }
    }
}
