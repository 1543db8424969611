using Sidetap.Hal;

namespace Sidetap.Tests.Interop.Devices;

/// <summary>A serial line whose answers are known: first it only notes what is asked, then somebody fills in the answers.</summary>
internal sealed class RecordedLine : ISerialPort
{
    private readonly Queue<byte> _arriving = new();

    /// <summary>The answers by request, in hexadecimal digits.</summary>
    public Dictionary<string, byte[]> Answers { get; } = [];

    /// <summary>The requests, each once, in the order they came.</summary>
    public List<byte[]> Requests { get; } = [];

    /// <inheritdoc/>
    public bool Open(int baud, int parity, int stopBits) => true;

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        int taken = 0;
        while (taken < capacity && _arriving.TryDequeue(out byte octet))
        {
            buffer[offset + taken++] = octet;
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int length)
    {
        byte[] request = buffer.AsSpan(offset, length).ToArray();
        if (Answers.TryGetValue(Convert.ToHexString(request), out byte[]? answer))
        {
            foreach (byte octet in answer)
            {
                _arriving.Enqueue(octet);
            }
        }
        else if (!Requests.Any(r => r.SequenceEqual(request)))
        {
            Requests.Add(request);
        }

        return true;
    }
}
