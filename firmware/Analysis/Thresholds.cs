namespace Sidetap.Analysis
{
    /// <summary>Two thresholds: what is off goes on at the higher one, what is on goes off below the lower one, so noise around one of them changes nothing.</summary>
    public sealed class Thresholds
    {
        private readonly float _on;
        private readonly float _off;

        /// <summary>Makes a pair.</summary>
        /// <param name="on">The magnitude from which on it is on.</param>
        /// <param name="off">The magnitude below which it is off; not more than <paramref name="on"/>.</param>
        public Thresholds(double on, double off)
        {
            _on = (float)on;
            _off = (float)off;
        }

        /// <summary>What a value says.</summary>
        /// <param name="value">The value; its magnitude counts: a drive that brakes feeds power back.</param>
        /// <param name="isOn">Whether it is on.</param>
        /// <returns>Whether it should be.</returns>
        public bool Says(float value, bool isOn)
        {
            float magnitude = value < 0 ? -value : value;
            return magnitude >= (isOn ? _off : _on);
        }
    }
}
