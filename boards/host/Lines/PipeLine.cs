using System.Threading.Channels;

namespace Sidetap.Boards.Host.Lines;

/// <summary>A serial line within this process: the box's loop has one end, anybody else has the other.</summary>
public sealed class PipeLine : HostLine
{
    private const int MostChunks = 256; // what nobody takes is gone, the oldest first

    private readonly Channel<byte[]> _toBox = Channel.CreateBounded<byte[]>(MostChunks);
    private readonly Channel<byte[]> _fromBox = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostChunks) { FullMode = BoundedChannelFullMode.DropOldest });
    private byte[] _rest = [];

    /// <inheritdoc/>
    public override string Name => "this process";

    /// <summary>What the box has sent.</summary>
    public ChannelReader<byte[]> FromBox => _fromBox.Reader;

    /// <summary>Takes what goes to the box; waits while it has enough to do.</summary>
    public ChannelWriter<byte[]> ToBox => _toBox.Writer;

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int capacity)
    {
        if (_rest.Length == 0 && _toBox.Reader.TryRead(out var chunk))
        {
            _rest = chunk;
        }

        var count = Math.Min(_rest.Length, capacity);
        _rest.AsSpan(0, count).CopyTo(buffer.AsSpan(offset));
        _rest = _rest[count..];
        return count;
    }

    /// <inheritdoc/>
    public override bool Write(byte[] buffer, int offset, int length) => _fromBox.Writer.TryWrite(buffer[offset..(offset + length)]);

    /// <inheritdoc/>
    public override void Dispose()
    {
        _toBox.Writer.TryComplete();
        _fromBox.Writer.TryComplete();
    }
}
