using Sidetap.BoxLink.Lines;
using Sidetap.ConsoleServer;

namespace Sidetap.Tool.WebConsole;

/// <summary>A box at a port, for whoever does not want to wait in a thread.</summary>
/// <param name="line">The open line.</param>
internal sealed class LineWire(IBoxLine line) : IBoxWire
{
    // A line can't tell that it has been closed at this end while somebody waits.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => new(Task.Factory.StartNew(
        () =>
        {
            int count = 0;
            while (count == 0)
            {
                count = line.Read(buffer.Span, Slice, cancellation);
            }

            return count;
        },
        cancellation,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default));

    public ValueTask WriteAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellation) => new(Task.Run(() => line.Write(octets.Span), cancellation));

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return ValueTask.CompletedTask;
    }
}
