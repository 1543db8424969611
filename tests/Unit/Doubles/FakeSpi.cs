using System;
using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>An SPI bus with one chip that has registers of an octet: the highest bit of the address says that it is written, and the address counts up.</summary>
    public sealed class FakeSpi : ISpiBus
    {
        /// <summary>The chip's registers.</summary>
        public readonly byte[] Registers;

        /// <summary>Bits of each register that a write does not change or that go back to 0 at once.</summary>
        public readonly byte[] NotKept;

        /// <summary>Whether the chip is there.</summary>
        public bool IsPresent = true;

        /// <summary>What the line reads while the chip is not there.</summary>
        public byte Line = 0xFF;

        /// <summary>How many chips there are; they have the same registers.</summary>
        public int Devices = 1;

        /// <summary>Whether the bus itself fails.</summary>
        public bool Fails;

        /// <summary>Whether the chip ignores what is written.</summary>
        public bool IsStuck;

        /// <summary>The octets written to register 0, in order.</summary>
        public readonly byte[] Commands = new byte[1000];

        /// <summary>How many there are.</summary>
        public int CommandCount;

        private readonly byte[] _defaults;

        /// <summary>Makes a bus.</summary>
        /// <param name="defaults">The registers after power-on.</param>
        public FakeSpi(byte[] defaults)
        {
            _defaults = defaults;
            Registers = new byte[defaults.Length];
            NotKept = new byte[defaults.Length];
            PowerOn();
        }

        /// <inheritdoc/>
        public int DeviceCount
        {
            get { return Devices; }
        }

        /// <summary>The chip's power was away for a moment.</summary>
        public void PowerOn()
        {
            Array.Copy(_defaults, 0, Registers, 0, _defaults.Length);
        }

        /// <inheritdoc/>
        public bool Transfer(int device, byte[] write, byte[] read, int length)
        {
            if (Fails || device >= Devices)
            {
                return false;
            }

            for (int i = 0; i < length; i++)
            {
                int register = ((write[0] & 0x7F) + i - 1) % Registers.Length;
                read[i] = !IsPresent ? Line : i == 0 ? (byte)0x5A : Registers[register];
                if (IsPresent && i > 0 && (write[0] & 0x80) != 0)
                {
                    Write(register, write[i]);
                }
            }

            return true;
        }

        private void Write(int register, byte value)
        {
            if (register == 0)
            {
                Commands[CommandCount++ % Commands.Length] = value;
            }

            if (!IsStuck)
            {
                Registers[register] = (byte)(value & ~NotKept[register]);
            }
        }
    }
}
