using System;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>An NTC thermistor: its temperature by its beta value or by the equation of Steinhart and Hart.</summary>
    /// <remarks>
    /// What lies outside the temperatures the sensor can have is a broken wire or a short: Bad_SensorFailure. The LimitBits are those of the temperature,
    /// which is low where the resistance is high.
    /// </remarks>
    public sealed class Ntc : SignalSource
    {
        private const double Zero = 273.15; // 0 degC in kelvin
        private const double Reference = 298.15; // 25 degC, at which the beta model's resistance is given

        private readonly int _input;
        private readonly bool _isSteinhartHart;
        private readonly double _a;
        private readonly double _b;
        private readonly double _c;
        private readonly double _lowest;
        private readonly double _highest;

        /// <summary>Makes a source of one signal, the temperature in degC.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The sensor's resistance, ohms.</param>
        /// <param name="isSteinhartHart">Which equation: 1/T = a + b ln R + c (ln R)^3, or 1/T = 1/298.15 + ln(R / a) / b; T in kelvin.</param>
        /// <param name="a">The equation's a; in the beta model the resistance at 25 degC, ohms.</param>
        /// <param name="b">The equation's b; in the beta model the beta value, kelvin.</param>
        /// <param name="c">The equation's c; not used in the beta model.</param>
        /// <param name="lowest">The least temperature the sensor can have, degC.</param>
        /// <param name="highest">The greatest, degC.</param>
        public Ntc(SignalTable signals, int first, int input, bool isSteinhartHart, double a, double b, double c, double lowest, double highest)
            : base(signals, first, 1)
        {
            _input = input;
            _isSteinhartHart = isSteinhartHart;
            _a = a;
            _b = b;
            _c = c;
            _lowest = lowest;
            _highest = highest;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = Quality.Mirrored(Signals.Statuses[_input]);
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            double ohms = Signals.Values[_input];
            double inverse = ohms > 0 ? Inverse(ohms) : 0;
            double temperature = inverse > 0 ? (1 / inverse) - Zero : _highest + 1; // no resistance: as hot as can be
            if (temperature < _lowest)
            {
                Fail(0, StatusCode.BadSensorFailure | StatusCode.LimitLow);
            }
            else if (temperature > _highest)
            {
                Fail(0, StatusCode.BadSensorFailure | StatusCode.LimitHigh);
            }
            else
            {
                Set(0, temperature, status);
            }
        }

        private double Inverse(double ohms)
        {
            if (_isSteinhartHart)
            {
                double logarithm = Math.Log(ohms);
                return _a + (((_c * logarithm * logarithm) + _b) * logarithm);
            }

            return (1 / Reference) + (Math.Log(ohms / _a) / _b);
        }
    }
}
