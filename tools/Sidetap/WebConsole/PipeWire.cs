using Sidetap.Boards.Host.Lines;
using Sidetap.ConsoleServer;

namespace Sidetap.Tool.WebConsole;

/// <summary>The other end of the line of a box in this process.</summary>
/// <param name="line">The box's line; it outlives this.</param>
internal sealed class PipeWire(PipeLine line) : IBoxWire
{
    private byte[] _rest = [];

    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation)
    {
        if (_rest.Length == 0)
        {
            if (!await line.FromBox.WaitToReadAsync(cancellation) || !line.FromBox.TryRead(out byte[]? chunk))
            {
                return 0;
            }

            _rest = chunk;
        }

        int count = Math.Min(_rest.Length, buffer.Length);
        _rest.AsSpan(0, count).CopyTo(buffer.Span);
        _rest = _rest[count..];
        return count;
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation) => line.ToBox.WriteAsync(octets.ToArray(), cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
