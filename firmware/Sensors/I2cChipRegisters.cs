using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>A chip's registers on I²C: the first one's number is written, the data follow.</summary>
    public sealed class I2cChipRegisters : ChipRegisters
    {
        private readonly II2cBus _bus;
        private readonly int _address;
        private readonly byte[] _sent = new byte[2];

        /// <summary>Makes one.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="address">The chip's address, 7 bits.</param>
        /// <param name="longest">The most registers that are read at once.</param>
        public I2cChipRegisters(II2cBus bus, int address, int longest)
            : base(0, longest)
        {
            _bus = bus;
            _address = address;
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return Data.Length + _sent.Length; }
        }

        /// <inheritdoc/>
        public override bool Read(int register, int count)
        {
            _sent[0] = (byte)register;
            return _bus.Transfer(_address, _sent, 1, Data, count);
        }

        /// <inheritdoc/>
        public override bool Write(int register, int value)
        {
            _sent[0] = (byte)register;
            _sent[1] = (byte)value;
            return _bus.Transfer(_address, _sent, 2, null, 0);
        }
    }
}
