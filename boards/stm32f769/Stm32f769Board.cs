using System;
using System.Device.Adc;
using System.Device.Gpio;
using System.Device.I2c;
using System.Device.Spi;
using System.IO;
using nanoFramework.Networking;
using Sidetap.Boards.Nano;
using Sidetap.Hal;
using Sidetap.Mqtt;

namespace Sidetap.Boards.Stm32f769
{
    /// <summary>An STM32F769I-DISCO: Ethernet, 16 MB of SDRAM, no file system of its own.</summary>
    /// <remarks>
    /// Files are on a card (D:) when one is in the slot at start. Without one the backup registers keep the count of starts and what happened last
    /// over a restart; a power cut, profile and settings sent to the box, and waiting messages beyond the RAM need the card.
    /// </remarks>
    internal sealed class Stm32f769Board : Board
    {
        private const int SpiHertz = 1000000;

        private GpioController _gpio;

        /// <inheritdoc/>
        public override void Begin()
        {
            _gpio = new GpioController();
            Itself = new Stm32System();
            NanoClock clock = new NanoClock();
            Clock = clock;
            SettableClock = clock;
            Name = "STM32F769I-DISCO";
            Led = new NanoStatusLed(_gpio, Pins.Led, false);
            Power = new Stm32Power();
            NanoFileArea card = new NanoFileArea("D:");
            Mount();
            bool hasCard = card.IsPresent;
            Files = hasCard
                ? (IFileArea)card
                : BackupFileArea.OfBox();
            Id = Pins.BoardId;
            PlatformVersion = NanoSystem.PlatformVersion;
            if (hasCard)
            {
                ShareDrive(card.CapacityOctets);
            }
        }

        /// <inheritdoc/>
        public override void Open()
        {
            AdcController adc = new AdcController();
            NanoI2cBus i2c = new NanoI2cBus(1, I2cBusSpeed.FastMode);
            Ads1115Input ads = new Ads1115Input(i2c, Clock, Pins.Ads1115);
            NanoBurstInput burst = new NanoBurstInput(adc, Clock, new int[] { Pins.Burst0Adc }, Pins.AdcFullScaleVolts, Pins.AdcVoltsAtZero);
            Inputs = new MachineInputs
            {
                Analog = new JoinedAnalogInput(ads, new NanoAnalogInput(adc, Pins.AnalogAdc, Pins.AdcFullScaleVolts, Pins.AdcVoltsAtZero)),
                Digital = new NanoDigitalInput(_gpio, Pins.Digital, true),
                Burst = burst,
                Counters = new NanoCounterInput(_gpio, Pins.CounterA, Pins.CounterB),
                Spi = new NanoSpiBus(new SpiConnectionSettings[]
                {
                    NanoSpiBus.Chip(2, Pins.SpiSelect0, SpiMode.Mode3, SpiHertz),
                }),
                I2c = i2c,

                // COM6 is D1 (transmit) and D0 (receive). Its transceiver has to switch its direction by itself.
                Serial = new ISerialPort[] { new NanoSerialPort("COM6", false) },
            };
            IdleWork = new IIdleWork[] { ads, burst };
        }

        /// <inheritdoc/>
        public override INetwork CreateNetwork(string ssid, string password, IPConfiguration address)
        {
            return new NanoEthernet(address);
        }

        /// <inheritdoc/>
        public override IBrokerConnection CreateBroker(MqttSettings settings, INetwork network)
        {
            return new NanoBrokerConnection(settings, network);
        }

        private static void Mount()
        {
            try
            {
                DriveInfo.MountRemovableVolumes();
            }
            catch (Exception)
            {
                // No slot, or a card that can't be read: as without one.
            }
        }
    }
}
