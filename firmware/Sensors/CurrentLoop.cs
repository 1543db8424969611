using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A 4..20 mA transmitter, with its failures told apart from its readings as NAMUR NE 43 has it.</summary>
    /// <remarks>
    /// 3.8..20.5 mA is a measurement. At 3.6 mA and below, and at 21 mA and above, the transmitter reports a failure, or the loop is broken or shorted:
    /// Bad_SensorFailure, with LimitBits that tell which. What lies between is the end of the transmitter's range: the value is told and
    /// Uncertain_EngineeringUnitsExceeded.
    /// </remarks>
    public sealed class CurrentLoop : SignalSource
    {
        // NAMUR NE 43, milliamperes.
        private const double FailureLow = 3.6;
        private const double MeasurementLow = 3.8;
        private const double MeasurementHigh = 20.5;
        private const double FailureHigh = 21;

        private readonly int _input;
        private readonly double _low;
        private readonly double _perMilliampere;
        private readonly bool _isFalling;

        /// <summary>Makes a source of one signal, the quantity.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The loop's current, mA.</param>
        /// <param name="low">The quantity at 4 mA.</param>
        /// <param name="high">The quantity at 20 mA; it may be the lesser one.</param>
        public CurrentLoop(SignalTable signals, int first, int input, double low, double high)
            : base(signals, first, 1)
        {
            _input = input;
            _low = low;
            _perMilliampere = (high - low) / 16;
            _isFalling = high < low;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            double current = Signals.Values[_input];
            uint status = Quality.Worse(Signals.Statuses[_input], Judge(current));
            if (_isFalling)
            {
                status = Quality.Mirrored(status);
            }

            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            Set(0, _low + ((current - 4) * _perMilliampere), status);
        }

        private static uint Judge(double current)
        {
            if (current <= FailureLow)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitLow;
            }

            if (current >= FailureHigh)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitHigh;
            }

            if (current < MeasurementLow)
            {
                return StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow;
            }

            return current > MeasurementHigh ? StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh : StatusCode.Good;
        }
    }
}
