namespace Sidetap.Boards.Host;

/// <summary>The names a file area takes (see IFileArea).</summary>
internal static class FileNames
{
    private const int MaxLength = 15;

    /// <summary>Whether a name is 1..15 characters out of a-z, 0-9, '-' and '.', and not one that a desktop's file system reads as a folder.</summary>
    public static bool IsAllowed(string name) =>
        name.Length is >= 1 and <= MaxLength
        && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '.')
        && name.Trim('.').Length > 0;
}
