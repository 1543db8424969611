using System.Security.Cryptography;
using System.Text;
using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>The desktop as a box: its unique id is made of a name, so that a box that is started again is the same box.</summary>
public sealed class HostSystem : ISystem
{
    private readonly Random _random;

    /// <summary>Makes the box of this name.</summary>
    /// <param name="name">The box's name, usually its ClientId.</param>
    /// <param name="cause">Why it starts.</param>
    public HostSystem(string name, StartCause cause = StartCause.PowerOn)
    {
        StartCause = cause;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));

        // 48 bits in the form of a MAC address: locally administered, unicast (IEEE 802).
        UniqueId = 0x020000000000 | (BitConverter.ToUInt64(hash) & 0x00FFFFFFFFFF);
        _random = new Random(BitConverter.ToInt32(hash, 8));
    }

    /// <inheritdoc/>
    public ulong UniqueId { get; }

    /// <inheritdoc/>
    public StartCause StartCause { get; }

    /// <inheritdoc/>
    public int FreeHeapOctets => -1;

    /// <summary>Whether the firmware asked for a restart.</summary>
    public bool RestartRequested { get; private set; }

    /// <inheritdoc/>
    public uint NextRandom() => (uint)_random.NextInt64(0, 1L << 32);

    /// <inheritdoc/>
    public void Restart() => RestartRequested = true;
}
