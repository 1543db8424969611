using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A tag reader that sends a line for each tag it reads: the last tag is lastNodeId of VDA 5050.</summary>
    /// <remarks>
    /// A line ends with CR, LF or ETX and may begin with STX. Refused and counted are lines that are too long, that hold anything but printable ASCII (noise, a wrong
    /// parity or baud rate), that are torn (nothing comes for <see cref="TornMs"/>), and from a reader that uses STX those without it. What comes before the first
    /// end, STX or pause is the rest of a line whose beginning nobody heard.
    /// </remarks>
    public sealed class TagReaderSource : SignalSource
    {
        /// <summary>A pause after which a line goes on no more, in milliseconds.</summary>
        public const int TornMs = 500;

        /// <summary>How long a port that failed is left alone before it is opened again, in milliseconds.</summary>
        public const int ReopenMs = 5000;

        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 2;

        private const byte Stx = 2;
        private const byte Etx = 3;
        private const byte LineFeed = 10;
        private const byte Return = 13;
        private const byte FirstPrintable = 0x20;
        private const byte LastPrintable = 0x7E;
        private const int SilenceMs = 50;
        private const int StxRequired = 2;
        private const int ReadsPerSample = 8;

        private readonly ISerialPort _port;
        private readonly int _baud;
        private readonly int _maxLength;
        private readonly int _timeoutMs;
        private readonly byte[] _octets = new byte[64];
        private readonly byte[] _line;
        private int _length;
        private bool _isRefused;
        private bool _isInStep;
        private bool _hasStx;
        private int _stxTrust;
        private bool _isOpen;
        private long _triedMs = -ReopenMs;
        private long _heardMs;
        private long _tagMs = -1;
        private long _count;

        /// <summary>Makes the source. The port is opened with the first sample: no parity, one stop bit.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of the tag, a text; the count of tags read follows.</param>
        /// <param name="port">The port.</param>
        /// <param name="baud">Its speed in bit/s.</param>
        /// <param name="maxLength">The longest tag in octets, 1 or more.</param>
        /// <param name="timeoutMs">How long a tag counts as here, in milliseconds; 0: until the next one.</param>
        public TagReaderSource(SignalTable signals, int first, ISerialPort port, int baud, int maxLength, int timeoutMs)
            : base(signals, first, Outputs)
        {
            _port = port;
            _baud = baud;
            _maxLength = maxLength;
            _timeoutMs = timeoutMs;
            _line = new byte[maxLength];
            signals.MakeText(first, maxLength);
        }

        /// <summary>How many lines were refused.</summary>
        public int Refused { get; private set; }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _octets.Length + _line.Length; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            if (!_isOpen && !Open(nowMs))
            {
                return;
            }

            int taken = _octets.Length;
            bool isSilent = true;
            for (int i = 0; i < ReadsPerSample && taken == _octets.Length; i++)
            {
                taken = _port.Read(_octets, 0, _octets.Length);
                if (taken < 0)
                {
                    _isOpen = false;
                    _triedMs = nowMs;
                    FailAll(StatusCode.BadDeviceFailure);
                    return;
                }

                if (taken > 0)
                {
                    if (isSilent)
                    {
                        Pause(nowMs);
                    }

                    isSilent = false;
                    _heardMs = nowMs;
                    Take(nowMs, taken);
                }
            }

            if (isSilent)
            {
                Pause(nowMs);
            }

            if (_timeoutMs > 0 && _tagMs >= 0 && nowMs - _tagMs >= _timeoutMs)
            {
                _tagMs = -1;
                Signals.SetText(First, _line, 0, 0);
            }
        }

        private bool Open(long nowMs)
        {
            if (nowMs - _triedMs < ReopenMs)
            {
                return false;
            }

            _triedMs = nowMs;
            if (!_port.Open(_baud, 0, 1))
            {
                FailAll(StatusCode.BadConfigurationError);
                return false;
            }

            bool isFirst = Signals.Statuses[First] == StatusCode.BadWaitingForInitialData || Signals.TextLengths[First] == 0;
            _isOpen = true;
            _isInStep = false;
            _heardMs = nowMs;
            Begin(false);
            Signals.Statuses[First] = isFirst ? StatusCode.Good : StatusCode.UncertainLastUsableValue; // tags may have passed meanwhile
            Set(1, _count, Signals.Statuses[First]);
            return true;
        }

        private void Pause(long nowMs)
        {
            long silence = nowMs - _heardMs;
            if (silence >= SilenceMs && !_isInStep)
            {
                _isInStep = true;
                Begin(false);
            }
            else if (silence >= TornMs && (_length > 0 || _isRefused))
            {
                Refused++;
                Begin(false);
            }
        }

        private void Begin(bool hasStx)
        {
            _length = 0;
            _isRefused = false;
            _hasStx = hasStx;
        }

        /// <summary>Two lines with STX make it required, and as many without it release a reader that never meant it: noise can be an STX.</summary>
        private void Trust()
        {
            if (_hasStx)
            {
                _stxTrust = _stxTrust < StxRequired + 1 ? _stxTrust + 1 : _stxTrust;
            }
            else
            {
                _stxTrust = _stxTrust > 0 ? _stxTrust - 1 : 0;
            }
        }

        private void Take(long nowMs, int count)
        {
            for (int i = 0; i < count; i++)
            {
                byte octet = _octets[i];
                if (octet == Return || octet == LineFeed || octet == Etx)
                {
                    End(nowMs);
                }
                else if (octet == Stx)
                {
                    Refused += _length > 0 && _isInStep ? 1 : 0; // a line that never ended
                    _isInStep = true;
                    Begin(true);
                }
                else if (octet < FirstPrintable || octet > LastPrintable || _length == _maxLength)
                {
                    _isRefused = true;
                }
                else
                {
                    _line[_length++] = octet;
                }
            }
        }

        private void End(long nowMs)
        {
            bool isRefused = _isRefused || (_length > 0 && _stxTrust >= StxRequired && !_hasStx);
            if (!_isRefused && _length > 0 && _isInStep)
            {
                Trust();
            }

            if (isRefused && _isInStep)
            {
                Refused++;
            }
            else if (_length > 0 && _isInStep)
            {
                _count++;
                _tagMs = nowMs;
                Signals.SetText(First, _line, 0, _length);
                Signals.Statuses[First] = StatusCode.Good;
                Set(1, _count, StatusCode.Good);
            }

            _isInStep = true;
            Begin(false);
        }
    }
}
