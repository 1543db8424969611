using System;

namespace Sidetap.Sensors
{
    /// <summary>
    /// Voltage and temperature of the letter-designated thermocouples by the reference functions on the ITS-90 (NIST Monograph 175, the same as
    /// IEC 60584-1).
    /// </summary>
    /// <remarks>
    /// The published inverse polynomials begin at -200 degC, at 250 for type B, and are up to 0.06 degC off. So the temperature is found on the reference
    /// function itself, by Newton's steps that a bracket keeps from going astray. Started from the temperature before it takes one or two of them.
    /// </remarks>
    public static class Its90
    {
        // From half a degree off it takes 2, from anywhere 4 or 5, and near the flat ends up to 10, of type B 23. Halving alone takes 25.
        private const int MaxSteps = 40;
        private const double Tolerance = 1e-4;

        // The bracket is a little wider than the range, for steps that end a little behind a temperature at its end.
        private const double Margin = 0.01;

        // Type K from 0 degC on has a term of its own: a0 exp(a1 (t - a2)^2).
        private const int ExponentialPiece = 1;
        private const double A0 = 0.1185976;
        private const double A1 = -0.1183432e-3;
        private const double A2 = 126.9686;

        // The bottom of type B's dip, below which no temperature has its voltage.
        private const double LowestB = 21.0203;

        // Per type its first piece; per piece its end in degC and its first coefficient.
        private static readonly int[] Pieces = { 0, 2, 4, 6, 8, 10, 13, 16, 18 };

        private static readonly double[] Lows = { -270, -210, -270, -270, -270, -50, -50, 0 };

        private static readonly double[] Ends =
        {
            0, 1372, 760, 1200, 0, 400, 0, 1300, 0, 1000, 1064.18, 1664.5, 1768.1, 1064.18, 1664.5, 1768.1, 630.615, 1820,
        };

        private static readonly int[] Starts = { 0, 11, 21, 30, 36, 51, 60, 69, 80, 94, 105, 114, 119, 124, 134, 140, 145, 152, 161 };

        // Millivolts from degC, constant term first.
        private static readonly double[] Coefficients =
        {
            // K, -270..0 and 0..1372
            0, 0.394501280250e-1, 0.236223735980e-4, -0.328589067840e-6, -0.499048287770e-8, -0.675090591730e-10, -0.574103274280e-12,
            -0.310888728940e-14, -0.104516093650e-16, -0.198892668780e-19, -0.163226974860e-22,
            -0.176004136860e-1, 0.389212049750e-1, 0.185587700320e-4, -0.994575928740e-7, 0.318409457190e-9, -0.560728448890e-12,
            0.560750590590e-15, -0.320207200030e-18, 0.971511471520e-22, -0.121047212750e-25,

            // J, -210..760 and 760..1200
            0, 0.503811878150e-1, 0.304758369300e-4, -0.856810657200e-7, 0.132281952950e-9, -0.170529583370e-12, 0.209480906970e-15,
            -0.125383953360e-18, 0.156317256970e-22,
            0.296456256810e+3, -0.149761277860e+1, 0.317871039240e-2, -0.318476867010e-5, 0.157208190040e-8, -0.306913690560e-12,

            // T, -270..0 and 0..400
            0, 0.387481063640e-1, 0.441944343470e-4, 0.118443231050e-6, 0.200329735540e-7, 0.901380195590e-9, 0.226511565930e-10,
            0.360711542050e-12, 0.384939398830e-14, 0.282135219250e-16, 0.142515947790e-18, 0.487686622860e-21, 0.107955392700e-23,
            0.139450270620e-26, 0.797951539270e-30,
            0, 0.387481063640e-1, 0.332922278800e-4, 0.206182434040e-6, -0.218822568460e-8, 0.109968809280e-10, -0.308157587720e-13,
            0.454791352900e-16, -0.275129016730e-19,

            // N, -270..0 and 0..1300
            0, 0.261591059620e-1, 0.109574842280e-4, -0.938411115540e-7, -0.464120397590e-10, -0.263033577160e-11, -0.226534380030e-13,
            -0.760893007910e-16, -0.934196678350e-19,
            0, 0.259293946010e-1, 0.157101418800e-4, 0.438256272370e-7, -0.252611697940e-9, 0.643118193390e-12, -0.100634715190e-14,
            0.997453389920e-18, -0.608632456070e-21, 0.208492293390e-24, -0.306821961510e-28,

            // E, -270..0 and 0..1000
            0, 0.586655087080e-1, 0.454109771240e-4, -0.779980486860e-6, -0.258001608430e-7, -0.594525830570e-9, -0.932140586670e-11,
            -0.102876055340e-12, -0.803701236210e-15, -0.439794973910e-17, -0.164147763550e-19, -0.396736195160e-22, -0.558273287210e-25,
            -0.346578420130e-28,
            0, 0.586655087100e-1, 0.450322755820e-4, 0.289084072120e-7, -0.330568966520e-9, 0.650244032700e-12, -0.191974955040e-15,
            -0.125366004970e-17, 0.214892175690e-20, -0.143880417820e-23, 0.359608994810e-27,

            // S, -50..1064.18, ..1664.5 and ..1768.1
            0, 0.540313308631e-2, 0.125934289740e-4, -0.232477968689e-7, 0.322028823036e-10, -0.331465196389e-13, 0.255744251786e-16,
            -0.125068871393e-19, 0.271443176145e-23,
            0.132900444085e+1, 0.334509311344e-2, 0.654805192818e-5, -0.164856259209e-8, 0.129989605174e-13,
            0.146628232636e+3, -0.258430516752, 0.163693574641e-3, -0.330439046987e-7, -0.943223690612e-14,

            // R, -50..1064.18, ..1664.5 and ..1768.1
            0, 0.528961729765e-2, 0.139166589782e-4, -0.238855693017e-7, 0.356916001063e-10, -0.462347666298e-13, 0.500777441034e-16,
            -0.373105886191e-19, 0.157716482367e-22, -0.281038625251e-26,
            0.295157925316e+1, -0.252061251332e-2, 0.159564501865e-4, -0.764085947576e-8, 0.205305291024e-11, -0.293359668173e-15,
            0.152232118209e+3, -0.268819888545, 0.171280280471e-3, -0.345895706453e-7, -0.934633971046e-14,

            // B, 0..630.615 and ..1820
            0, -0.246508183460e-3, 0.590404211710e-5, -0.132579316360e-8, 0.156682919010e-11, -0.169445292400e-14, 0.629903470940e-18,
            -0.389381686210e+1, 0.285717474700e-1, -0.848851047850e-4, 0.157852801640e-6, -0.168353448640e-9, 0.111097940130e-12,
            -0.445154310330e-16, 0.989756408210e-20, -0.937913302890e-24,
        };

