namespace Sidetap.Sensors
{
    /// <summary>A device on a Modbus line, as its master knows it.</summary>
    public sealed class ModbusDevice
    {
        /// <summary>From so many failed rounds in a row on a device is gone: it is asked one thing, once, each time.</summary>
        public const int GoneRounds = 3;

        /// <summary>Its address, 1..247.</summary>
        public readonly int Address;

        /// <summary>How long its answer may take to begin, in milliseconds.</summary>
        public readonly int TimeoutMs;

        /// <summary>How often a request is repeated.</summary>
        public readonly int Retries;

        /// <summary>Whether it ever answered.</summary>
        public bool HasAnswered;

        /// <summary>How many rounds in a row nothing usable came.</summary>
        public int FailedRounds;

        /// <summary>Makes a device that nothing is known of.</summary>
        /// <param name="address">Its address.</param>
        /// <param name="timeoutMs">How long its answer may take to begin.</param>
        /// <param name="retries">How often a request is repeated.</param>
        public ModbusDevice(int address, int timeoutMs, int retries)
        {
            Address = address;
            TimeoutMs = timeoutMs;
            Retries = retries;
        }
    }
}
