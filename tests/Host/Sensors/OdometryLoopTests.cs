#nullable enable
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests.Host.Sensors;

/// <summary>A vehicle drives loops of 100 m; encoders with wrapping 16-bit counters tell how far its wheels roll. Where it ends it believes it began.</summary>
[TestClass]
public sealed class OdometryLoopTests
{
    private const double Track = 0.62;
    private const double MetresPerCount = 0.0004;

    // Two straights and two half circles of 5 m.
    private static readonly (double Length, double Curvature)[] Stadium =
        [(34.292, 0), (15.708, 0.2), (34.292, 0), (15.708, 0.2)];

    // Four straights with tight corners of 0.8 m, and turns to the right as well.
    private static readonly (double Length, double Curvature)[] Yard =
    [
        (20, 0), (1.2566, 1.25), (10, 0), (1.2566, -1.25), (8, 0), (1.2566, 1.25), (13.4, 0), (1.2566, 1.25), (29.6, 0), (1.2566, 1.25), (25, 0), (1.2566, 1.25),
    ];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void A_stadium_closes(int seed)
    {
        var drive = new Drive(seed);
        drive.Follow(Stadium);
        drive.AssertClosed(100, 2 * Math.PI, 1.0 / 100);
    }

    [TestMethod]
    public void Ten_stadiums_close()
    {
        var drive = new Drive(4);
        for (int i = 0; i < 10; i++)
        {
            drive.Follow(Stadium);
        }

        drive.AssertClosed(1000, 20 * Math.PI, 1.0 / 100);
    }

    [TestMethod]
    public void A_way_with_tight_corners_ends_where_the_geometry_says()
    {
        var drive = new Drive(5);
        drive.Follow(Yard);
        drive.AssertAtTruth(1);
    }

    [TestMethod]
    public void The_way_back_in_reverse_leads_to_the_start()
    {
        var drive = new Drive(6);
        drive.Follow(Stadium[..3]);
        drive.Follow(Stadium[..3].Reverse().ToArray(), backwards: true);
        drive.AssertAtTruth(1);
        Assert.AreEqual(0, drive.X, 1);
        Assert.AreEqual(0, drive.Y, 1);
    }

    private sealed class Drive
    {
        private readonly FakeCounters _counters = new() { Bits = 16 };
        private readonly SignalTable _table = new(16);
        private readonly SignalSource[] _sources = new SignalSource[3];
        private readonly Random _random;
        private double _left;
        private double _right;
        private long _leftCounts;
        private long _rightCounts;
        private double _trueX;
        private double _trueY;
        private double _trueTheta;
        private double _speed;
        private double _now = 1000;
        private double _nextSample = 1000;

        public Drive(int seed)
        {
            _random = new Random(seed);
            _counters.Counts[0] = 65000;
            _counters.Counts[1] = 200;
            var inputs = new MachineInputs { Counters = _counters };
            var ports = new SerialPorts(inputs.Serial);
            _sources[0] = Create(SourceKind.Quadrature, [], [0, MetresPerCount, 500], 0);
            _sources[1] = Create(SourceKind.Quadrature, [], [1, MetresPerCount, 500], 2);
            _sources[2] = Create(SourceKind.Odometry, [0, 2], [Track, 0.01, 500, 4], 4);
            Sample();

            SignalSource Create(SourceKind kind, int[] from, double[] parameters, int first) =>
                IoSources.Create(new SourceDescriptor { Kind = kind, Inputs = from, Parameters = parameters }, inputs, ports, _table, first);
        }

        public double X => _table.Values[6];

        public double Y => _table.Values[7];

        private double Theta => _table.Values[8];

        /// <summary>Follows pieces of a way, up to 1.8 m/s on straights and 0.7 m/s in curves, sampled every 20 to 180 ms.</summary>
        public void Follow((double Length, double Curvature)[] pieces, bool backwards = false)
        {
            foreach (var (length, curvature) in pieces)
            {
                double left = length;
                while (left > 0)
                {
                    double wanted = curvature != 0 || left < 1.5 ? 0.7 : 1.8;
                    _speed += Math.Clamp(wanted - _speed, -0.001, 0.0005);
                    double step = Math.Min(_speed * 0.001, left); // a millisecond
                    left -= step;
                    Move(backwards ? -step : step, curvature);
                }
            }

            Sample();
        }

        public void AssertClosed(double metres, double turned, double tolerance)
        {
            double gap = Math.Sqrt((X * X) + (Y * Y));
            Console.WriteLine($"gap {gap:F3} m of {metres} m, theta {Theta:F4}");
            Assert.IsTrue(gap <= metres * tolerance, $"gap {gap}");
            Assert.AreEqual(Math.IEEERemainder(turned, 2 * Math.PI), Theta, 0.02);
            Assert.AreEqual(metres, _table.Values[9], metres * 0.002);
            AssertAtTruth(metres * tolerance);
        }

        public void AssertAtTruth(double metres)
        {
            Assert.AreEqual(_trueX, X, metres);
            Assert.AreEqual(_trueY, Y, metres);
            Assert.AreEqual(0, Math.IEEERemainder(_trueTheta - Theta, 2 * Math.PI), 0.02);
            for (int i = 4; i < 11; i++)
            {
                Assert.AreEqual(StatusCode.Good, _table.Statuses[i]);
            }
        }

        // The truth moves in steps of a millisecond, so small that its own error does not show.
        private void Move(double step, double curvature)
        {
            _trueX += step * Math.Cos(_trueTheta + (step * curvature / 2));
            _trueY += step * Math.Sin(_trueTheta + (step * curvature / 2));
            _trueTheta += step * curvature;
            _left += step * (1 - (curvature * Track / 2));
            _right += step * (1 + (curvature * Track / 2));
            _now++;
            if (_now >= _nextSample)
            {
                Sample();
            }
        }

        private void Sample()
        {
            long left = (long)Math.Floor(_left / MetresPerCount);
            long right = (long)Math.Floor(_right / MetresPerCount);
            _counters.Move(0, left - _leftCounts);
            _counters.Move(1, right - _rightCounts);
            _leftCounts = left;
            _rightCounts = right;
            foreach (SignalSource source in _sources)
            {
                source.Sample((long)_now);
            }

            _nextSample = _now + 20 + _random.Next(160);
        }
    }
}
