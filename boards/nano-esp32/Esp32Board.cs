using System.Device.Adc;
using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Networking;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Boards.NanoEsp32
{
    /// <summary>A board with a chip of the ESP32 family. Its <c>Pins</c> are a file of the board's own folder, in this namespace: which one is compiled in decides which
    /// board this is.</summary>
    internal sealed class Esp32Board : Board
    {
        private const int SpiHertz = 1000000;

        private GpioController _gpio;

        /// <inheritdoc/>
        public override void Begin()
        {
            _gpio = new GpioController();
            NanoFileArea files = new NanoFileArea("I:");
            Itself = new Esp32System();
            NanoClock clock = new NanoClock();
            Clock = clock;
            SettableClock = clock;
            Name = Pins.BoardName;
            Files = files;
            Led = new NanoStatusLed(_gpio, Pins.Led, false);
            Power = new Esp32Power();
            Id = Pins.BoardId;
            PlatformVersion = NanoSystem.PlatformVersion;
            ShareDrive(files.CapacityOctets);
        }

        /// <inheritdoc/>
        public override void Open()
        {
            Configuration.SetPinFunction(Pins.I2cData, DeviceFunction.I2C1_DATA);
            Configuration.SetPinFunction(Pins.I2cClock, DeviceFunction.I2C1_CLOCK);
            Configuration.SetPinFunction(Pins.SpiClock, DeviceFunction.SPI1_CLOCK);
            Configuration.SetPinFunction(Pins.SpiMiso, DeviceFunction.SPI1_MISO);
            Configuration.SetPinFunction(Pins.SpiMosi, DeviceFunction.SPI1_MOSI);
            Configuration.SetPinFunction(Pins.SerialTransmit, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(Pins.SerialReceive, DeviceFunction.COM2_RX);
            Configuration.SetPinFunction(Pins.SerialDirection, DeviceFunction.COM2_RTS);

            SpiConnectionSettings[] chips = new SpiConnectionSettings[Pins.SpiSelect.Length];
            for (int i = 0; i < chips.Length; i++)
            {
                chips[i] = NanoSpiBus.Chip(1, Pins.SpiSelect[i], SpiMode.Mode3, SpiHertz);
            }

            if (!Pins.IsConsoleAtPsram || !Esp32System.HasPsram)
            {
                Configuration.SetPinFunction(Pins.ConsoleTransmit, Pins.IsConsoleUart0 ? DeviceFunction.COM1_TX : DeviceFunction.COM3_TX);
                Configuration.SetPinFunction(Pins.ConsoleReceive, Pins.IsConsoleUart0 ? DeviceFunction.COM1_RX : DeviceFunction.COM3_RX);
                Console = new NanoSerialPort(Pins.ConsolePort, false);
            }

            AdcController adc = new AdcController();
            NanoI2cBus i2c = new NanoI2cBus(1, I2cBusSpeed.FastMode);
            Ads1115Input ads = new Ads1115Input(i2c, Clock, Pins.Ads1115);
            Esp32BurstInput burst = new Esp32BurstInput(adc, Clock, new int[] { Pins.Burst0Adc }, Pins.AdcFullScaleVolts, Pins.AdcVoltsAtZero);
            Inputs = new MachineInputs
            {
                Analog = new JoinedAnalogInput(ads, new NanoAnalogInput(adc, Pins.AnalogAdc, Pins.AdcFullScaleVolts, Pins.AdcVoltsAtZero)),
                Digital = new NanoDigitalInput(_gpio, Pins.Digital, true),
                Burst = burst,
                Counters = new Esp32CounterInput(Pins.CounterA, Pins.CounterB),
                Spi = new NanoSpiBus(chips),
                I2c = i2c,
                Serial = new ISerialPort[] { new NanoSerialPort("COM2", true) },
            };
            IdleWork = new IIdleWork[] { ads, burst };
        }

        /// <inheritdoc/>
        public override INetwork CreateNetwork(string ssid, string password, IPConfiguration address)
        {
            return new Esp32Wifi(ssid, password, address);
        }

        /// <inheritdoc/>
        public override IBrokerConnection CreateBroker(MqttSettings settings, INetwork network)
        {
            return new NanoBrokerConnection(settings, network);
        }
    }
}
