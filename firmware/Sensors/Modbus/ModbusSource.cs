using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>Values of a Modbus RTU device. A sample tells what the last answers said, and asks anew.</summary>
    /// <remarks>
    /// So a value is up to one interval old, and older when other devices keep the line busy: Uncertain_LastUsableValue once it has waited for longer than a request
    /// may take, Bad_Timeout once that was a minute.
    /// </remarks>
    public sealed class ModbusSource : SignalSource
    {
        /// <summary>How long a value may wait for its turn, in milliseconds.</summary>
        public const int PatienceMs = 60000;

        private readonly ModbusMaster _master;
        private readonly ModbusPoint[] _points;
        private readonly ModbusRequest[] _requests;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of the first point's signal; the others follow in their order.</param>
        /// <param name="master">The master of the device's line.</param>
        /// <param name="device">The device.</param>
        /// <param name="points">What to read.</param>
        public ModbusSource(SignalTable signals, int first, ModbusMaster master, ModbusDevice device, ModbusPoint[] points)
            : base(signals, first, points.Length)
        {
            _master = master;
            _points = points;
            _requests = ModbusPlan.Make(device, points);
            master.Add(_requests);
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get
            {
                int octets = 0;
                for (int i = 0; i < _requests.Length; i++)
                {
                    octets += _requests[i].Data.Length;
                }

                return octets;
            }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            _master.Step(nowMs);
            for (int i = 0; i < _points.Length; i++)
            {
                ModbusPoint point = _points[i];
                uint status = StatusOf(nowMs, point.Request);
                if (StatusCode.IsBad(status))
                {
                    Fail(i, status);
                }
                else
                {
                    Set(i, point.Read(), status);
                }
            }

            for (int i = 0; i < _requests.Length; i++)
            {
                if (!_requests[i].IsWanted)
                {
                    _requests[i].IsWanted = true;
                    _requests[i].WantedMs = nowMs;
                }
            }

            _master.Step(nowMs);
        }

        private uint StatusOf(long nowMs, ModbusRequest request)
        {
            uint status = request.Status;
            if (!request.IsWanted || StatusCode.IsBad(status))
            {
                return status;
            }

            long late = nowMs - request.WantedMs - _master.BudgetMs(request);
            return late <= 0 ? status : late <= PatienceMs ? StatusCode.UncertainLastUsableValue : StatusCode.BadTimeout;
        }
    }
}
