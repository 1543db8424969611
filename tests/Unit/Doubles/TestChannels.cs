namespace Sidetap.Tests
{
    /// <summary>The channels that <see cref="TestProfile"/> reads, by number.</summary>
    public static class TestChannels
    {
        /// <summary>Analog: current of the spindle drive, A.</summary>
        public const int SpindleCurrent = 0;

        /// <summary>Analog: current of the X feed drive, A.</summary>
        public const int FeedCurrentX = 1;

        /// <summary>Analog: current of the Y feed drive, A.</summary>
        public const int FeedCurrentY = 2;

        /// <summary>Analog: electrical power of the spindle, kW.</summary>
        public const int SpindlePower = 3;

        /// <summary>Analog: feed rate, mm/s.</summary>
        public const int FeedRate = 4;

        /// <summary>Analog: position of the X axis, mm.</summary>
        public const int PositionX = 5;

        /// <summary>Analog: position of the Y axis, mm.</summary>
        public const int PositionY = 6;

        /// <summary>Analog: position of the Z axis, mm.</summary>
        public const int PositionZ = 7;

        /// <summary>How many analog channels there are.</summary>
        public const int AnalogCount = 8;

        /// <summary>Digital: the machine's control voltage is on.</summary>
        public const int ControlVoltage = 0;

        /// <summary>How many digital channels there are.</summary>
        public const int DigitalCount = 1;
    }
}
