using Sidetap.Hal;

namespace Sidetap.Profiles.Binary;

/// <summary>A file area for the first of a record's two copies (<see cref="Sidetap.Settings.TwoCopyRecord"/>): the box's own code reads and writes it.</summary>
/// <param name="name">The files' name without ".a" and ".b".</param>
/// <param name="octets">What the file holds; none: it is not there.</param>
internal sealed class OneCopy(string name, params byte[] octets) : IFileArea
{
    private readonly string _copyName = name + ".a";

    public byte[] Octets { get; private set; } = octets;

    public int FreeOctets => int.MaxValue;

    public int Read(string name, int position, byte[] buffer, int offset, int capacity)
    {
        if (Length(name) < 0)
        {
            return -1;
        }

        int count = Math.Clamp(Octets.Length - position, 0, capacity);
        Octets.AsSpan(Math.Min(position, Octets.Length), count).CopyTo(buffer.AsSpan(offset));
        return count;
    }

    public bool Write(string name, byte[] buffer, int offset, int length)
    {
        Octets = buffer.AsSpan(offset, length).ToArray();
        return name == _copyName;
    }

    public bool Append(string name, byte[] buffer, int offset, int length) => false;

    public bool Delete(string name) => false;

    public int Length(string name) => name == _copyName && Octets.Length > 0 ? Octets.Length : -1;
}
