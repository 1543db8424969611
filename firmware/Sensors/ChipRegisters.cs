namespace Sidetap.Sensors
{
    /// <summary>A chip's registers, whatever bus it is on.</summary>
    public abstract class ChipRegisters
    {
        /// <summary>Holds what was read.</summary>
        public readonly byte[] Data;

        /// <summary>Index in <see cref="Data"/> of the first register read.</summary>
        public readonly int At;

        /// <summary>Makes one.</summary>
        /// <param name="header">Octets before the first register read.</param>
        /// <param name="longest">The most registers that are read at once.</param>
        protected ChipRegisters(int header, int longest)
        {
            At = header;
            Data = new byte[header + longest];
        }

        /// <summary>A register that was read last.</summary>
        /// <param name="index">Which one: 0 is the first that was read.</param>
        /// <returns>Its octet.</returns>
        public int this[int index]
        {
            get { return Data[At + index]; }
        }

        /// <summary>Octets of its buffers.</summary>
        public abstract int BufferOctets { get; }

        /// <summary>Reads registers into <see cref="Data"/>.</summary>
        /// <param name="register">The first one.</param>
        /// <param name="count">How many.</param>
        /// <returns>False when the bus failed or nobody acknowledged.</returns>
        public abstract bool Read(int register, int count);

        /// <summary>Writes a register.</summary>
        /// <param name="register">Which one.</param>
        /// <param name="value">Its value.</param>
        /// <returns>False when the bus failed or nobody acknowledged.</returns>
        public abstract bool Write(int register, int value);
    }
}
