using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A thermocouple of which the millivolts and the temperature of the cold junction are known.</summary>
    /// <remarks>
    /// The cold junction is added in millivolts. A voltage beyond the type's range is an open circuit that drifts to one side, or a short to another
    /// conductor: Bad_SensorFailure with LimitBits. Up to 0.05 mV beyond, an amplifier's offset, the end of the range is told and Uncertain_SensorNotAccurate.
    /// Type B has the same voltage twice below 42 degC: there it tells the upper of both, 21 to 42 degC, and Uncertain_SensorNotAccurate.
    /// </remarks>
    public sealed class Thermocouple : SignalSource
    {
        private const double Offset = 0.05;

        // Where the terminals of a box in use can be; a sensor that tells anything else is not believed.
        private const double ColdestJunction = -55;
        private const double HottestJunction = 125;

        private readonly int _input;
        private readonly int _coldJunction;
        private readonly ThermocoupleType _type;
        private readonly double _low;
        private readonly double _high;
        private double _temperature;

        /// <summary>Makes a source of one signal, the temperature in degC.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The voltage at the terminals, mV.</param>
        /// <param name="coldJunction">The temperature of the terminals, degC.</param>
        /// <param name="type">What it is made of.</param>
        public Thermocouple(SignalTable signals, int first, int input, int coldJunction, ThermocoupleType type)
            : base(signals, first, 1)
        {
            _input = input;
            _coldJunction = coldJunction;
            _type = type;
            _low = Its90.Millivolts(type, Its90.LowestInverse(type));
            _high = Its90.Millivolts(type, Its90.Highest(type));
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            double junction = Signals.Values[_coldJunction];
            uint status = Quality.Worse(Signals.Statuses[_input], Signals.Statuses[_coldJunction]);
            if (!(junction >= ColdestJunction && junction <= HottestJunction))
            {
                status = Quality.Worse(status, StatusCode.UncertainSensorNotAccurate);
            }

            double voltage = Signals.Values[_input] + Its90.Millivolts(_type, junction);
            status = Quality.Worse(status, Judge(voltage));
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            _temperature = Its90.Temperature(_type, voltage, _temperature);
            Set(0, _temperature, status);
        }

        private uint Judge(double voltage)
        {
            if (!(voltage >= _low - Offset)) // no number either
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitLow;
            }

            if (voltage > _high + Offset)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitHigh;
            }

            if (voltage < _low || (_type == ThermocoupleType.B && voltage <= 0))
            {
                return StatusCode.UncertainSensorNotAccurate | StatusCode.LimitLow;
            }

            return voltage > _high ? StatusCode.UncertainSensorNotAccurate | StatusCode.LimitHigh : StatusCode.Good;
        }
    }
}
