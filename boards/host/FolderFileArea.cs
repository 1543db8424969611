using Sidetap.Hal;

namespace Sidetap.Boards.Host;

/// <summary>A file area in a folder of the desktop. Every write is flushed to the disk before it counts.</summary>
public sealed class FolderFileArea : IFileArea
{
    private readonly DirectoryInfo _folder;
    private readonly int _capacity;

    /// <summary>Opens or makes the area.</summary>
    /// <param name="path">The folder; created when absent.</param>
    /// <param name="capacity">Octets it may hold.</param>
    /// <exception cref="IOException">The folder can't be made.</exception>
    public FolderFileArea(string path, int capacity = 256 * 1024)
    {
        _folder = Directory.CreateDirectory(path);
        _capacity = capacity;
    }

    /// <inheritdoc/>
    public int FreeOctets
    {
        get
        {
            try
            {
                return (int)Math.Max(0, _capacity - _folder.EnumerateFiles().Sum(f => f.Length));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return 0; // the folder is gone: nothing can be stored
            }
        }
    }

    /// <inheritdoc/>
    public int Read(string name, int position, byte[] buffer, int offset, int capacity)
    {
        if (position < 0 || !FileNames.IsAllowed(name))
        {
            return -1;
        }

        try
        {
            using var file = File.OpenRead(PathOf(name));
            file.Position = Math.Min(position, file.Length);
            return file.ReadAtLeast(buffer.AsSpan(offset, capacity), capacity, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] buffer, int offset, int length) =>
        Store(name, FileMode.Create, buffer.AsSpan(offset, length), length - Math.Max(0, Length(name)));

    /// <inheritdoc/>
    public bool Append(string name, byte[] buffer, int offset, int length) =>
        Store(name, FileMode.Append, buffer.AsSpan(offset, length), length);

    /// <inheritdoc/>
    public bool Delete(string name)
    {
        if (!FileNames.IsAllowed(name))
        {
            return false;
        }

        try
        {
            File.Delete(PathOf(name));
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public int Length(string name)
    {
        if (!FileNames.IsAllowed(name))
        {
            return -1;
        }

        var file = new FileInfo(PathOf(name));
        return file.Exists ? (int)file.Length : -1;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private bool Store(string name, FileMode mode, ReadOnlySpan<byte> octets, int growth)
    {
        if (!FileNames.IsAllowed(name) || growth > FreeOctets)
        {
            return false;
        }

        try
        {
            using var file = new FileStream(PathOf(name), mode, FileAccess.Write);
            file.Write(octets);
            file.Flush(flushToDisk: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
