using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>The registers of a MAX31856 or MAX31865: the address goes first, with its highest bit set to write, and counts up by itself.</summary>
    internal sealed class MaxRegisters
    {
        private const byte Write = 0x80;

        private readonly ISpiBus _bus;
        private readonly int _device;
        private readonly byte[] _out;
        private readonly byte[] _in;

        /// <summary>Makes a chip's registers.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="device">The chip on it.</param>
        /// <param name="count">How many registers there are.</param>
        public MaxRegisters(ISpiBus bus, int device, int count)
        {
            _bus = bus;
            _device = device;
            _out = new byte[count + 1];
            _in = new byte[count + 1];
        }

        /// <summary>Octets of its buffers.</summary>
        public int BufferOctets
        {
            get { return 2 * _out.Length; }
        }

        /// <summary>A register as it was last read.</summary>
        /// <param name="register">Its address.</param>
        /// <returns>Its octet.</returns>
        public int this[int register]
        {
            get { return _in[register + 1]; }
        }

        /// <summary>Reads all registers in one selection, so that no conversion comes between them.</summary>
        /// <returns>False when the bus failed or there is no chip: then the line stays where it is, and every register reads as all 0 or all 1.</returns>
        public bool Read()
        {
            _out[0] = 0;
            if (!_bus.Transfer(_device, _out, _in, _out.Length))
            {
                return false;
            }

            byte line = _in[1];
            if (line != 0x00 && line != 0xFF)
            {
                return true;
            }

            for (int i = 2; i < _in.Length; i++)
            {
                if (_in[i] != line)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Writes a register.</summary>
        /// <param name="register">Its address.</param>
        /// <param name="value">Its octet.</param>
        /// <returns>False when the bus failed.</returns>
        public bool Set(int register, int value)
        {
            // Reading sends the address alone: what stands behind it doesn't count then.
            _out[0] = (byte)(Write | register);
            _out[1] = (byte)value;
            return _bus.Transfer(_device, _out, _in, 2);
        }
    }
}
