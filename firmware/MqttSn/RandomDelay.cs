namespace Sidetap.MqttSn
{
    /// <summary>Random delays, so that many boxes that were started by the same switch do not speak all at once (MQTT-SN 1.2, 6.1). Xorshift of 32 bits:
    /// nothing a secret could rest on.</summary>
    internal sealed class RandomDelay
    {
        private uint _state;

        /// <summary>Makes a source.</summary>
        /// <param name="seed">Where it begins; 0: every delay is 0.</param>
        public RandomDelay(uint seed)
        {
            _state = seed;
        }

        /// <summary>The next delay.</summary>
        /// <param name="maxMs">The longest, 0 or more.</param>
        /// <returns>0..<paramref name="maxMs"/> milliseconds.</returns>
        public int Next(int maxMs)
        {
            uint x = _state;
            x ^= x << 13;
            x ^= x >> 17;
            x ^= x << 5;
            _state = x;
            return x == 0 ? 0 : (int)(x % ((uint)maxMs + 1));
        }
    }
}
