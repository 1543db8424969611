using System;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Velocity and position of a vehicle with two driven wheels on one axle, from how far each wheel has rolled (VDA 5050: velocity, position, driving).</summary>
    /// <remarks>
    /// Between two samples the vehicle is taken to follow an arc, which is exact while the ratio of the wheels' speeds stays. Position and heading are those of the
    /// axle's middle, relative to where the vehicle stood when the box was first started. What makes them doubtful shows in their status:
    /// Uncertain_LastUsableValue while a wheel has no new reading or claims to be faster than the vehicle can drive; Uncertain_SubNormal for good when a way was missed, because
    /// a wheel had no reading while the vehicle moved or its count jumped and stayed there; Uncertain_InitialValue after a restart, as the vehicle may have
    /// been moved meanwhile.
    /// </remarks>
    public sealed class OdometrySource : SignalSource
    {
        /// <summary>How long a jump is held to be a glitch that will pass, and a wheel without a new reading to have missed nothing, in milliseconds.</summary>
        public const int GlitchMs = 500;

        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 7;

        private const int Vx = 0;
        private const int Omega = 1;
        private const int X = 2;
        private const int Y = 3;
        private const int Theta = 4;
        private const int Distance = 5;
        private const int Driving = 6;
        private const int AtMissed = 4 * 8; // in the state, behind four doubles

        private readonly int _left;
        private readonly int _right;
        private readonly double _track;
        private readonly double _standstill;
        private readonly double _maximumSpeed;
        private readonly SlidingRate _speed;
        private readonly SlidingRate _turn;
        private double _lastLeft;
        private double _lastRight;
        private long _lastMs = -1;
        private double _seenLeft;
        private double _seenRight;
        private long _seenMs;
        private long _heldMs = -1;
        private double _way;
        private double _turned;
        private double _heading;
        private double _x;
        private double _y;
        private double _distance;
        private bool _hasGap;
        private bool _isRestored;
        private bool _hasMissed;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of vx (m/s); omega (rad/s), x, y (m), theta (rad, -pi..pi), distance (m) and driving (0 or 1) follow.</param>
        /// <param name="left">The signal of the left wheel's position, in metres.</param>
        /// <param name="right">That of the right wheel.</param>
        /// <param name="trackMetres">The distance between the wheels, more than 0.</param>
        /// <param name="standstill">The speed of the faster wheel up to which the vehicle stands, in m/s.</param>
        /// <param name="windowMs">The window of the velocities in milliseconds, 1 or more.</param>
        /// <param name="maximumSpeed">A speed that no wheel can have, in m/s.</param>
        public OdometrySource(
            SignalTable signals, int first, int left, int right, double trackMetres, double standstill, int windowMs, double maximumSpeed)
            : base(signals, first, Outputs)
        {
            _left = left;
            _right = right;
            _track = trackMetres;
            _standstill = standstill;
            _maximumSpeed = maximumSpeed;
            _speed = new SlidingRate(windowMs);
            _turn = new SlidingRate(windowMs);
        }

        /// <summary>How often a wheel jumped farther than it can have rolled, and stayed there.</summary>
        public int Jumps { get; private set; }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return 2 * _speed.BufferOctets; }
        }

        /// <inheritdoc/>
        public override int StateOctets
        {
            get { return AtMissed + 1; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = LevelSignal.Worse(Signals.Statuses[_left], Signals.Statuses[_right]);
            if (StatusCode.IsBad(status))
            {
                _hasGap = true;
                FailAll(status);
                return;
            }

            if (Signals.Statuses[_left] == StatusCode.UncertainLastUsableValue || Signals.Statuses[_right] == StatusCode.UncertainLastUsableValue)
            {
                // One wheel's last reading beside the other's new one would be a turn. What both have rolled meanwhile is taken with the next reading.
                _hasGap |= nowMs - _lastMs > GlitchMs;
                Hold();
                return;
            }

            double left = Signals.Values[_left];
            double right = Signals.Values[_right];
            if (_lastMs < 0)
            {
                Begin(nowMs, left, right);
            }
            else if (IsJumping(nowMs, left, right))
            {
                Hold();
                return;
            }
            else if (_heldMs >= 0)
            {
                _heldMs = -1;
                Jumps++;
                _hasMissed = true;
                Begin(nowMs, left, right);
            }
            else
            {
                Move(nowMs, left, right);
            }

            Tell(nowMs, status);
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            UaBinary.Put64(buffer, offset, UaBinary.BitsOf(_x));
            UaBinary.Put64(buffer, offset + 8, UaBinary.BitsOf(_y));
            UaBinary.Put64(buffer, offset + 16, UaBinary.BitsOf(_heading));
            UaBinary.Put64(buffer, offset + 24, UaBinary.BitsOf(_distance));
            buffer[offset + AtMissed] = (byte)(_hasMissed ? 1 : 0);
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            double x = BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, offset));
            double y = BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, offset + 8));
            double heading = BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, offset + 16));
            double distance = BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, offset + 24));
            bool canBe = Math.Abs(x) <= distance && Math.Abs(y) <= distance && Math.Abs(heading) <= Math.PI && distance < 1e12;
            if (!canBe || buffer[offset + AtMissed] > 1)
            {
                return; // nobody gets farther away than he has driven
            }

            _x = x;
            _y = y;
            _heading = heading;
            _distance = distance;
            _hasMissed = buffer[offset + AtMissed] == 1;
            _isRestored = true;
        }

        private static double Normalised(double angle)
        {
            bool isInside = angle <= Math.PI && angle >= -Math.PI;
            return isInside ? angle : angle - (2 * Math.PI * Math.Floor((angle + Math.PI) / (2 * Math.PI)));
        }

        /// <summary>Whether the readings are to be passed over: from a jump on until they jump back or have stayed for <see cref="GlitchMs"/>.</summary>
        private bool IsJumping(long nowMs, double left, double right)
        {
            long sinceSeen = nowMs - _seenMs;
            bool isStep = IsPossible(sinceSeen, left - _seenLeft) && IsPossible(sinceSeen, right - _seenRight);
            _seenLeft = left;
            _seenRight = right;
            _seenMs = nowMs;
            if (_heldMs < 0)
            {
                _heldMs = isStep ? -1 : nowMs;
                return !isStep;
            }

            long sinceLast = nowMs - _lastMs;
            if (!isStep && IsPossible(sinceLast, left - _lastLeft) && IsPossible(sinceLast, right - _lastRight))
            {
                _heldMs = -1; // back again
                return false;
            }

            return !isStep || nowMs - _heldMs <= GlitchMs;
        }

        private bool IsPossible(long elapsedMs, double step)
        {
            return Math.Abs(step) * 1000 <= _maximumSpeed * (elapsedMs + 10); // a clock may tick 10 ms
        }

        private void Begin(long nowMs, double left, double right)
        {
            _lastLeft = left;
            _lastRight = right;
            _lastMs = nowMs;
            _seenLeft = left;
            _seenRight = right;
            _seenMs = nowMs;
            _hasGap = false;
            _speed.Reset();
            _turn.Reset();
            _turned = 0;
        }

        private void Move(long nowMs, double left, double right)
        {
            double leftStep = left - _lastLeft;
            double rightStep = right - _lastRight;
            double way = (leftStep + rightStep) / 2;
            double turn = (rightStep - leftStep) / _track;
            if (_hasGap)
            {
                _hasGap = false;
                double stood = _standstill * (nowMs - _lastMs) / 1000;
                _hasMissed |= Math.Abs(leftStep) > stood || Math.Abs(rightStep) > stood; // it arrived, but on which way?
            }

            // The chord of an arc is its length times sin(h)/h, and lies in the direction half way between the headings.
            double half = turn / 2;
            double chord = Math.Abs(half) < 1e-4 ? way * (1 - (half * half / 6)) : way * Math.Sin(half) / half;
            _x += chord * Math.Cos(_heading + half);
            _y += chord * Math.Sin(_heading + half);
            _heading = Normalised(_heading + turn);
            _turned += turn;
            _way += way;
            _distance += Math.Abs(way);
            _lastLeft = left;
            _lastRight = right;
            _lastMs = nowMs;
        }

        private void Hold()
        {
            for (int i = 0; i < Outputs; i++)
            {
                if (!StatusCode.IsBad(Signals.Statuses[First + i]))
                {
                    Signals.Statuses[First + i] = StatusCode.UncertainLastUsableValue;
                }
            }
        }

        private void Tell(long nowMs, uint status)
        {
            bool hasSpeed = _speed.Add(nowMs, _way);
            bool hasTurn = _turn.Add(nowMs, _turned);
            if (hasSpeed && hasTurn)
            {
                double wheel = Math.Abs(_speed.Value) + Math.Abs(_turn.Value * _track / 2); // the faster one
                Set(Vx, _speed.Value, status);
                Set(Omega, _turn.Value, status);
                Set(Driving, wheel > _standstill ? 1 : 0, status);
            }
            else
            {
                Fail(Vx, StatusCode.BadWaitingForInitialData);
                Fail(Omega, StatusCode.BadWaitingForInitialData);
                Fail(Driving, StatusCode.BadWaitingForInitialData);
            }

            uint distanceStatus = _hasMissed ? LevelSignal.Worse(StatusCode.UncertainSubNormal, status) : status;
            uint poseStatus = _hasMissed || !_isRestored ? distanceStatus : LevelSignal.Worse(StatusCode.UncertainInitialValue, status);
            Set(X, _x, poseStatus);
            Set(Y, _y, poseStatus);
            Set(Theta, _heading, poseStatus);
            Set(Distance, _distance, distanceStatus);
        }
    }
}
