namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>
    /// The wiring of an ESP32-S3 module, as on ESP32-S3-DevKitC-1: which channel of hal/ is which pin. Not used: 0, 3, 45 and 46 (their level at
    /// reset decides how the chip boots), 19 and 20 (USB), 26..32 (flash), 33..37 (octal flash and PSRAM), 38 and 48 (the kit's RGB LED).
    /// </summary>
    /// <remarks>Analog channels 0..11 are three ADS1115 on I²C, 12..15 the chip's own converter. Digital channels 5..8 and the two encoders share
    /// pins: a profile uses the one or the other.</remarks>
    internal static class Pins
    {
        /// <summary>The status lamp, lit while high: an LED with its resistor. The kit's own lamp takes a protocol, not a level.</summary>
        public const int Led = 2;

        /// <summary>I²C bus 1: ADS1115 converters at 72 (analog 0..3), 73 (4..7) and 74 (8..11).</summary>
        public const int I2cData = 8;

        /// <summary>I²C bus 1, clock.</summary>
        public const int I2cClock = 9;

        /// <summary>SPI bus 1: thermocouple, Pt100 and accelerometer chips.</summary>
        public const int SpiClock = 12;

        /// <summary>SPI bus 1, from the chips.</summary>
        public const int SpiMiso = 13;

        /// <summary>SPI bus 1, to the chips.</summary>
        public const int SpiMosi = 11;

        /// <summary>Select line of SPI chip 0.</summary>
        public const int SpiSelect0 = 10;

        /// <summary>Select line of SPI chip 1.</summary>
        public const int SpiSelect1 = 14;

        /// <summary>Serial port 0, COM2: an RS-485 transceiver or a tag reader. COM1 carries the wire protocol where the nanoCLR does not use the
        /// native USB.</summary>
        public const int SerialTransmit = 17;

        /// <summary>Serial port 0, from the machine.</summary>
        public const int SerialReceive = 18;

        /// <summary>Serial port 0, direction of the transceiver, which listens while it is low: with a resistor of 10 kΩ to ground.</summary>
        public const int SerialDirection = 16;

        /// <summary>The console, COM1: at the kit's USB bridge. The wire protocol has to have the chip's own USB; where it has UART0, there is no console.</summary>
        public const int ConsoleTransmit = 43;

        /// <summary>The console, from the bridge.</summary>
        public const int ConsoleReceive = 44;

        /// <summary>Its port: UART0.</summary>
        public const string ConsolePort = "COM1";

        /// <summary>Whether that is UART0, which the wire protocol may have.</summary>
        public const bool IsConsoleUart0 = true;

        /// <summary>Whether PSRAM takes its pins on modules that have some.</summary>
        public const bool IsConsoleAtPsram = false;

        /// <summary>The board, for people.</summary>
        public const string BoardName = "ESP32-S3";

        /// <summary>The board, for tools and images.</summary>
        public const string BoardId = "esp32s3";

        /// <summary>Burst channel 0, a current clamp: pin 1 is channel 0 of the converter.</summary>
        public const int Burst0Adc = 0;

        /// <summary>Volts of the converter's highest count: about 3.1 V with the attenuation that nanoFramework sets. A chip differs: calibrate with the
        /// profile's gain and offset.</summary>
        public const float AdcFullScaleVolts = 3.1f;

        /// <summary>Volts at the lower end.</summary>
        public const float AdcVoltsAtZero = 0;

        /// <summary>Select lines of the SPI chips.</summary>
        public static readonly int[] SpiSelect = new int[] { SpiSelect0, SpiSelect1 };

        /// <summary>ADS1115 converters: analog channels 0..11.</summary>
        public static readonly int[] Ads1115 = new int[] { 72, 73, 74 };

        /// <summary>Analog channels 12..15: channels 3, 4, 5 and 6 of the chip's converter, pins 4, 5, 6 and 7.</summary>
        public static readonly int[] AnalogAdc = new int[] { 3, 4, 5, 6 };

        /// <summary>Digital channels 0..8. Pins 39..42 are JTAG's until somebody uses them otherwise. Pin 7 is analog channel 15 and pin 6 channel 14
        /// too: one use each.</summary>
        public static readonly int[] Digital = new int[] { 15, 21, 39, 40, 41, 42, 47, 6, 7 };

        /// <summary>A of the encoders, counters 0 and 1: left wheel, right wheel.</summary>
        public static readonly int[] CounterA = new int[] { 42, 6 };

        /// <summary>B of the encoders.</summary>
        public static readonly int[] CounterB = new int[] { 47, 7 };
    }
}
