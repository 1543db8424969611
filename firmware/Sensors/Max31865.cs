using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A MAX31865: it compares a platinum resistance thermometer with a reference resistor and looks for broken and shorted leads
    /// (data sheet 19-6478).</summary>
    /// <remarks>
    /// One measurement after the other: look for faults of the leads, convert, read. No step waits; each takes one sample. Too much resistance or no current:
    /// Bad_SensorFailure with LimitBits High; too little: Low; a broken FORCE lead: without. A voltage outside ground and supply: Bad_OutOfRange.
    /// Outside IEC 60751: see <see cref="Rtd"/>. No chip: Bad_NoCommunication. A chip that does not keep its configuration or never finishes:
    /// Bad_DeviceFailure.
    /// </remarks>
    public sealed class Max31865 : SignalSource
    {
        private const int Temperature = 0;
        private const int Resistance = 1;

        // Registers.
        private const int Configuration = 0x00;
        private const int RatioHigh = 0x01;
        private const int HighThreshold = 0x03;
        private const int LowThreshold = 0x05;
        private const int FaultStatus = 0x07;
        private const int Registers = 8;

        // Configuration.
        private const int Bias = 0x80;
        private const int OneShot = 0x20;
        private const int ThreeWire = 0x10;
        private const int CheckLeads = 0x04;
        private const int ClearFaults = 0x02;
        private const int Filter50 = 0x01;
        private const int LastingBits = 0xD1;

        // Fault status: RTD high, RTD low, REFIN- high (no current), REFIN- low and RTDIN- low (FORCE- open), over- or undervoltage.
        private const int OpenElement = 0x80 | 0x20;
        private const int Shorted = 0x40;
        private const int OpenForce = 0x10 | 0x08;
        private const int OverUnder = 0x04;

        // The data sheet's longest times, and the clock's resolution of 10 ms at either end. Bias and input filter: 10.5 time constants and a millisecond; with 100 ohms and
        // 100 nF less than 2 ms. A check of the leads takes 0.6 ms. Whether the one-shot bit goes before the result is there the data sheet leaves open.
        private const int ClockMs = 20;
        private const int BiasMs = 2 + ClockMs;
        private const int CheckMs = 1 + ClockMs;
        private const int Conversion50 = 66 + ClockMs;
        private const int Conversion60 = 55 + ClockMs;
        private const int MaxAttempts = 3;

        // Of the first octet on SPI; the data sheets list the registers by the address to read and the one to write.
        private const int WriteBit = 0x80;

        private const int FullScale = 32768;

        private readonly SpiChipRegisters _registers;
        private readonly int _configuration;
        private readonly int _high;
        private readonly int _low;
        private readonly double _nominal;
        private readonly double _reference;
        private readonly int _conversionMs;
        private Step _step;
        private long _sinceMs;
        private int _attempts;

        /// <summary>Makes a source of two signals: the temperature, degC, and the resistance, ohms.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The first signal it fills.</param>
        /// <param name="bus">The bus.</param>
        /// <param name="device">The chip on it.</param>
        /// <param name="nominal">The thermometer's resistance at 0 degC, ohms, more than 0.</param>
        /// <param name="reference">The reference resistor, ohms, more than 0.</param>
        /// <param name="isThreeWire">Whether the thermometer has three leads; otherwise two or four.</param>
        /// <param name="is50Hz">Whether mains of 50 Hz are filtered; otherwise 60 Hz.</param>
        public Max31865(SignalTable signals, int first, ISpiBus bus, int device, double nominal, double reference, bool isThreeWire, bool is50Hz)
            : base(signals, first, 2)
        {
            _registers = new SpiChipRegisters(bus, device, 0, 0, WriteBit, Registers);
            _configuration = Bias | (isThreeWire ? ThreeWire : 0) | (is50Hz ? Filter50 : 0);
            _nominal = nominal;
            _reference = reference;
            _conversionMs = is50Hz ? Conversion50 : Conversion60;
            _low = Threshold(Rtd.ShortRatio * nominal / reference);
            _high = Threshold(Rtd.OpenRatio * nominal / reference);
        }

        private enum Step : byte
        {
            Unknown,
            Biased,
            Checking,
            Converting,
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _registers.BufferOctets; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            long elapsed = nowMs - _sinceMs;
            switch (_step)
            {
                case Step.Unknown:
                    Configure(nowMs);
                    break;

                case Step.Biased:
                    if (elapsed >= BiasMs)
                    {
                        Begin(nowMs, CheckLeads, Step.Checking);
                    }

                    break;

                case Step.Checking:
                    if (elapsed >= CheckMs)
                    {
                        Begin(nowMs, OneShot, Step.Converting);
                    }

                    break;

                case Step.Converting:
                    if (elapsed >= _conversionMs)
                    {
                        Finish(nowMs, elapsed);
                    }

                    break;
            }
        }

        // A threshold has the form of a ratio: 15 bits above a bit that doesn't count.
        private static int Threshold(double part)
        {
            return part >= 1 ? 0xFFFE : (int)(part * FullScale) << 1;
        }

        private void Configure(long nowMs)
        {
            bool done = _registers.Write(HighThreshold, _high >> 8)
                && _registers.Write(HighThreshold + 1, _high)
                && _registers.Write(LowThreshold, _low >> 8)
                && _registers.Write(LowThreshold + 1, _low);
            if (done)
            {
                Begin(nowMs, ClearFaults, Step.Biased);
            }
            else
            {
                Lose(StatusCode.BadNoCommunication);
            }
        }

        private void Begin(long nowMs, int command, Step step)
        {
            if (!_registers.Write(Configuration, _configuration | command))
            {
                Lose(StatusCode.BadNoCommunication);
                return;
            }

            _sinceMs = nowMs;
            _step = step;
        }

        private void Finish(long nowMs, long elapsed)
        {
            if (!_registers.ReadOfChip(0, Registers))
            {
                _attempts = 0;
                Lose(StatusCode.BadNoCommunication);
            }
            else if (!IsConfigured())
            {
                _step = Step.Unknown;
                if (++_attempts > MaxAttempts)
                {
                    FailAll(StatusCode.BadDeviceFailure);
                }
                else
                {
                    KeepAll();
                }

                Configure(nowMs);
            }
            else if ((_registers[Configuration] & OneShot) != 0)
            {
                // A chip that is late: the bit is there until the conversion is over, or has begun at least.
                if (elapsed > 3 * _conversionMs)
                {
                    Lose(StatusCode.BadDeviceFailure);
                }
            }
            else
            {
                _attempts = 0;
                Take();
                if (_registers[FaultStatus] == 0 || _registers.Write(Configuration, _configuration | ClearFaults))
                {
                    Begin(nowMs, CheckLeads, Step.Checking);
                }
                else
                {
                    Lose(StatusCode.BadNoCommunication);
                }
            }
        }

        private bool IsConfigured()
        {
            return (_registers[Configuration] & LastingBits) == _configuration
                && ((_registers[HighThreshold] << 8) | _registers[HighThreshold + 1]) == _high
                && ((_registers[LowThreshold] << 8) | _registers[LowThreshold + 1]) == _low;
        }

        private void Take()
        {
            int code = ((_registers[RatioHigh] << 8) | _registers[RatioHigh + 1]) >> 1;
            double ohms = code * _reference / FullScale;
            double ratio = ohms / _nominal;
            uint judged = code == FullScale - 1 ? StatusCode.BadSensorFailure | StatusCode.LimitHigh : Rtd.Judge(ratio);
            uint status = Quality.Worse(Faults(_registers[FaultStatus]), judged);
            if (StatusCode.IsBad(status))
            {
                FailAll(status);
                return;
            }

            Set(Temperature, Iec60751.Temperature(ratio), status);
            Set(Resistance, ohms, status);
        }

        private static uint Faults(int faults)
        {
            if ((faults & OpenElement) != 0)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitHigh;
            }

            if ((faults & OpenForce) != 0)
            {
                return StatusCode.BadSensorFailure;
            }

            if ((faults & Shorted) != 0)
            {
                return StatusCode.BadSensorFailure | StatusCode.LimitLow;
            }

            return (faults & OverUnder) != 0 ? StatusCode.BadOutOfRange : StatusCode.Good;
        }

        private void Lose(uint status)
        {
            _step = Step.Unknown;
            FailAll(status);
        }
    }
}
