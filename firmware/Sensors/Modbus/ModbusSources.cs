namespace Sidetap.Sensors
{
    /// <summary>Makes Modbus sources of their descriptions: port, baud, parity, stop bits, address, timeout, retries, then five parameters a point.</summary>
    internal static class ModbusSources
    {
        private const int Head = 7;
        private const int PerPoint = 5;
        private const int LastRegister = 0xFFFF;
        private const int MaxTimeoutMs = 10000;
        private const int MaxRetries = 10;
        private const double MaxGain = 1e12;

        /// <summary>How many points some parameters describe.</summary>
        /// <param name="parameters">How many there are.</param>
        /// <returns>1 or more; 0 when they don't come out even.</returns>
        public static int PointsOf(int parameters)
        {
            return parameters > Head && (parameters - Head) % PerPoint == 0 ? (parameters - Head) / PerPoint : 0;
        }

        /// <summary>Makes the source.</summary>
        /// <param name="source">Its description.</param>
        /// <param name="ports">Who uses which port.</param>
        /// <param name="signals">Where it writes.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <returns>The source; null when it can't be had.</returns>
        public static SignalSource Create(SourceDescriptor source, SerialPorts ports, SignalTable signals, int first)
        {
            int port;
            int baud;
            int parity;
            int stopBits;
            int address;
            int timeoutMs;
            int retries;
            if (!source.TryInteger(0, 0, ports.Count - 1, out port)
                || !source.TryInteger(1, SerialPorts.MinBaud, SerialPorts.MaxBaud, out baud)
                || !source.TryInteger(2, 0, 2, out parity)
                || !source.TryInteger(3, 1, 2, out stopBits)
                || !source.TryInteger(4, 1, 247, out address)
                || !source.TryInteger(5, 1, MaxTimeoutMs, out timeoutMs)
                || !source.TryInteger(6, 0, MaxRetries, out retries))
            {
                return null;
            }

            ModbusPoint[] points = new ModbusPoint[PointsOf(source.Parameters.Length)];
            for (int i = 0; i < points.Length; i++)
            {
                points[i] = PointAt(source, Head + (i * PerPoint));
                if (points[i] == null)
                {
                    return null;
                }
            }

            ModbusMaster master = ports.MasterOf(port, baud, parity, stopBits);
            return master == null ? null : new ModbusSource(signals, first, master, new ModbusDevice(address, timeoutMs, retries), points);
        }

        private static ModbusPoint PointAt(SourceDescriptor source, int at)
        {
            int function;
            int register;
            int format;
            int order;
            double gain;
            if (!source.TryInteger(at, 1, 4, out function)
                || !source.TryInteger(at + 1, 0, LastRegister, out register)
                || !source.TryInteger(at + 2, 0, (int)ModbusFormat.Bit, out format)
                || !source.TryInteger(at + 3, 0, 3, out order)
                || !source.TryNumber(at + 4, -MaxGain, MaxGain, out gain)
                || (function <= 2) != (format == (int)ModbusFormat.Bit))
            {
                return null;
            }

            ModbusPoint point = new ModbusPoint(function, register, (ModbusFormat)format, order, gain);
            return register + point.Width - 1 <= LastRegister ? point : null;
        }
    }
}
