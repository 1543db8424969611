using Sidetap.Conformance;

namespace Sidetap.Tool.Commands;

/// <summary>The file of <c>--junit</c>: whoever reads it finds an earlier report or all of this one.</summary>
internal sealed class ConformanceReport
{
    private readonly string _path;

    private ConformanceReport(string path) => _path = path;

    // A device is written to; a file that is moved over it would take its place.
    private bool IsDevice => !OperatingSystem.IsWindows() && _path.StartsWith("/dev/", StringComparison.Ordinal);

    private string Temporary => $"{_path}.{Environment.ProcessId}.new";

    /// <summary>Looks whether a report can be written there, and leaves nothing behind.</summary>
    /// <param name="path">The file, or null.</param>
    /// <returns>The report; null when none is asked for.</returns>
    /// <exception cref="CliError">The path names a folder, or a place that can't be written to.</exception>
    public static ConformanceReport? For(string? path)
    {
        if (path == null)
        {
            return null;
        }

        if (path.Length == 0 || Directory.Exists(path))
        {
            throw new CliError($"--junit {path} is a folder; name a file in it");
        }

        string full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
        {
            throw new CliError($"--junit {path}: there is no folder {folder}");
        }

        ConformanceReport report = new(full);
        if (!report.IsDevice)
        {
            report.Try(path, () => new FileStream(report.Temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose());
        }

        return report;
    }

    /// <summary>Writes the report.</summary>
    /// <param name="results">The results of the whole run.</param>
    /// <exception cref="CliError">It can't be written any more.</exception>
    public void Write(IReadOnlyList<CaseResult> results) => Try(_path, () =>
    {
        if (IsDevice)
        {
            using FileStream device = new(_path, FileMode.Open, FileAccess.Write);
            JUnitReport.Write(device, results);
            return;
        }

        using (FileStream file = File.Create(Temporary))
        {
            JUnitReport.Write(file, results);
        }

        File.Move(Temporary, _path, overwrite: true);
    });

    private void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!IsDevice)
            {
                File.Delete(Temporary);
            }

            throw new CliError($"--junit {path} can't be written: {error.Message}");
        }
    }
}
