using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>The line of a Modbus RTU master: its port, the silence between frames, what was sent last and what has arrived since.</summary>
    /// <remarks>
    /// A silence of 3.5 characters is kept before every request (MODBUS over Serial Line V1.02, 2.5.1.1: 1.75 ms above 19,200 bit/s). Uptime may tick in steps of
    /// 10 ms, so it is counted as over when it and a tick have passed. A frame's end is told by its length and its CRC.
    /// </remarks>
    public sealed class ModbusLine
    {
        /// <summary>The longest tick of an uptime clock, in milliseconds.</summary>
        public const int TickMs = 10;

        /// <summary>How long a port that failed is left alone before it is opened again, in milliseconds.</summary>
        public const int ReopenMs = 5000;

        private const int BitsPerCharacter = 11;

        private readonly ISerialPort _port;
        private readonly int _baud;
        private readonly int _parity;
        private readonly int _stopBits;
        private readonly byte[] _sent = new byte[ModbusFrame.RequestLength];
        private readonly ModbusStatistics _statistics;
        private long _quietMs;

        /// <summary>What has arrived since the last request.</summary>
        public readonly ModbusInbox Inbox = new ModbusInbox();

        /// <summary>The silence that is kept before a request, a tick of the clock included, in milliseconds.</summary>
        public readonly int QuietMs;

        /// <summary>Makes a line. The port is opened when it is asked for.</summary>
        /// <param name="port">The port.</param>
        /// <param name="baud">Its speed in bit/s.</param>
        /// <param name="parity">0 none, 1 odd, 2 even.</param>
        /// <param name="stopBits">1 or 2.</param>
        /// <param name="statistics">Where it counts.</param>
        public ModbusLine(ISerialPort port, int baud, int parity, int stopBits, ModbusStatistics statistics)
        {
            _port = port;
            _baud = baud;
            _parity = parity;
            _stopBits = stopBits;
            _statistics = statistics;
            QuietMs = SilenceMs(baud) + TickMs;
        }

        /// <summary>Whether the port is open.</summary>
        public bool IsOpen { get; private set; }

        /// <summary>When a port that is closed may be opened again: uptime in milliseconds.</summary>
        public long OpenMs { get; private set; }

        /// <summary>Octets of its buffers.</summary>
        public int BufferOctets
        {
            get { return _sent.Length + Inbox.BufferOctets; }
        }

        /// <summary>The silence between two frames.</summary>
        /// <param name="baud">The line's speed in bit/s.</param>
        /// <returns>Milliseconds, rounded up.</returns>
        public static int SilenceMs(int baud)
        {
            return baud > 19200 ? 2 : ((7 * BitsPerCharacter * 500) + baud - 1) / baud;
        }

        /// <summary>Whether the port runs with these settings.</summary>
        /// <param name="baud">Speed in bit/s.</param>
        /// <param name="parity">0..2.</param>
        /// <param name="stopBits">1 or 2.</param>
        /// <returns>True when they are the same.</returns>
        public bool HasSettings(int baud, int parity, int stopBits)
        {
            return baud == _baud && parity == _parity && stopBits == _stopBits;
        }

        /// <summary>How long octets are on the way.</summary>
        /// <param name="octets">How many.</param>
        /// <returns>Milliseconds, rounded down.</returns>
        public int TimeOf(int octets)
        {
            return octets * BitsPerCharacter * 1000 / _baud;
        }

        /// <summary>Opens the port.</summary>
        /// <param name="nowMs">Uptime in milliseconds, <see cref="OpenMs"/> or later.</param>
        /// <returns>False when it can't be had with these settings; it may be tried again later.</returns>
        public bool Open(long nowMs)
        {
            OpenMs = nowMs + ReopenMs;
            IsOpen = _port.Open(_baud, _parity, _stopBits);
            _quietMs = nowMs;
            return IsOpen;
        }

        /// <summary>Takes note that the port has failed.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Fail(long nowMs)
        {
            _statistics.PortFailures++;
            IsOpen = false;
            OpenMs = nowMs + ReopenMs;
        }

        /// <summary>Takes what has arrived into <see cref="Inbox"/>.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>How many octets; -1 when the port failed.</returns>
        public int Receive(long nowMs)
        {
            int taken = Inbox.Fill(_port);
            if (taken > 0)
            {
                _quietMs = nowMs;
            }

            return taken;
        }

        /// <summary>Passes over the echoes of the last request.</summary>
        public void DropEchoes()
        {
            _statistics.Echoes += Inbox.DropEchoes(_sent);
        }

        /// <summary>Whether the line has been silent for long enough for a request.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>True when it has.</returns>
        public bool IsQuiet(long nowMs)
        {
            return nowMs - _quietMs >= QuietMs;
        }

        /// <summary>Sends a request, and forgets what has arrived before it.</summary>
        /// <param name="request">The request.</param>
        /// <returns>False when the port failed.</returns>
        public bool Send(ModbusRequest request)
        {
            ModbusFrame.Write(request, _sent);
            if (!_port.Write(_sent, 0, ModbusFrame.RequestLength))
            {
                return false;
            }

            _statistics.Requests++;
            Inbox.Clear();
            return true;
        }
    }
}
