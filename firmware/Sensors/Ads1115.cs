using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>An ADS1115: four voltages against ground or two differences, one conversion after the other (data sheet SBAS444).</summary>
    /// <remarks>
    /// A sample takes the conversion that is over and starts the next; nothing waits. The end of the converter's range: Bad_OutOfRange with LimitBits.
    /// No acknowledgement: Bad_NoCommunication. The configuration is read back with each result: one that is not as written comes from a chip that lost
    /// its power, and the conversion is made again. One that never holds, or a conversion that never ends: Bad_DeviceFailure.
    /// </remarks>
    public sealed class Ads1115 : SignalSource
    {
        // Registers and bits of the configuration.
        private const int ConversionRegister = 0;
        private const int ConfigurationRegister = 1;
        private const int Start = 0x8000; // read: no conversion under way
        private const int SingleShot = 0x0100;
        private const int ComparatorOff = 0x0003;
        private const int SingleEnded = 4; // inputs 4..7 are AIN0..AIN3 against ground
        private const int Difference23 = 3; // input 0 is AIN0 - AIN1
        private const int MaxAttempts = 3;

        private readonly II2cBus _bus;
        private readonly int _address;
        private readonly bool _isDifferential;
        private readonly int _configuration;
        private readonly double _voltsPerBit;
        private readonly int _conversionMs;
        private readonly byte[] _out = new byte[3];
        private readonly byte[] _in = new byte[2];
        private long _startedMs;
        private bool _isStarted;
        private int _channel;
        private int _attempts;

        /// <summary>Makes a source of four signals, the voltages of AIN0..AIN3, or of two, AIN0 - AIN1 and AIN2 - AIN3.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The first signal it fills.</param>
        /// <param name="bus">The bus.</param>
        /// <param name="address">The chip's address, 72..75.</param>
        /// <param name="isDifferential">Whether differences are measured.</param>
        /// <param name="gainCode">The range: 0 is 6.144 V, 1 is 4.096 V and so on in halves to 5, 0.256 V.</param>
        /// <param name="rateCode">The rate: 0..7 are 8, 16, 32, 64, 128, 250, 475 and 860 per second.</param>
        public Ads1115(SignalTable signals, int first, II2cBus bus, int address, bool isDifferential, int gainCode, int rateCode)
            : base(signals, first, isDifferential ? 2 : 4)
        {
            _bus = bus;
            _address = address;
            _isDifferential = isDifferential;
            _configuration = Start | (gainCode << 9) | SingleShot | (rateCode << 5) | ComparatorOff;
            _voltsPerBit = FullScaleOf(gainCode) / 32768;
            _conversionMs = (1100 / RateOf(rateCode)) + 2; // the chip's clock is within 10 %
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _out.Length + _in.Length; }
        }

        /// <summary>The range that a code stands for.</summary>
        /// <param name="gainCode">0..5.</param>
        /// <returns>Volts.</returns>
        internal static double FullScaleOf(int gainCode)
        {
            return gainCode == 0 ? 6.144 : 8.192 / (1 << gainCode);
        }

        /// <summary>The rate that a code stands for.</summary>
        /// <param name="rateCode">0..7.</param>
        /// <returns>Conversions a second.</returns>
        internal static int RateOf(int rateCode)
        {
            return rateCode == 7 ? 860 : rateCode == 6 ? 475 : rateCode == 5 ? 250 : 8 << rateCode;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (_isStarted)
            {
                long elapsed = nowMs - _startedMs;
                if (elapsed < _conversionMs || !Finish(elapsed))
                {
                    return;
                }
            }

            Begin(nowMs);
        }

        private int ConfigurationOf(int channel)
        {
            int input = _isDifferential ? channel * Difference23 : SingleEnded + channel;
            return _configuration | (input << 12);
        }

        private void Begin(long nowMs)
        {
            int configuration = ConfigurationOf(_channel);
            _out[0] = ConfigurationRegister;
            _out[1] = (byte)(configuration >> 8);
            _out[2] = (byte)configuration;
            _isStarted = _bus.Transfer(_address, _out, 3, null, 0);
            _startedMs = nowMs;
            if (!_isStarted)
            {
                Lose();
            }
        }

        // Whether the next conversion can be started.
        private bool Finish(long elapsed)
        {
            int configuration;
            if (!TryRead(ConfigurationRegister, out configuration))
            {
                Lose();
                return false;
            }

            if ((configuration & ~Start) != (ConfigurationOf(_channel) & ~Start))
            {
                return Retry();
            }

            if ((configuration & Start) == 0)
            {
                return elapsed > 3 * _conversionMs && Retry();
            }

            int code;
            if (!TryRead(ConversionRegister, out code))
            {
                Lose();
                return false;
            }

            _attempts = 0;
            Take((short)code);
            _channel = (_channel + 1) % OutputCount;
            return true;
        }

        private bool Retry()
        {
            if (++_attempts > MaxAttempts)
            {
                FailAll(StatusCode.BadDeviceFailure);
            }
            else
            {
                KeepAll();
            }

            return true;
        }

        private void Take(int code)
        {
            if (code == short.MaxValue)
            {
                Fail(_channel, StatusCode.BadOutOfRange | StatusCode.LimitHigh);
            }
            else if (code == short.MinValue)
            {
                Fail(_channel, StatusCode.BadOutOfRange | StatusCode.LimitLow);
            }
            else
            {
                Set(_channel, code * _voltsPerBit, StatusCode.Good);
            }
        }

        private void Lose()
        {
            _isStarted = false;
            _attempts = 0;
            FailAll(StatusCode.BadNoCommunication);
        }

        private bool TryRead(int register, out int value)
        {
            _out[0] = (byte)register;
            bool done = _bus.Transfer(_address, _out, 1, _in, 2);
            value = (_in[0] << 8) | _in[1];
            return done;
        }
    }
}
