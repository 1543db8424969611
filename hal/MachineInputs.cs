namespace Sidetap.Hal
{
    /// <summary>What a board has towards the machine. A board sets what it has; what it doesn't have stays null or empty, and a profile that needs it is
    /// refused.</summary>
    public sealed class MachineInputs
    {
        /// <summary>Analog channels; null: none.</summary>
        public IAnalogInput Analog;

        /// <summary>Digital channels; null: none.</summary>
        public IDigitalInput Digital;

        /// <summary>Analog channels sampled as wave forms; null: none.</summary>
        public IBurstInput Burst;

        /// <summary>Counters; null: none.</summary>
        public ICounterInput Counters;

        /// <summary>Chips on SPI; null: none.</summary>
        public ISpiBus Spi;

        /// <summary>Chips on I²C; null: none.</summary>
        public II2cBus I2c;

        /// <summary>Serial ports to the machine, numbered from 0.</summary>
        public ISerialPort[] Serial = new ISerialPort[0];
    }
}
