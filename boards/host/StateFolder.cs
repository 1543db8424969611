using System.Security.Cryptography;
using System.Text;

namespace Sidetap.Boards.Host;

/// <summary>
/// The folder of a box on the desktop: its files, and what a board has in its hardware, a number of its own. One process has it at a time, since two boxes that write the
/// same files leave neither whole.
/// </summary>
public sealed class StateFolder : IDisposable
{
    private const string LockFile = "board.lock";
    private const string NameFile = "board.id";
    private const int MaxNameOctets = 255;
    private const int OwnOctets = 4;

    private readonly string _path;
    private readonly FileStream _lock;

    /// <summary>Opens or makes the folder, and keeps others out until it is disposed of.</summary>
    /// <param name="path">The folder; created when absent.</param>
    /// <exception cref="IOException">Another box has it, or it can't be made; the message says what to do.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written to.</exception>
    public StateFolder(string path)
    {
        Directory.CreateDirectory(path);
        _path = path;
        try
        {
            _lock = new FileStream(Path.Combine(path, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"another box runs with the files in {path}: end it, or give this one a folder of its own (--state DIR)", error);
        }

        Files = new FolderFileArea(path);
    }

    /// <summary>The box's files.</summary>
    public FolderFileArea Files { get; }

    /// <summary>The name that the board's unique number is made of. It is kept in the folder, and a factory reset leaves it, as it leaves a board's number.</summary>
    /// <param name="given">The name from now on; null: the one that is kept, or, the first time, one that no other folder has.</param>
    /// <returns>The name.</returns>
    /// <exception cref="IOException">It can't be kept.</exception>
    public string NameOf(string? given)
    {
        var file = Path.Combine(_path, NameFile);
        var kept = File.Exists(file) && new FileInfo(file).Length <= MaxNameOctets ? File.ReadAllText(file, Encoding.UTF8).Trim() : "";
        var name = given ?? (kept.Length > 0 ? kept : $"sidetap-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(OwnOctets))}");
        if (name != kept)
        {
            // Whole or not at all: half a name would be another box.
            File.WriteAllText($"{file}.new", $"{name}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move($"{file}.new", file, overwrite: true);
        }

        return name;
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
