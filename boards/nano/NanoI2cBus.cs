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

        private readonly int _bus;
        private readonly I2cBusSpeed _speed;
        private readonly I2cDevice[] _devices = new I2cDevice[LastAddress + 1];

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
                I2cDevice device = _devices[address];
                if (device == null)
                {
                    device = I2cDevice.Create(new I2cConnectionSettings(_bus, address, _speed));
                    _devices[address] = device;
                }

                return Exchange(device, write, writeLength, read, readLength) == I2cTransferStatus.FullTransfer;
            }
            catch (Exception)
            {
                return false;
            }
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
