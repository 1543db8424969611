namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>A folder that is gone with the test.</summary>
internal sealed class Folder : IDisposable
{
    /// <summary>The folder.</summary>
    public DirectoryInfo Info { get; } = Directory.CreateTempSubdirectory("sidetap-");

    /// <inheritdoc/>
    public void Dispose() => Info.Delete(recursive: true);
}
