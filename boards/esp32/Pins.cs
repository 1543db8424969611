namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>
    /// The wiring of an ESP32-WROOM or -WROVER module: which channel of hal/ is which pin. Any module will do: pins 16 and 17, which PSRAM takes on
    /// WROVER, are for the console alone, which such a module goes without. 0 and 12 are not used: their level at reset decides how the chip boots.
    /// </summary>
    /// <remarks>
    /// Analog channels 0..11 are three ADS1115 on I²C, 12..15 the chip's own converter, which is good for batteries and the like and not for sensors.
    /// Its second half, at pins 0, 2, 4, 12..15 and 25..27, is Wi-Fi's. Pins 34, 35, 36 and 39 are inputs only and have no pull-ups: their terminals
    /// need a resistor of 10 kΩ to 3.3 V. Digital channels 5..8 and the two encoders share pins: a profile uses the one or the other.
    /// </remarks>
    internal static class Pins
    {
        /// <summary>The status lamp, lit while high: the blue LED of most boards.</summary>
        public const int Led = 2;

        /// <summary>I²C bus 1: ADS1115 converters at 72 (analog 0..3), 73 (4..7) and 74 (8..11).</summary>
        public const int I2cData = 21;

        /// <summary>I²C bus 1, clock.</summary>
        public const int I2cClock = 22;

        /// <summary>SPI bus 1: thermocouple, Pt100 and accelerometer chips.</summary>
        public const int SpiClock = 18;

        /// <summary>SPI bus 1, from the chips.</summary>
        public const int SpiMiso = 19;

        /// <summary>SPI bus 1, to the chips.</summary>
        public const int SpiMosi = 23;

        /// <summary>Select line of SPI chip 0.</summary>
        public const int SpiSelect0 = 5;

        /// <summary>Serial port 0, COM2: an RS-485 transceiver or a tag reader. COM1 is the debugger's and flasher's.</summary>
        public const int SerialTransmit = 15;

        /// <summary>Serial port 0, from the machine.</summary>
        public const int SerialReceive = 39;

        /// <summary>Serial port 0, direction of the transceiver, which listens while it is low; the pin is low at reset.</summary>
        public const int SerialDirection = 4;

        /// <summary>The console, COM3: to the receive line of an adapter from USB to UART with 3.3 V.</summary>
        public const int ConsoleTransmit = 17;

        /// <summary>The console, from the adapter's transmit line.</summary>
        public const int ConsoleReceive = 16;

        /// <summary>Its port: UART2.</summary>
        public const string ConsolePort = "COM3";

        /// <summary>Whether that is UART0, which the wire protocol may have.</summary>
        public const bool IsConsoleUart0 = false;

        /// <summary>Whether PSRAM takes its pins on modules that have some.</summary>
        public const bool IsConsoleAtPsram = true;

        /// <summary>The board, for people.</summary>
        public const string BoardName = "ESP32";

        /// <summary>The board, for tools and images.</summary>
        public const string BoardId = "esp32";

        /// <summary>Burst channel 0, a current clamp: pin 36 is channel 0 of the converter.</summary>
        public const int Burst0Adc = 0;

        /// <summary>Volts of the converter's highest count by the line through 0.15 to 2.45 V, where it is straight: 0.8057 mV a count above 142 mV,
        /// Espressif's figures for a reference of 1.1 V. A chip differs by up to 6 %: calibrate with the profile's gain and offset.</summary>
        public const float AdcFullScaleVolts = 3.441f;

        /// <summary>Volts at the lower end of that line.</summary>
        public const float AdcVoltsAtZero = 0.142f;

        /// <summary>Select lines of the SPI chips.</summary>
        public static readonly int[] SpiSelect = new int[] { SpiSelect0 };

        /// <summary>ADS1115 converters: analog channels 0..11.</summary>
        public static readonly int[] Ads1115 = new int[] { 72, 73, 74 };

        /// <summary>Analog channels 12..15: channels 4, 5, 6 and 7 of the chip's converter, pins 32, 33, 34 and 35. They are digital channels 2, 3, 0
        /// and 1 too: one use each.</summary>
        public static readonly int[] AnalogAdc = new int[] { 4, 5, 6, 7 };

        /// <summary>Digital channels 0..8.</summary>
        public static readonly int[] Digital = new int[] { 34, 35, 32, 33, 25, 26, 27, 14, 13 };

        /// <summary>A of the encoders, counters 0 and 1: left wheel, right wheel.</summary>
        public static readonly int[] CounterA = new int[] { 26, 14 };

        /// <summary>B of the encoders.</summary>
        public static readonly int[] CounterB = new int[] { 27, 13 };
    }
}
