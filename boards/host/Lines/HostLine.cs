using Sidetap.Hal;

namespace Sidetap.Boards.Host.Lines;

/// <summary>A serial line of a box on the desktop. As on a real one, nobody notices at this end whether anybody listens at the other: what nobody takes is gone.</summary>
public abstract class HostLine : ISerialPort, IDisposable
{
    /// <summary>What one writes to reach the box, for people: a device's name, an address.</summary>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public bool Open(int baud, int parity, int stopBits) => true;

    /// <inheritdoc/>
    public abstract int Read(byte[] buffer, int offset, int capacity);

    /// <inheritdoc/>
    public abstract bool Write(byte[] buffer, int offset, int length);

    /// <inheritdoc/>
    public abstract void Dispose();
}
