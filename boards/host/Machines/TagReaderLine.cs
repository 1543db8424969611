using System.Text;
using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>The serial line of a tag reader: a line of text for each tag it comes across. It neither knows commands nor answers.</summary>
public sealed class TagReaderLine : ISerialPort
{
    private const int Baud = 9600;
    private const int Capacity = 256; // of the board's receiver; what nobody takes is overwritten by nothing, it is lost

    private readonly Action _catchUp;
    private readonly Queue<byte> _waiting = new(Capacity);
    private bool _isOpen;
    private bool _isReadable;

    /// <summary>Makes a line.</summary>
    /// <param name="catchUp">Brings the machine to the present.</param>
    internal TagReaderLine(Action catchUp) => _catchUp = catchUp;

    /// <summary>Whether the adapter the reader hangs on is gone: the port fails.</summary>
    internal bool HasFailed { get; set; }

    /// <inheritdoc/>
    public bool Open(int baud, int parity, int stopBits)
    {
        _isOpen = baud is >= 1200 and <= 921_600 && parity is >= 0 and <= 2 && stopBits is 1 or 2;
        _isReadable = baud == Baud && parity == 0; // with another pace, framing errors are all that arrives
        _waiting.Clear();
        return _isOpen;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        _catchUp();
        if (!_isOpen || HasFailed)
        {
            return -1;
        }

        var count = 0;
        while (count < capacity && _waiting.TryDequeue(out var octet))
        {
            buffer[offset + count++] = octet;
        }

        return count;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int length) => _isOpen && !HasFailed;

    /// <summary>The reader comes across a tag.</summary>
    /// <param name="tag">What is written on it.</param>
    internal void Say(string tag)
    {
        if (!_isOpen || !_isReadable || HasFailed)
        {
            return;
        }

        foreach (var octet in Encoding.ASCII.GetBytes(tag + "\r\n"))
        {
            if (_waiting.Count < Capacity)
            {
                _waiting.Enqueue(octet);
            }
        }
    }
}
