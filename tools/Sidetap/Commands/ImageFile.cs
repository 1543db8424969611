using Sidetap.Tool.Boards;

namespace Sidetap.Tool.Commands;

/// <summary>The files and boards of <c>sidetap image</c>.</summary>
internal static class ImageFile
{
    /// <summary>Octets that an image or a payload has at the most: more than any board's flash.</summary>
    public const int MaxOctets = 64 * 1024 * 1024;

    private const string Desktop = "host";

    // What an image of the STM32s has in front, so that its vectors lie where the processor wants them.
    private const int Stm32HeaderLength = 512;
    private const int HeaderLength = 32;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its octets.</returns>
    /// <exception cref="CliError">There is no such file, or it is too large.</exception>
    public static byte[] Read(string path)
    {
        InputFile.Check(path);
        return new FileInfo(path).Length <= MaxOctets
            ? File.ReadAllBytes(path)
            : throw new CliError($"{path} is larger than {MaxOctets / 1024 / 1024} MB, and than any board's flash");
    }

    /// <summary>Looks whether there is such a board.</summary>
    /// <param name="board">The name.</param>
    /// <exception cref="CliError">There is none.</exception>
    public static void CheckBoard(string board)
    {
        string[] names = [.. BoardTable.Load().Boards.Select(one => one.Id), Desktop];
        if (!names.Contains(board))
        {
            throw new CliError($"there is no board '{board}': {string.Join(", ", names)}");
        }
    }

    /// <summary>Octets of the header where none are given.</summary>
    /// <param name="board">The board.</param>
    /// <returns>512 for an STM32, else 32.</returns>
    public static int HeaderLengthOf(string board) => board.StartsWith("stm32", StringComparison.Ordinal) ? Stm32HeaderLength : HeaderLength;
}
