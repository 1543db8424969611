using System;
using System.IO.Ports;
using System.Threading;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>A serial port of nanoFramework. Its Write waits until the last octet is on the line, so a thread of the port's own does it.</summary>
    /// <remarks>
    /// On ESP32 UART0 (COM1) carries the debugger's wire protocol, and managed code can't open it then: boards use COM2. An ESP32-S3 whose wire protocol
    /// runs over the native USB has COM1 free.
    /// </remarks>
    public sealed class NanoSerialPort : ISerialPort
    {
        private const int MaxWrite = 256;
        private const int ReceiveBuffer = 512;

        private readonly string _name;
        private readonly bool _isRs485;
        private readonly byte[] _out = new byte[MaxWrite];
        private readonly AutoResetEvent _hasOut = new AutoResetEvent(false);
        private SerialPort _port;
        private Thread _writer;
        private int _outLength;
        private bool _hasFailed;

        /// <summary>Makes a port; the pins are the board's to set before.</summary>
        /// <param name="name">nanoFramework's name: "COM2" and so on.</param>
        /// <param name="isRs485">Whether RTS switches a transceiver's direction. STM32 has no such mode: it takes a transceiver that switches by
        /// itself.</param>
        public NanoSerialPort(string name, bool isRs485)
        {
            _name = name;
            _isRs485 = isRs485;
        }

        /// <inheritdoc/>
        public bool Open(int baud, int parity, int stopBits)
        {
            if (baud < 1200 || baud > 921600 || parity < 0 || parity > 2 || stopBits < 1 || stopBits > 2)
            {
                return false;
            }

            Close();
            try
            {
                // The numbers of parity and stop bits are those of nanoFramework's enums.
                _port = new SerialPort(_name, baud, (Parity)parity, 8, (StopBits)stopBits);
                _port.ReadBufferSize = ReceiveBuffer;
                if (_isRs485)
                {
                    _port.Mode = SerialMode.RS485;
                }

                _port.Open();
                if (_writer == null)
                {
                    _writer = new Thread(WriteLoop);
                    _writer.Start();
                }

                _hasFailed = false;
                return true;
            }
            catch (Exception)
            {
                Close();
                return false;
            }
        }

        /// <inheritdoc/>
        public int Read(byte[] buffer, int offset, int capacity)
        {
            if (_port == null || _hasFailed)
            {
                return -1;
            }

            try
            {
                int count = _port.BytesToRead;
                count = count < capacity ? count : capacity;
                return count <= 0 ? 0 : _port.Read(buffer, offset, count);
            }
            catch (Exception)
            {
                return -1;
            }
        }

        /// <inheritdoc/>
        public bool Write(byte[] buffer, int offset, int length)
        {
            if (_port == null || _hasFailed || length < 1 || length > MaxWrite || _outLength != 0)
            {
                return false;
            }

            Array.Copy(buffer, offset, _out, 0, length);
            _outLength = length;
            _hasOut.Set();
            return true;
        }

        private void WriteLoop()
        {
            while (true)
            {
                _hasOut.WaitOne();
                try
                {
                    SerialPort port = _port;
                    if (port != null && _outLength > 0)
                    {
                        port.Write(_out, 0, _outLength);
                    }
                }
                catch (Exception)
                {
                    _hasFailed = true;
                }

                _outLength = 0;
            }
        }

        private void Close()
        {
            try
            {
                if (_port != null)
                {
                    _port.Close();
                    _port.Dispose();
                }
            }
            catch (Exception)
            {
                // It is given up all the same.
            }

            _port = null;
        }
    }
}
