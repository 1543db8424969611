using Sidetap.BoxLink.Lines;

namespace Sidetap.BoxLink;

/// <summary>Divides what comes on a line into lines.</summary>
internal sealed class LineReader(IBoxClock clock)
{
    // Longer than any line of a box: 255 octets of a request come back as an echo with a prompt, describe has the longest rows.
    private const int MaxLine = 4096;

    private readonly byte[] _buffer = new byte[1024];
    private readonly byte[] _line = new byte[MaxLine];
    private int _begin;
    private int _end;
    private int _length;

    /// <summary>Forgets what has come.</summary>
    public void Clear() => _begin = _end = _length = 0;

    /// <summary>Reads one line that is not empty.</summary>
    /// <param name="line">Where from.</param>
    /// <param name="silence">How long to wait for each further octet.</param>
    /// <param name="end">When to give up.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <param name="octets">The line without its end.</param>
    /// <returns>False: it did not come in time, or was too long for one of a box.</returns>
    public bool TryRead(IBoxLine line, TimeSpan silence, TimeSpan end, CancellationToken stop, out ReadOnlySpan<byte> octets)
    {
        octets = default;
        while (true)
        {
            while (_begin < _end)
            {
                byte octet = _buffer[_begin++];
                if (octet is not ((byte)'\r' or (byte)'\n'))
                {
                    if (_length == MaxLine)
                    {
                        Clear();
                        return false;
                    }

                    _line[_length++] = octet;
                }
                else if (_length > 0)
                {
                    octets = _line.AsSpan(0, _length);
                    _length = 0;
                    return true;
                }
            }

            TimeSpan left = end - clock.Now;
            TimeSpan wait = left < silence ? left : silence;
            _begin = 0;
            _end = wait > TimeSpan.Zero ? line.Read(_buffer, wait, stop) : 0;
            if (_end == 0)
            {
                return false;
            }
        }
    }
}
