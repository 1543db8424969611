using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A value among a device's registers or bits.</summary>
    public sealed class ModbusPoint
    {
        private const int WordsSwapped = 1;
        private const int OctetsSwapped = 2;

        private readonly ModbusFormat _format;
        private readonly int _order;
        private readonly double _gain;
        private ModbusRequest _request;
        private int _at;

        /// <summary>Makes a point.</summary>
        /// <param name="function">1 coil, 2 discrete input, 3 holding register, 4 input register.</param>
        /// <param name="register">Its (first) register or bit as it is in a request: counted from 0.</param>
        /// <param name="format">What it is.</param>
        /// <param name="order">The order of its octets, A the highest: 0 ABCD, 1 CDAB, 2 BADC, 3 DCBA. A single register has AB for 0 and 1, BA for 2 and 3.</param>
        /// <param name="gain">Units per count.</param>
        public ModbusPoint(int function, int register, ModbusFormat format, int order, double gain)
        {
            Function = function;
            Register = register;
            _format = format;
            _order = order;
            _gain = gain;
        }

        /// <summary>The function that reads it.</summary>
        public int Function { get; }

        /// <summary>Its first register or bit.</summary>
        public int Register { get; }

        /// <summary>How many registers or bits it takes.</summary>
        public int Width
        {
            get { return _format == ModbusFormat.U32 || _format == ModbusFormat.S32 || _format == ModbusFormat.F32 ? 2 : 1; }
        }

        /// <summary>The request that reads it.</summary>
        public ModbusRequest Request
        {
            get { return _request; }
        }

        /// <summary>Says which request reads it.</summary>
        /// <param name="request">The request; it covers the point.</param>
        public void BindTo(ModbusRequest request)
        {
            _request = request;
            _at = Register - request.Start;
        }

        /// <summary>Its value in the last answer.</summary>
        /// <returns>The value times gain; no number where the device sends none.</returns>
        public double Read()
        {
            byte[] data = _request.Data;
            if (_format == ModbusFormat.Bit)
            {
                return ((data[_at >> 3] >> (_at & 7)) & 1) * _gain;
            }

            int first = RegisterOf(data, _at);
            if (Width == 1)
            {
                return (_format == ModbusFormat.S16 ? (short)first : first) * _gain;
            }

            int second = RegisterOf(data, _at + 1);
            bool isLowFirst = _order == WordsSwapped || _order == (WordsSwapped | OctetsSwapped);
            uint bits = isLowFirst ? ((uint)second << 16) | (uint)first : ((uint)first << 16) | (uint)second;
            switch (_format)
            {
                case ModbusFormat.S32:
                    return (int)bits * _gain;

                case ModbusFormat.F32:
                    return UaBinary.FloatOf(bits) * _gain;

                default:
                    return bits * _gain;
            }
        }

        private int RegisterOf(byte[] data, int register)
        {
            int at = register * 2;
            return (_order & OctetsSwapped) == 0 ? (data[at] << 8) | data[at + 1] : (data[at + 1] << 8) | data[at];
        }
    }
}
