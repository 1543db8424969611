using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A MAX31856: it measures a thermocouple and its own cold junction, linearises by itself and looks for faults (data sheet 19-7534).</summary>
    /// <remarks>
    /// It converts all the time. Every sample reads all registers; what of the configuration is not as it was written shows that the chip was without
    /// power: it is configured anew, and nothing is believed until its first conversion is over. Open thermocouple: Bad_SensorFailure. A voltage outside
    /// ground and supply: Bad_OutOfRange, since the chip measures nothing then. Hot or cold junction outside the range of the chip's table:
    /// Uncertain_SensorNotAccurate with LimitBits. No chip: Bad_NoCommunication. A chip that does not keep its configuration: Bad_DeviceFailure.
    /// </remarks>
    public sealed class Max31856 : SignalSource
    {
        private const int Temperature = 0;
        private const int ColdJunction = 1;

        // Registers.
        private const int Configuration0 = 0x00;
        private const int Configuration1 = 0x01;
        private const int Mask = 0x02;
        private const int Offset = 0x09;
        private const int ColdJunctionHigh = 0x0A;
        private const int LinearisedHigh = 0x0C;
        private const int FaultStatus = 0x0F;
        private const int Registers = 16;

        // CR0: convert automatically; look for an open circuit while the thermocouple has less than 5 kilo-ohms; filter 50 Hz (0: 60 Hz).
        private const int Automatic = 0x80;
        private const int OpenCircuit = 0x10;
        private const int Filter50 = 0x01;

        // Bits of CR0 that go back to 0 by themselves: one shot and fault clear.
        private const int LastingBits = 0xFF & ~0x42;

        // No fault drives the FAULT pin, which nothing reads.
        private const int AllMasked = 0xFF;

        // Fault status.
        private const int ColdJunctionRange = 0x80;
        private const int ThermocoupleRange = 0x40;
        private const int OverUnder = 0x02;
        private const int Open = 0x01;

        // The longest first conversion, and the test for an open circuit that may come with it. The data sheet has no longest time for the further conversions of an average, 40 and
        // 33.3 ms: a tenth on top, as between its typical and longest times elsewhere. The clock's resolution is 10 ms at either end.
        private const int ClockMs = 20;
        private const int OpenTestMs = 15;
        private const int FirstConversion50 = 185 + OpenTestMs + ClockMs;
        private const int FirstConversion60 = 155 + OpenTestMs + ClockMs;
        private const int FurtherConversion50 = 44;
        private const int FurtherConversion60 = 37;

        // Times in a row that the configuration was not kept, after which the chip has failed.
        private const int MaxAttempts = 3;

        // Of the first octet on SPI; the data sheets list the registers by the address to read and the one to write.
        private const int WriteBit = 0x80;

        private static readonly byte[] TypeCodes = { 3, 2, 7, 4, 1, 6, 5, 0 };

        private readonly SpiChipRegisters _registers;
        private readonly int _configuration0;
        private readonly int _configuration1;
        private readonly int _settleMs;
        private readonly double _middle;
        private long _configuredMs;
        private int _attempts;

        /// <summary>Makes a source of two signals: the temperature and that of the cold junction, degC.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The first signal it fills.</param>
        /// <param name="bus">The bus.</param>
        /// <param name="device">The chip on it.</param>
        /// <param name="type">The thermocouple.</param>
        /// <param name="is50Hz">Whether mains of 50 Hz are filtered; otherwise 60 Hz.</param>
        /// <param name="averaging">Conversions that make a value: 1, 2, 4, 8 or 16.</param>
        public Max31856(SignalTable signals, int first, ISpiBus bus, int device, ThermocoupleType type, bool is50Hz, int averaging)
            : base(signals, first, 2)
        {
            int code = 0;
            for (int i = averaging; i > 1; i /= 2)
            {
                code++;
            }

            _registers = new SpiChipRegisters(bus, device, 0, 0, WriteBit, Registers);
            _configuration0 = Automatic | OpenCircuit | (is50Hz ? Filter50 : 0);
            _configuration1 = (code << 4) | TypeCodes[(int)type];

            // Each further conversion of an average takes two cycles of the mains when it is the first value.
            _settleMs = is50Hz ? FirstConversion50 + ((averaging - 1) * FurtherConversion50) : FirstConversion60 + ((averaging - 1) * FurtherConversion60);
            _middle = (Its90.Lowest(type) + Its90.Highest(type)) / 2;
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _registers.BufferOctets; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (!_registers.ReadOfChip(0, Registers))
            {
                _attempts = 0;
                FailAll(StatusCode.BadNoCommunication);
                return;
            }

            if (!IsConfigured())
            {
                Configure(nowMs);
                return;
            }

            if (nowMs - _configuredMs >= _settleMs)
            {
                _attempts = 0;
                Take();
            }
        }

        private bool IsConfigured()
        {
            return (_registers[Configuration0] & LastingBits) == _configuration0
                && _registers[Configuration1] == _configuration1
                && _registers[Mask] == AllMasked
                && _registers[Offset] == 0;
        }

        private void Configure(long nowMs)
        {
            // The thermocouple's type may only be changed while it does not convert.
            bool done = _registers.Write(Configuration0, _configuration0 & ~Automatic)
                && _registers.Write(Configuration1, _configuration1)
                && _registers.Write(Mask, AllMasked)
                && _registers.Write(Offset, 0)
                && _registers.Write(Configuration0, _configuration0);
            _configuredMs = nowMs;
            if (!done)
            {
                FailAll(StatusCode.BadNoCommunication);
            }
            else if (++_attempts > MaxAttempts)
            {
                FailAll(StatusCode.BadDeviceFailure);
            }
            else
            {
                KeepAll();
            }
        }

        private void Take()
        {
            int faults = _registers[FaultStatus];
            if ((faults & (OverUnder | Open)) != 0)
            {
                bool isOpen = (faults & Open) != 0;
                Fail(Temperature, isOpen ? StatusCode.BadSensorFailure : StatusCode.BadOutOfRange);
            }
            else
            {
                // 19 bits, 2^-7 degC, at the top of three octets.
                int raw = (((sbyte)_registers[LinearisedHigh] << 16) | (_registers[LinearisedHigh + 1] << 8) | _registers[LinearisedHigh + 2]) >> 5;
                float value = raw * (1f / 128);
                uint status = (faults & ThermocoupleRange) != 0 ? OutOfTable(value > _middle)
                    : (faults & ColdJunctionRange) != 0 ? StatusCode.UncertainSensorNotAccurate
                    : StatusCode.Good;
                Set(Temperature, value, status);
            }

            // 14 bits, 2^-6 degC, at the top of two octets.
            float junction = (((sbyte)_registers[ColdJunctionHigh] << 8) | _registers[ColdJunctionHigh + 1]) >> 2;
            junction *= 1f / 64;
            Set(ColdJunction, junction, (faults & ColdJunctionRange) != 0 ? OutOfTable(junction > 0) : StatusCode.Good);
        }

        private static uint OutOfTable(bool isHigh)
        {
            return StatusCode.UncertainSensorNotAccurate | (isHigh ? StatusCode.LimitHigh : StatusCode.LimitLow);
        }
    }
}
