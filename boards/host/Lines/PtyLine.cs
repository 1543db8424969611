using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Sidetap.Boards.Host.Lines;

/// <summary>A pseudo-terminal: screen, minicom and sidetap open its other end as they would a board's serial port. On Linux.</summary>
public sealed partial class PtyLine : HostLine
{
    private const int OpenReadWrite = 2;
    private const int OpenNoControl = 0x100;
    private const int OpenNonBlocking = 0x800;
    private const int TerminalOctets = 256; // a struct termios is 60
    private const int DiscardReceived = 0; // TCIFLUSH
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly int _own;
    private readonly int _other;
    private readonly Stopwatch _refused = new();

    /// <summary>Opens a new pseudo-terminal.</summary>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    /// <exception cref="Win32Exception">The system gives none.</exception>
    public PtyLine()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Pseudo-terminals are for Linux.");
        }

        _own = Check(posix_openpt(OpenReadWrite | OpenNoControl | OpenNonBlocking));
        try
        {
            var name = new byte[128];
            var terminal = new byte[TerminalOctets];
            Check(grantpt(_own));
            Check(unlockpt(_own));
            Check(ptsname_r(_own, name, (nuint)name.Length) == 0 ? 0 : -1);
            Name = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));

            // The other end stays open here: so it is a line that goes on when who was connected goes away, and its mode is kept.
            _other = Check(open(Name, OpenReadWrite | OpenNoControl));
            Check(tcgetattr(_other, terminal));
            cfmakeraw(terminal);
            Check(tcsetattr(_other, 0, terminal));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override string Name { get; } = "";

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int capacity) =>
        (int)Math.Max(0, read(_own, ref buffer[offset], (nuint)Math.Min(capacity, buffer.Length - offset)));

    /// <inheritdoc/>
    public override bool Write(byte[] buffer, int offset, int length)
    {
        // All or nothing: a pseudo-terminal that takes a part of it takes the rest when somebody reads, which is not now.
        if (Waiting() + length <= Capacity && write(_own, ref buffer[offset], (nuint)length) == length)
        {
            _refused.Reset();
            return true;
        }

        if (!_refused.IsRunning)
        {
            _refused.Restart();
        }
        else if (_refused.Elapsed > Patience)
        {
            tcflush(_other, DiscardReceived);
            _refused.Reset();
        }

        return false;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_other > 0)
        {
            close(_other);
        }

        close(_own);
    }

    private const int Capacity = 2048; // of the 4,095 that Linux keeps for a reader
    private const uint AskReceived = 0x541B; // FIONREAD

    /// <summary>Octets that were written here and not yet read there.</summary>
    private int Waiting()
    {
        var count = 0;
        return ioctl(_other, AskReceived, ref count) == 0 ? count : Capacity;
    }

    private static int Check(int result) => result >= 0 ? result : throw new Win32Exception(Marshal.GetLastPInvokeError());

#pragma warning disable SA1300 // the system's names
    [LibraryImport("libc", SetLastError = true)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int grantpt(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int unlockpt(int file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ptsname_r(int file, byte[] name, nuint length);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string name, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcgetattr(int file, byte[] terminal);

    [LibraryImport("libc")]
    private static partial void cfmakeraw(byte[] terminal);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int tcsetattr(int file, int when, byte[] terminal);

    [LibraryImport("libc")]
    private static partial int tcflush(int file, int queue);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int ioctl(int file, nuint request, ref int value);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint read(int file, ref byte buffer, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int file, ref byte buffer, nuint length);

    [LibraryImport("libc")]
    private static partial int close(int file);
#pragma warning restore SA1300
}
