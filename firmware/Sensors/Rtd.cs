using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A platinum resistance thermometer (Pt100, Pt1000) of which the ohms are known.</summary>
    /// <remarks>
    /// IEC 60751 goes from -200 to 850 degC. A little outside (R/R0 from 0.15 to 4.0, -208 to 880 degC) the temperature is told and
    /// Uncertain_EngineeringUnitsExceeded; further out it is a short (LimitBits Low) or a broken wire (High): Bad_SensorFailure.
    /// </remarks>
    public sealed class Rtd : SignalSource
    {
        /// <summary>R/R0 below which it is a short.</summary>
        internal const double ShortRatio = 0.15;

        /// <summary>R/R0 above which it is a broken wire: behind the table's end at 850 °C (3.905), and below what an open one reads at a converter with a reference
        /// of 4 R0, which ends just short of 4.</summary>
        internal const double OpenRatio = 3.98;

        private readonly int _input;
        private readonly double _nominal;
        private readonly double _leads;

        /// <summary>Makes a source of one signal, the temperature in degC.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The resistance at the terminals, ohms.</param>
        /// <param name="nominal">R0, the resistance at 0 degC, ohms, more than 0.</param>
        /// <param name="leads">The resistance of both leads together, ohms; 0 when it is compensated.</param>
        public Rtd(SignalTable signals, int first, int input, double nominal, double leads)
            : base(signals, first, 1)
        {
            _input = input;
            _nominal = nominal;
            _leads = leads;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            double ratio = (Signals.Values[_input] - _leads) / _nominal;
            uint status = Quality.Worse(Signals.Statuses[_input], Judge(ratio));
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            Set(0, Iec60751.Temperature(ratio), status);
        }

        /// <summary>What a resistance says of the thermometer.</summary>
        /// <param name="ratio">R/R0.</param>
        /// <returns>Its StatusCode.</returns>
        internal static uint Judge(double ratio)
        {
            if (ratio < ShortRatio)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitLow;
            }

            if (ratio > OpenRatio)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitHigh;
            }

            if (ratio < Iec60751.LowestRatio)
            {
                return StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitLow;
            }

            return ratio > Iec60751.HighestRatio ? StatusCode.UncertainEngineeringUnitsExceeded | StatusCode.LimitHigh : StatusCode.Good;
        }
    }
}
