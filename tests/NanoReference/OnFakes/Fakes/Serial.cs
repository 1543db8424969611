using System.Collections.Concurrent;

namespace System.IO.Ports
{
    public enum Parity { None = 0, Odd = 1, Even = 2 }

    public enum StopBits { One = 1, Two = 2 }

    public enum SerialMode { Normal = 0, RS485 = 1 }

    public sealed class SerialPort
    {
        private readonly ConcurrentQueue<byte> _received = new ConcurrentQueue<byte>();

        public SerialPort(string portName, int baudRate, Parity parity, int dataBits, StopBits stopBits)
        {
            Settings = $"{portName} {baudRate} {parity} {dataBits} {stopBits}";
            Last = this;
        }

        /// <summary>The port that was made last.</summary>
        [ThreadStatic]
        public static SerialPort Last;

        public string Settings { get; }

        public bool IsOpen { get; private set; }

        public int ReadBufferSize { get; set; }

        public SerialMode Mode { get; set; }

        /// <summary>Whole writes, in their order.</summary>
        public BlockingCollection<byte[]> Sent { get; } = new BlockingCollection<byte[]>();

        /// <summary>Set: the line is busy until somebody sets it.</summary>
        public System.Threading.ManualResetEventSlim Line { get; } = new System.Threading.ManualResetEventSlim(true);

        public int BytesToRead => _received.Count;

        public void Arrive(params byte[] octets)
        {
            foreach (byte octet in octets)
            {
                _received.Enqueue(octet);
            }
        }

        public void Open() => IsOpen = true;

        public void Close() => IsOpen = false;

        public void Dispose()
        {
        }

        public int Read(byte[] buffer, int offset, int count)
        {
            int done = 0;
            while (done < count && _received.TryDequeue(out byte octet))
            {
                buffer[offset + done++] = octet;
            }

            return done;
        }

        public void Write(byte[] buffer, int offset, int count)
        {
            Line.Wait();
            Sent.Add(buffer.AsSpan(offset, count).ToArray());
        }
    }
}
