using System.Buffers.Binary;
using Sidetap.Decoding.Pcap;

namespace Sidetap.Tool;

/// <summary>Files that captures are written to. An earlier capture is replaced; a file that is anything else is not touched.</summary>
internal static class CaptureFile
{
    private static readonly uint[] Magic = [0xA1B2C3D4, 0xD4C3B2A1, 0xA1B23C4D, 0x4D3CB2A1];

    /// <summary>Begins a capture.</summary>
    /// <param name="path">The file, or null.</param>
    /// <returns>The writer; null when none is asked for.</returns>
    /// <exception cref="CliError">The path names a folder, a file that is no capture, or a place that can't be written to.</exception>
    public static PcapWriter? Begin(string? path)
    {
        if (path is null)
        {
            return null;
        }

        Check(path);
        try
        {
            return new PcapWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read)); // to be looked at while it grows
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliError($"--pcap {path} can't be written: {error.Message}");
        }
    }

    private static void Check(string path)
    {
        if (Directory.Exists(path))
        {
            throw new CliError($"--pcap {path} is a folder; name a file in it");
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new CliError($"--pcap {path}: there is no folder {folder}");
        }

        if (File.Exists(path) && new FileInfo(path).Length > 0 && !IsCapture(path))
        {
            throw new CliError($"--pcap {path}: this file exists and is not a capture; choose another name");
        }
    }

    private static bool IsCapture(string path)
    {
        Span<byte> head = stackalloc byte[4];
        using FileStream file = File.OpenRead(path);
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && Magic.Contains(BinaryPrimitives.ReadUInt32LittleEndian(head));
    }
}
