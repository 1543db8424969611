namespace Sidetap.Sensors
{
    /// <summary>A source as a profile describes it.</summary>
    public sealed class SourceDescriptor
    {
        /// <summary>What kind of source.</summary>
        public SourceKind Kind;

        /// <summary>Milliseconds from sample to sample; 0: as often as the profile samples.</summary>
        public int IntervalMs;

        /// <summary>The signals it reads, each of an earlier source; <see cref="SignalTable.None"/> where an optional one is left out.</summary>
        public int[] Inputs = new int[0];

        /// <summary>Its parameters, in the order that the kind defines.</summary>
        public double[] Parameters = new double[0];

        /// <summary>A parameter as a whole number.</summary>
        /// <param name="index">Which one.</param>
        /// <param name="low">The least that is allowed.</param>
        /// <param name="high">The most.</param>
        /// <param name="value">The parameter.</param>
        /// <returns>False when there is no such parameter, or it is no whole number of that range.</returns>
        public bool TryInteger(int index, int low, int high, out int value)
        {
            value = 0;
            double number;
            if (!TryNumber(index, low, high, out number))
            {
                return false;
            }

            value = (int)number;
            return value == number;
        }

        /// <summary>A parameter.</summary>
        /// <param name="index">Which one.</param>
        /// <param name="low">The least that is allowed.</param>
        /// <param name="high">The most.</param>
        /// <param name="value">The parameter.</param>
        /// <returns>False when there is no such parameter, or it is outside the range or no number.</returns>
        public bool TryNumber(int index, double low, double high, out double value)
        {
            value = 0;
            if (index >= Parameters.Length)
            {
                return false;
            }

            value = Parameters[index];
            return value >= low && value <= high; // false for NaN as well
        }
    }
}
