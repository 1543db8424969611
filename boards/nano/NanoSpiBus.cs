using System;
using System.Device.Spi;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>An SPI bus of nanoFramework with the chips that the board has wired to it. A chip's select line is taken when it is first spoken
    /// to.</summary>
    /// <remarks>As for I²C, SpanByte costs heap at each transfer: some 80 octets.</remarks>
    public sealed class NanoSpiBus : ISpiBus
    {
        private readonly SpiConnectionSettings[] _settings;
        private readonly SpiDevice[] _devices;

        /// <summary>Makes a bus; the pins are the board's to set before.</summary>
        /// <param name="chips">Bus, select line, mode and clock of each chip; chip 0 first.</param>
        public NanoSpiBus(SpiConnectionSettings[] chips)
        {
            _settings = chips;
            _devices = new SpiDevice[chips.Length];
        }

        /// <inheritdoc/>
        public int DeviceCount
        {
            get { return _devices.Length; }
        }

        /// <summary>The settings of a chip with an active-low select line.</summary>
        /// <param name="bus">nanoFramework's number of the bus, from 1.</param>
        /// <param name="selectPin">The select line.</param>
        /// <param name="mode">Polarity and phase of the clock: Mode1 or Mode3 for MAX31856 and MAX31865, Mode3 for the accelerometers.</param>
        /// <param name="hertz">The clock.</param>
        /// <returns>New settings.</returns>
        public static SpiConnectionSettings Chip(int bus, int selectPin, SpiMode mode, int hertz)
        {
            return new SpiConnectionSettings(bus, selectPin) { Mode = mode, ClockFrequency = hertz, DataBitLength = 8 };
        }

        /// <inheritdoc/>
        public bool Transfer(int device, byte[] write, byte[] read, int length)
        {
            if (device < 0 || device >= _devices.Length)
            {
                return false;
            }

            try
            {
                if (_devices[device] == null)
                {
                    _devices[device] = SpiDevice.Create(_settings[device]);
                }

                _devices[device].TransferFullDuplex(new SpanByte(write, 0, length), new SpanByte(read, 0, length));
                return true;
            }
            catch (Exception)
            {
                return false;
            }
        }
    }
}
