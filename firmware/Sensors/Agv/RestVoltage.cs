namespace Sidetap.Sensors
{
    /// <summary>A battery's charge by its voltage at rest: a table of points, straight lines between them.</summary>
    public sealed class RestVoltage
    {
        private readonly double[] _volts;
        private readonly double[] _percents;

        /// <summary>Makes a table.</summary>
        /// <param name="volts">Voltages, rising.</param>
        /// <param name="percents">A charge for each in percent, never falling.</param>
        public RestVoltage(double[] volts, double[] percents)
        {
            _volts = volts;
            _percents = percents;
        }

        /// <summary>The charge at a voltage.</summary>
        /// <param name="volts">The voltage.</param>
        /// <returns>Percent; outside the table that of its end.</returns>
        public double PercentAt(double volts)
        {
            int last = _volts.Length - 1;
            if (volts <= _volts[0])
            {
                return _percents[0];
            }

            for (int i = 1; i <= last; i++)
            {
                if (volts < _volts[i])
                {
                    double part = (volts - _volts[i - 1]) / (_volts[i] - _volts[i - 1]);
                    return _percents[i - 1] + (part * (_percents[i] - _percents[i - 1]));
                }
            }

            return _percents[last];
        }
    }
}
