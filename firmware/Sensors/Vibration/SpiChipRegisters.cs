using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>A chip's registers on SPI: an octet of address and direction goes before the data.</summary>
    public sealed class SpiChipRegisters : ChipRegisters
    {
        private readonly ISpiBus _bus;
        private readonly int _device;
        private readonly int _shift;
        private readonly int _readBits;
        private readonly byte[] _sent;

        /// <summary>Makes one.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="device">Which chip.</param>
        /// <param name="shift">Places by which a register's number is shifted up in the first octet.</param>
        /// <param name="readBits">The bits that make the first octet a read.</param>
        /// <param name="longest">The most registers that are read at once.</param>
        public SpiChipRegisters(ISpiBus bus, int device, int shift, int readBits, int longest)
            : base(1, longest)
        {
            _bus = bus;
            _device = device;
            _shift = shift;
            _readBits = readBits;
            _sent = new byte[1 + longest];
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return Data.Length + _sent.Length; }
        }

        /// <inheritdoc/>
        public override bool Read(int register, int count)
        {
            _sent[0] = (byte)((register << _shift) | _readBits);
            _sent[1] = 0;
            return _bus.Transfer(_device, _sent, Data, 1 + count);
        }

        /// <inheritdoc/>
        public override bool Write(int register, int value)
        {
            _sent[0] = (byte)(register << _shift);
            _sent[1] = (byte)value;
            return _bus.Transfer(_device, _sent, Data, 2);
        }
    }
}
