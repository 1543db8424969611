using System;
using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>What has arrived since a request was sent. The answer may begin anywhere in it: there may be noise before it, or the request's echo.</summary>
    public sealed class ModbusInbox
    {
        private const int Capacity = 2 * ModbusFrame.MaxLength;

        private readonly byte[] _octets = new byte[Capacity];
        private int _count;

        /// <summary>Octets of its buffer.</summary>
        public int BufferOctets
        {
            get { return Capacity; }
        }

        /// <summary>Whether nothing has arrived.</summary>
        public bool IsEmpty
        {
            get { return _count == 0; }
        }

        /// <summary>Drops what has arrived.</summary>
        public void Clear()
        {
            _count = 0;
        }

        /// <summary>Takes what waits at a port.</summary>
        /// <param name="port">The port.</param>
        /// <returns>How many octets came; -1 when the port failed.</returns>
        public int Fill(ISerialPort port)
        {
            if (_count == Capacity)
            {
                Array.Copy(_octets, ModbusFrame.MaxLength, _octets, 0, Capacity - ModbusFrame.MaxLength); // no answer is longer than what is kept
                _count = Capacity - ModbusFrame.MaxLength;
            }

            int taken = port.Read(_octets, _count, Capacity - _count);
            if (taken > 0)
            {
                _count += taken;
            }

            return taken;
        }

        /// <summary>Takes out the echoes of a request.</summary>
        /// <param name="sent">The request as it was sent.</param>
        /// <returns>How many there were.</returns>
        public int DropEchoes(byte[] sent)
        {
            int echoes = 0;
            for (int at = 0; at + ModbusFrame.RequestLength <= _count; at++)
            {
                if (ModbusFrame.IsEcho(_octets, at, _count, sent))
                {
                    int behind = at + ModbusFrame.RequestLength;
                    _count -= behind;
                    Array.Copy(_octets, behind, _octets, 0, _count);
                    echoes++;
                    at = -1;
                }
            }

            return echoes;
        }

        /// <summary>Looks for the answer to a request.</summary>
        /// <param name="request">The request.</param>
        /// <param name="at">Index of the answer or exception.</param>
        /// <returns><see cref="ModbusReply.Answer"/>, <see cref="ModbusReply.Exception"/>, or <see cref="ModbusReply.Incomplete"/> when there is none.</returns>
        public ModbusReply Search(ModbusRequest request, out int at)
        {
            for (at = 0; at < _count; at++)
            {
                ModbusReply reply = ModbusFrame.Match(_octets, at, _count, request);
                if (reply == ModbusReply.Answer || reply == ModbusReply.Exception)
                {
                    return reply;
                }
            }

            return ModbusReply.Incomplete;
        }

        /// <summary>Names what is wrong with octets among which no answer was found.</summary>
        /// <param name="request">The request.</param>
        /// <returns>The reason.</returns>
        public ModbusReply ReasonOf(ModbusRequest request)
        {
            return ModbusFrame.ReasonOf(_octets, _count, request);
        }

        /// <summary>Copies an answer's data.</summary>
        /// <param name="at">Index of the answer.</param>
        /// <param name="data">Receives as many octets as it holds.</param>
        public void CopyData(int at, byte[] data)
        {
            Array.Copy(_octets, ModbusFrame.DataAt(at), data, 0, data.Length);
        }

        /// <summary>The code of an exception.</summary>
        /// <param name="at">Index of the exception.</param>
        /// <returns>The code.</returns>
        public int CodeOf(int at)
        {
            return _octets[at + 2];
        }
    }
}