        /// <summary>The least temperature a type's voltage can be told for.</summary>
        /// <param name="type">The type.</param>
        /// <returns>degC.</returns>
        public static double Lowest(ThermocoupleType type)
        {
            return Lows[(int)type];
        }

        /// <summary>The greatest temperature of a type.</summary>
        /// <param name="type">The type.</param>
        /// <returns>degC.</returns>
        public static double Highest(ThermocoupleType type)
        {
            return Ends[Pieces[(int)type + 1] - 1];
        }

        /// <summary>The least temperature that can be told from a type's voltage: <see cref="Lowest"/>, but for type B the bottom of its dip.</summary>
        /// <param name="type">The type.</param>
        /// <returns>degC.</returns>
        public static double LowestInverse(ThermocoupleType type)
        {
            return type == ThermocoupleType.B ? LowestB : Lows[(int)type];
        }

        /// <summary>The voltage at a temperature, against a reference junction at 0 degC.</summary>
        /// <param name="type">The type.</param>
        /// <param name="temperature">degC; outside the type's range the end of the range is taken.</param>
        /// <returns>Millivolts.</returns>
        public static double Millivolts(ThermocoupleType type, double temperature)
        {
            double slope;
            double low = Lowest(type);
            double high = Highest(type);
            return Evaluate((int)type, temperature < low ? low : temperature > high ? high : temperature, out slope);
        }

        /// <summary>The temperature at a voltage, within 0.001 degC of the reference function.</summary>
        /// <param name="type">The type.</param>
        /// <param name="millivolts">Against a reference junction at 0 degC; outside the type's range the end of the range is the answer.</param>
        /// <param name="start">A temperature near the one to be found, degC: it only saves time.</param>
        /// <returns>degC, from <see cref="LowestInverse"/> to <see cref="Highest"/>.</returns>
        public static double Temperature(ThermocoupleType type, double millivolts, double start)
        {
            double lowest = LowestInverse(type);
            double highest = Highest(type);
            double low = lowest - Margin;
            double high = highest + Margin;
            double temperature = start > low && start < high ? start : (low + high) / 2;
            for (int i = 0; i < MaxSteps; i++)
            {
                double slope;
                double error = Evaluate((int)type, temperature, out slope) - millivolts;
                if (slope > 0 && error < Tolerance * slope && -error < Tolerance * slope)
                {
                    break;
                }

                if (error < 0)
                {
                    low = temperature;
                }
                else
                {
                    high = temperature;
                }

                // Out of the bracket, or no number: halve it.
                double next = slope > 0 ? temperature - (error / slope) : low;
                temperature = next > low && next < high ? next : (low + high) / 2;
            }

            return temperature < lowest ? lowest : temperature > highest ? highest : temperature;
        }

        private static double Evaluate(int type, double temperature, out double slope)
        {
            int piece = Pieces[type];
            while (temperature > Ends[piece] && piece < Pieces[type + 1] - 1)
            {
                piece++;
            }

            // Horner's rule for the value and, one step behind, for the slope.
            double value = 0;
            double rise = 0;
            int first = Starts[piece];
            for (int i = Starts[piece + 1] - 1; i >= first; i--)
            {
                rise = (rise * temperature) + value;
                value = (value * temperature) + Coefficients[i];
            }

            if (piece == ExponentialPiece)
            {
                double from = temperature - A2;
                double term = A0 * Math.Exp(A1 * from * from);
                value += term;
                rise += 2 * A1 * from * term;
            }

            slope = rise;
            return value;
        }
    }
}
