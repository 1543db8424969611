namespace Sidetap.BoxLink.Lines;

/// <summary>A port in memory, with a clock that goes on only where somebody waits.</summary>
/// <param name="name">Its name.</param>
/// <param name="peer">The other end.</param>
public sealed class MemoryBoxPort(string name, IBoxPeer peer) : IBoxPort, IBoxClock
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IBoxClock Clock => this;

    /// <inheritdoc/>
    public TimeSpan Now { get; private set; }

    /// <inheritdoc/>
    public void Pause(TimeSpan time, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        Now += time;
    }

    /// <inheritdoc/>
    public IBoxLine Open(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return peer.IsThere(Now) ? new MemoryLine(this) : throw new BoxLineException($"there is no port {Name}");
    }

    private sealed class MemoryLine(MemoryBoxPort port) : IBoxLine
    {
        private bool _isClosed;

        public void Write(ReadOnlySpan<byte> octets)
        {
            Check();
            port.Peer.Take(octets, port.Now);
        }

        public int Read(Span<byte> buffer, TimeSpan wait, CancellationToken stop)
        {
            TimeSpan end = port.Now + wait;
            while (true)
            {
                stop.ThrowIfCancellationRequested();
                Check();
                int count = port.Peer.Give(buffer, port.Now);
                if (count > 0 || port.Now >= end)
                {
                    return count;
                }

                port.Now += end - port.Now < Step ? end - port.Now : Step;
            }
        }

        public void Dispose() => _isClosed = true;

        private void Check()
        {
            if (_isClosed || !port.Peer.IsThere(port.Now))
            {
                throw new BoxLineException($"{port.Name} is gone");
            }
        }
    }

    private IBoxPeer Peer => peer;
}
