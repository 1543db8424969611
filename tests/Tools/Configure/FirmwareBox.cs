using System.Text;
using Sidetap.BoxLink.Lines;
using Sidetap.Tests;

namespace Sidetap.Tools.Tests.Configure;

/// <summary>The firmware's own shell at the other end of a line in memory: settings, PIN and trial on a board without a node.</summary>
internal sealed class FirmwareBox : IBoxPeer
{
    private readonly ShellBench _bench = new();
    private readonly Queue<byte> _out = new();
    private TimeSpan _bootedAt;
    private int _restarts;

    /// <summary>How often the box has restarted.</summary>
    public int Restarts => _restarts;

    public bool IsThere(TimeSpan now)
    {
        Advance(now);
        return true;
    }

    public void Take(ReadOnlySpan<byte> octets, TimeSpan now)
    {
        Advance(now);
        _bench.Line.Type(octets.ToArray(), octets.Length);
        _bench.Run();
        Collect();
    }

    public int Give(Span<byte> buffer, TimeSpan now)
    {
        Advance(now);
        int count = 0;
        while (count < buffer.Length && _out.TryDequeue(out byte octet))
        {
            buffer[count++] = octet;
        }

        return count;
    }

    /// <summary>Lets the box live until now. The bench runs ahead of the line where its shell waits for something.</summary>
    private void Advance(TimeSpan now)
    {
        long uptime = (long)(now - _bootedAt).TotalMilliseconds;
        if (uptime > _bench.NowMs)
        {
            _bench.NowMs = uptime;
            _bench.Run();
        }

        Collect();
        if (_bench.Board.Restarts > _restarts)
        {
            _restarts = _bench.Board.Restarts;
            _bootedAt = now;
            _bench.Restart();
            _out.Clear();
        }
    }

    private void Collect()
    {
        foreach (byte octet in Encoding.UTF8.GetBytes(_bench.Line.Seen()))
        {
            _out.Enqueue(octet);
        }
    }
}
