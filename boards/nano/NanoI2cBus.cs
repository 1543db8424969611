using System;
using System.Device.I2c;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>An I²C bus of nanoFramework. A chip's device is opened when it is first spoken to, and kept.</summary>
    /// <remarks>nanoFramework takes the octets as SpanByte, which allocates some 100 octets of heap for a transfer; nothing the board does avoids
    /// it.</remarks>
    public sealed class NanoI2cBus : II2cBus
    {
        private const int FirstAddress = 8;
        private const int LastAddress = 119;
        private const int MostDevices = 12; // a reference for each address would take 1.4 KB

        private readonly int _bus;
        private readonly I2cBusSpeed _speed;
        private readonly I2cDevice[] _devices = new I2cDevice[MostDevices];
        private readonly byte[] _addresses = new byte[MostDevices];
        private int _count;

        /// <summary>Makes a bus; the pins are the board's to set before.</summary>
        /// <param name="bus">nanoFramework's number of the bus, from 1.</param>
        /// <param name="speed">The clock.</param>
        public NanoI2cBus(int bus, I2cBusSpeed speed)
        {
            _bus = bus;
            _speed = speed;
        }

        /// <inheritdoc/>
        public bool Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength)
        {
            if (address < FirstAddress || address > LastAddress)
            {
                return false;
            }

            try
            {
                I2cDevice device = DeviceAt(address);
                return device != null && Exchange(device, write, writeLength, read, readLength) == I2cTransferStatus.FullTransfer;
            }
            catch (Exception)
            {
                return false;
            }
        }

        /// <summary>The device at an address, opened when it is not yet; null when there are too many.</summary>
        private I2cDevice DeviceAt(int address)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_addresses[i] == address)
                {
                    return _devices[i];
                }
            }

            if (_count == MostDevices)
            {
                return null;
            }

            _devices[_count] = I2cDevice.Create(new I2cConnectionSettings(_bus, address, _speed));
            _addresses[_count] = (byte)address;
            return _devices[_count++];
        }

        private static I2cTransferStatus Exchange(I2cDevice device, byte[] write, int writeLength, byte[] read, int readLength)
        {
            if (readLength == 0)
            {
                return device.Write(new SpanByte(write, 0, writeLength)).Status;
            }

            return writeLength == 0
                ? device.Read(new SpanByte(read, 0, readLength)).Status
                : device.WriteRead(new SpanByte(write, 0, writeLength), new SpanByte(read, 0, readLength)).Status;
        }
    }
}
