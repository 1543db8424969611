using System;

namespace Sidetap.Sensors
{
    /// <summary>Industrial platinum resistance thermometers: resistance and temperature by IEC 60751:2008, 4.2 (Callendar and Van Dusen).</summary>
    public static class Iec60751
    {
        /// <summary>The least temperature of the standard, degC.</summary>
        public const double Lowest = -200;

        /// <summary>The greatest temperature of the standard, degC.</summary>
        public const double Highest = 850;

        /// <summary>R/R0 at <see cref="Lowest"/>.</summary>
        public const double LowestRatio = 0.1852008;

        /// <summary>R/R0 at <see cref="Highest"/>.</summary>
        public const double HighestRatio = 3.90481125;

        private const double A = 3.9083e-3;
        private const double B = -5.775e-7;
        private const double C = -4.183e-12;

        /// <summary>The resistance at a temperature.</summary>
        /// <param name="temperature">degC; defined from <see cref="Lowest"/> to <see cref="Highest"/>.</param>
        /// <returns>R/R0.</returns>
        public static double Ratio(double temperature)
        {
            double ratio = 1 + (((B * temperature) + A) * temperature);
            return temperature < 0 ? ratio + (C * (temperature - 100) * temperature * temperature * temperature) : ratio;
        }

        /// <summary>The temperature at a resistance, within 0.0001 degC of the standard's equation.</summary>
        /// <param name="ratio">R/R0, 0.1..4.2; there the equation's discriminant is positive.</param>
        /// <returns>degC.</returns>
        public static double Temperature(double ratio)
        {
            double temperature = (-A + Math.Sqrt((A * A) - (4 * B * (1 - ratio)))) / (2 * B);
            if (temperature >= 0)
            {
                return temperature;
            }

            // Below 0 degC the equation is of fourth degree; the quadratic's root is 2.4 degC off at -200, and three of Newton's steps leave nothing of it.
            for (int i = 0; i < 3; i++)
            {
                double slope = A + (temperature * ((2 * B) + (temperature * C * ((4 * temperature) - 300))));
                temperature -= (Ratio(temperature) - ratio) / slope;
            }

            return temperature;
        }
    }
}
