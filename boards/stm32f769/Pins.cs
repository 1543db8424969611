namespace Sidetap.Boards.Stm32f769
{
    /// <summary>
    /// The wiring of an STM32F769I-DISCO: which channel of hal/ is which pin of the Arduino connectors CN9, CN11, CN13 and CN14. A pin's number is 16
    /// times its port (A is 0) and its place in it. Buses and converter channels have the pins that the board's nanoCLR gives them.
    /// </summary>
    /// <remarks>Analog channels 0..11 are three ADS1115 on I²C, 12..14 the chip's own converter. Digital channels 5..8 and the two encoders share
    /// pins: a profile uses the one or the other. Pins of the same place in different ports can't both be watched for edges, so the encoders' are all
    /// different.</remarks>
    internal static class Pins
    {
        /// <summary>The board, for tools and images.</summary>
        public const string BoardId = "stm32f769";

        /// <summary>The status lamp, lit while high: LD2, green, PJ5.</summary>
        public const int Led = (PortJ * 16) + 5;

        /// <summary>Select line of SPI chip 0: A5, PF9. SPI 2 has SCK at D13, MISO at D12, MOSI at D11.</summary>
        public const int SpiSelect0 = (PortF * 16) + 9;

        /// <summary>Burst channel 0, a current clamp: A0, channel 0 of nanoFramework's converter.</summary>
        public const int Burst0Adc = 0;

        /// <summary>Volts of the converter's highest count: the reference is the supply.</summary>
        public const float AdcFullScaleVolts = 3.3f;

        /// <summary>Volts at the lower end.</summary>
        public const float AdcVoltsAtZero = 0;

        private const int PortA = 0;
        private const int PortC = 2;
        private const int PortF = 5;
        private const int PortH = 7;
        private const int PortJ = 9;

        /// <summary>ADS1115 converters on I²C 1 (D14 SDA, D15 SCL): analog channels 0..11.</summary>
        public static readonly int[] Ads1115 = new int[] { 72, 73, 74 };

        /// <summary>Analog channels 12..14: A1, A2 and A3, channels 1, 2 and 3 of nanoFramework's converter.</summary>
        public static readonly int[] AnalogAdc = new int[] { 1, 2, 3 };

        /// <summary>Digital channels 0..8: D2 (PJ1), D4 (PJ0), D7 (PJ3), D8 (PJ4), D9 (PH6), D3 (PF6), D6 (PF7), D10 (PA11), D5 (PC8).</summary>
        public static readonly int[] Digital = new int[]
        {
            (PortJ * 16) + 1, PortJ * 16, (PortJ * 16) + 3, (PortJ * 16) + 4, (PortH * 16) + 6,
            (PortF * 16) + 6, (PortF * 16) + 7, (PortA * 16) + 11, (PortC * 16) + 8,
        };

        /// <summary>A of the encoders, counters 0 and 1: D3 (PF6) left wheel, D10 (PA11) right wheel.</summary>
        public static readonly int[] CounterA = new int[] { (PortF * 16) + 6, (PortA * 16) + 11 };

        /// <summary>B of the encoders: D6 (PF7), D5 (PC8).</summary>
        public static readonly int[] CounterB = new int[] { (PortF * 16) + 7, (PortC * 16) + 8 };
    }
}
