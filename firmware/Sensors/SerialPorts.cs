using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>Who uses which of the board's serial ports: a Modbus master that sources share, or one source alone. One for all sources of a box.</summary>
    public sealed class SerialPorts
    {
        /// <summary>The slowest speed in bit/s (<see cref="ISerialPort.Open"/>).</summary>
        public const int MinBaud = 1200;

        /// <summary>The fastest.</summary>
        public const int MaxBaud = 921600;

        private readonly ISerialPort[] _ports;
        private readonly ModbusMaster[] _masters;
        private readonly bool[] _isTaken;

        /// <summary>Makes one of ports that nobody uses.</summary>
        /// <param name="ports">The board's ports.</param>
        public SerialPorts(ISerialPort[] ports)
        {
            _ports = ports;
            _masters = new ModbusMaster[ports.Length];
            _isTaken = new bool[ports.Length];
        }

        /// <summary>How many ports there are.</summary>
        public int Count
        {
            get { return _ports.Length; }
        }

        /// <summary>Octets of the masters' buffers.</summary>
        public int BufferOctets
        {
            get
            {
                int octets = 0;
                for (int i = 0; i < _masters.Length; i++)
                {
                    octets += _masters[i] == null ? 0 : _masters[i].BufferOctets;
                }

                return octets;
            }
        }

        /// <summary>The Modbus master of a port; made when it is asked for first.</summary>
        /// <param name="port">0..<see cref="Count"/> - 1.</param>
        /// <param name="baud">Speed in bit/s.</param>
        /// <param name="parity">0 none, 1 odd, 2 even.</param>
        /// <param name="stopBits">1 or 2.</param>
        /// <returns>The master; null when there is no such port, something else uses it, or it runs with other settings.</returns>
        public ModbusMaster MasterOf(int port, int baud, int parity, int stopBits)
        {
            if (port < 0 || port >= _ports.Length)
            {
                return null;
            }

            ModbusMaster master = _masters[port];
            if (master != null)
            {
                return master.HasSettings(baud, parity, stopBits) ? master : null;
            }

            ISerialPort free = Take(port);
            if (free != null)
            {
                master = new ModbusMaster(free, baud, parity, stopBits);
                _masters[port] = master;
            }

            return master;
        }

        /// <summary>Takes a port for one source alone.</summary>
        /// <param name="port">0..<see cref="Count"/> - 1.</param>
        /// <returns>The port; null when there is none, or it is taken.</returns>
        public ISerialPort Take(int port)
        {
            if (port < 0 || port >= _ports.Length || _isTaken[port])
            {
                return null;
            }

            _isTaken[port] = true;
            return _ports[port];
        }

        /// <summary>Lets the masters do what is due between the samples: a request sent and an answer taken need several steps.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>When they want to be called next; <see cref="long.MaxValue"/> when nothing is under way.</returns>
        public long Step(long nowMs)
        {
            long next = long.MaxValue;
            for (int i = 0; i < _masters.Length; i++)
            {
                if (_masters[i] != null)
                {
                    long due = _masters[i].Step(nowMs);
                    next = due < next ? due : next;
                }
            }

            return next;
        }
    }
}
