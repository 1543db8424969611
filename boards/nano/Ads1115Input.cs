using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>
    /// ADS1115 converters (data sheet SBAS444) as analog channels of the board: four to a chip, volts against ground, each in the narrowest of the
    /// ranges from 0.256 to 4.096 V that it fits. So one terminal takes a thermocouple's millivolts and a transmitter's volts alike.
    /// </summary>
    /// <remarks>
    /// Between two Steps each chip finishes a conversion and starts the next, of the channels that somebody reads: with four of them read and a
    /// main loop of 20 ms each is new after 80 ms. A conversion of 860 a second takes 1.3 ms at most; the loop is never faster.
    /// </remarks>
    public sealed class Ads1115Input : IAnalogInput, IIdleWork
    {
        /// <summary>Channels of a chip.</summary>
        public const int ChannelsOfChip = 4;

        private const int ConversionRegister = 0;
        private const int ConfigurationRegister = 1;
        private const int SingleShot860 = 0x81E3; // start, single shot, 860 a second, comparator off
        private const int SingleEnded = 4; // inputs 4..7 are AIN0..AIN3 against ground
        private const int WidestRange = 1; // 4.096 V
        private const int NarrowestRange = 5; // 0.256 V
        private const int Clipped = 32000;
        private const int Small = 14000; // less than half of the range: the next narrower one holds it
        private const int None = -1;
        private const long ConversionMs = 10; // the clock's resolution; the conversion takes 1.3
        private const long FreshMs = 1000;
        private const long RetryMs = 1000;

        private readonly II2cBus _bus;
        private readonly IClock _clock;
        private readonly int[] _addresses;
        private readonly int[] _underWay; // of each chip: the input that is converted, or None
        private readonly int[] _last;
        private readonly long[] _startedMs;
        private readonly bool[] _isAbsent;
        private readonly bool[] _isRead; // of each channel: somebody reads it
        private readonly bool[] _isNew;
        private readonly byte[] _range;
        private readonly float[] _volts;
        private readonly byte[] _status; // an InputStatus
        private readonly long[] _takenMs;
        private readonly byte[] _out = new byte[3];
        private readonly byte[] _in = new byte[2];

        /// <summary>Makes the input.</summary>
        /// <param name="bus">The bus.</param>
        /// <param name="clock">The board's clock.</param>
        /// <param name="addresses">Addresses of the chips, 72..75; the first four channels belong to the first.</param>
        public Ads1115Input(II2cBus bus, IClock clock, int[] addresses)
        {
            _bus = bus;
            _clock = clock;
            _addresses = addresses;
            int chips = addresses.Length;
            int channels = chips * ChannelsOfChip;
            _underWay = new int[chips];
            _last = new int[chips];
            _startedMs = new long[chips];
            _isAbsent = new bool[chips];
            _isRead = new bool[channels];
            _isNew = new bool[channels];
            _range = new byte[channels];
            _volts = new float[channels];
            _status = new byte[channels];
            _takenMs = new long[channels];
            for (int i = 0; i < chips; i++)
            {
                _underWay[i] = None;
            }

            for (int i = 0; i < channels; i++)
            {
                _range[i] = WidestRange;
                _status[i] = (byte)InputStatus.Stale;
            }
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _volts.Length; }
        }

        /// <inheritdoc/>
        /// <remarks>Takes what the last conversion gave; the bus is not used here.</remarks>
        public InputStatus Read(int channel, out float value)
        {
            value = 0;
            if (channel < 0 || channel >= _volts.Length)
            {
                return InputStatus.NotConnected;
            }

            _isRead[channel] = true;
            if (_isAbsent[channel / ChannelsOfChip])
            {
                return InputStatus.NotConnected;
            }

            value = _volts[channel];
            InputStatus status = (InputStatus)_status[channel];
            if (status == InputStatus.Good && !_isNew[channel] && _clock.UptimeMs - _takenMs[channel] > FreshMs)
            {
                return InputStatus.DeviceFailure;
            }

            if (status == InputStatus.Good && !_isNew[channel])
            {
                return InputStatus.Stale;
            }

            _isNew[channel] = false;
            return status;
        }

        /// <inheritdoc/>
        public void Work()
        {
            long now = _clock.UptimeMs;
            for (int chip = 0; chip < _addresses.Length; chip++)
            {
                if (_isAbsent[chip] && now - _startedMs[chip] < RetryMs)
                {
                    continue;
                }

                if (_underWay[chip] == None)
                {
                    StartNext(chip, now);
                }
                else if (now - _startedMs[chip] >= ConversionMs)
                {
                    Take(chip, now);
                    StartNext(chip, now);
                }
            }
        }

        private void StartNext(int chip, long now)
        {
            for (int i = 1; i <= ChannelsOfChip; i++)
            {
                int input = (_last[chip] + i) % ChannelsOfChip;
                int channel = (chip * ChannelsOfChip) + input;
                if (!_isRead[channel])
                {
                    continue;
                }

                int configuration = SingleShot860 | ((SingleEnded + input) << 12) | (_range[channel] << 9);
                _out[0] = ConfigurationRegister;
                _out[1] = (byte)(configuration >> 8);
                _out[2] = (byte)configuration;
                _isAbsent[chip] = !_bus.Transfer(_addresses[chip], _out, 3, null, 0);
                _underWay[chip] = _isAbsent[chip] ? None : input;
                _last[chip] = input;
                _startedMs[chip] = now;
                return;
            }
        }

        private void Take(int chip, long now)
        {
            int channel = (chip * ChannelsOfChip) + _underWay[chip];
            _underWay[chip] = None;
            _out[0] = ConversionRegister;
            if (!_bus.Transfer(_addresses[chip], _out, 1, _in, 2))
            {
                _isAbsent[chip] = true;
                _startedMs[chip] = now;
                return;
            }

            int code = (short)((_in[0] << 8) | _in[1]);
            int size = code < 0 ? -code : code;
            int range = _range[channel];
            if (size > Clipped && range > WidestRange)
            {
                _range[channel] = WidestRange; // what is beyond this range may be beyond the next: measured again in the widest
                return;
            }

            _volts[channel] = code * (8.192f / (32768 << range));
            _status[channel] = (byte)(size > Clipped ? InputStatus.OutOfRange : InputStatus.Good);
            _isNew[channel] = true;
            _takenMs[channel] = now;
            if (size < Small && range < NarrowestRange)
            {
                _range[channel] = (byte)(range + 1);
            }
        }
    }
}
