using Microsoft.Win32.SafeHandles;

namespace Sidetap.Tool;

/// <summary>
/// Standard output into a pipe. Console.Out ignores it when the reader has gone, and a command that runs until Ctrl+C would then run for nobody; this
/// stream says so once and drops the rest.
/// </summary>
internal sealed class PipedOutput : Stream
{
    private const int StandardOutput = 1;

    private readonly FileStream _pipe;
    private readonly Action _broken;

    private PipedOutput(FileStream pipe, Action broken)
    {
        _pipe = pipe;
        _broken = broken;
    }

    /// <summary>Whether the reader has gone.</summary>
    public bool IsBroken { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens standard output.</summary>
    /// <param name="broken">Called once, by whichever thread writes when the reader has gone.</param>
    /// <returns>The stream; null when standard output is no pipe, or on Windows, where handles have other numbers.</returns>
    public static PipedOutput? TryOpen(Action broken)
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
        {
            return null;
        }

        try
        {
            FileStream pipe = new(new SafeFileHandle(StandardOutput, ownsHandle: false), FileAccess.Write, bufferSize: 0);

            // A FileStream keeps its own position in a file, and would overwrite what others append to it ("> log 2>&1").
            return pipe.CanSeek ? null : new PipedOutput(pipe, broken);
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null; // closed, or not to be written to
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsBroken)
        {
            return;
        }

        try
        {
            _pipe.Write(buffer, offset, count);
        }
        catch (IOException)
        {
            IsBroken = true;
            _broken();
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is kept back.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();
}
