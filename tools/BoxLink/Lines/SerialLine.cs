using System.IO.Ports;

namespace Sidetap.BoxLink.Lines;

/// <summary>An open serial port.</summary>
internal sealed class SerialLine(string name, SerialPort port) : IBoxLine
{
    // Between two looks for a cancellation.
    private const int SliceMs = 200;

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> octets)
    {
        try
        {
            port.BaseStream.Write(octets);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or TimeoutException or UnauthorizedAccessException)
        {
            throw Gone(error);
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan wait, CancellationToken stop)
    {
        byte[] room = new byte[buffer.Length];
        long end = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            long left = end - Environment.TickCount64;
            try
            {
                if (left <= 0 && port.BytesToRead == 0)
                {
                    return 0;
                }

                port.ReadTimeout = (int)Math.Clamp(left, 1, SliceMs);
                int count = port.Read(room, 0, room.Length);
                room.AsSpan(0, count).CopyTo(buffer);
                if (count > 0)
                {
                    return count;
                }
            }
            catch (TimeoutException)
            {
                // Nothing has come in this slice.
            }
            catch (Exception error) when (error is IOException or InvalidOperationException or UnauthorizedAccessException or OperationCanceledException)
            {
                throw Gone(error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            port.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The box was unplugged; there is nothing left to close.
        }
    }

    private BoxLineException Gone(Exception error) => new($"{name} is gone; is the box still plugged in?", error);
}
