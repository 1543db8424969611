using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>The resistance of a sensor that divides a supply voltage with a fixed resistor.</summary>
    /// <remarks>Within half a percent of the supply's ends the sensor is shorted or its wire broken: Bad_SensorFailure with the LimitBits of the
    /// resistance.</remarks>
    public sealed class Divider : SignalSource
    {
        private const double End = 0.005;

        private readonly int _input;
        private readonly double _seriesOhms;
        private readonly double _supply;
        private readonly bool _toSupply;

        /// <summary>Makes a source of one signal, the sensor's resistance in ohms.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The signal it fills.</param>
        /// <param name="input">The voltage between the two, V.</param>
        /// <param name="seriesOhms">The fixed resistor, ohms, more than 0.</param>
        /// <param name="supply">What the divider divides, V, more than 0.</param>
        /// <param name="toSupply">Whether the sensor lies between the supply and the fixed resistor; otherwise between that and ground.</param>
        public Divider(SignalTable signals, int first, int input, double seriesOhms, double supply, bool toSupply)
            : base(signals, first, 1)
        {
            _input = input;
            _seriesOhms = seriesOhms;
            _supply = supply;
            _toSupply = toSupply;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint status = Signals.Statuses[_input];
            double part = Signals.Values[_input] / _supply; // the sensor's part of the supply
            if (_toSupply)
            {
                status = Quality.Mirrored(status);
                part = 1 - part;
            }

            if (part < End)
            {
                status = Quality.Worse(status, StatusCode.BadSensorFailure | StatusCode.LimitLow);
            }
            else if (part > 1 - End)
            {
                status = Quality.Worse(status, StatusCode.BadSensorFailure | StatusCode.LimitHigh);
            }

            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                return;
            }

            Set(0, _seriesOhms * part / (1 - part), status);
        }
    }
}
