using System.Buffers.Binary;
using Sidetap.Images;
using Sidetap.Tools.Tests.Images;
using Sidetap.Update;
using Sidetap.Updates;

namespace Sidetap.Tools.Tests.Updates;

/// <summary>Images, statuses and asks for tests of updates.</summary>
internal static class UpdateSamples
{
    public const string Board = "host";
    public const string Prefix = "opcua";

    public static readonly DateTime Begin = new(2030, 5, 1, 8, 0, 0, DateTimeKind.Utc);

    public static UpdateTopics Topics { get; } = new(Prefix);

    public static ImageVersion Old { get; } = new(1, 0, 0);

    public static ImageVersion New { get; } = new(1, 1, 0);

    public static byte[] Octets(ImageVersion version, int payload = 9000, string board = Board, ImageKey? key = null)
    {
        byte[] octets = new byte[payload];
        new Random(payload + version.Minor).NextBytes(octets);
        return ImageSigner.Sign(octets, new SigningOptions { Version = version, Board = board }, key ?? KnownKey.Key);
    }

    public static UpdateImage Image(ImageVersion? version = null, int payload = 9000, string board = Board)
    {
        Assert.IsTrue(UpdateImage.TryRead(Octets(version ?? New, payload, board), KnownKey.Key, out UpdateImage? image, out string problem), problem);
        return image;
    }

    public static BoxStatus Status(
        UpdateImage image, UpdateState state, UpdateError error = UpdateError.None, bool runsNew = false, int received = 0, uint starts = 1, uint? session = null, string board = Board, ImageVersion? running = null) =>
        new(state, error, running ?? (runsNew ? image.Version : Old), 0, image.Version, session ?? image.Session, (uint)received, state == UpdateState.Idle ? 0 : (uint)image.Length, starts, board);

    /// <summary>A status in octets, by what UpdateMessages says of it.</summary>
    public static byte[] Write(BoxStatus status)
    {
        byte[] board = System.Text.Encoding.UTF8.GetBytes(status.Board);
        byte[] octets = new byte[43 + board.Length];
        "SUS\u0001"u8.CopyTo(octets);
        octets[4] = (byte)status.State;
        octets[5] = (byte)status.Error;
        Version(status.Running, octets.AsSpan(6));
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(14), status.Counter);
        Version(status.Other, octets.AsSpan(18));
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(26), status.Session);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(30), status.Received);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(34), status.Total);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(38), status.Starts);
        octets[42] = (byte)board.Length;
        board.CopyTo(octets.AsSpan(43));
        return octets;
    }

    public static byte[] Ask(uint session, uint first, int octets, int count)
    {
        byte[] ask = new byte[12];
        BinaryPrimitives.WriteUInt32LittleEndian(ask, session);
        BinaryPrimitives.WriteUInt32LittleEndian(ask.AsSpan(4), first);
        BinaryPrimitives.WriteUInt16LittleEndian(ask.AsSpan(8), (ushort)octets);
        BinaryPrimitives.WriteUInt16LittleEndian(ask.AsSpan(10), (ushort)count);
        return ask;
    }

    private static void Version(ImageVersion version, Span<byte> octets)
    {
        octets[0] = version.Major;
        octets[1] = version.Minor;
        BinaryPrimitives.WriteUInt16LittleEndian(octets[2..], version.Revision);
        BinaryPrimitives.WriteUInt32LittleEndian(octets[4..], version.Build);
    }
}
