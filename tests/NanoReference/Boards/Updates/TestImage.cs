using Sidetap.Images;

namespace Sidetap.NanoReference.Tests.Boards.Updates;

/// <summary>Images that tools/Images makes, signed with a key of this run.</summary>
internal static class TestImage
{
    private static readonly ImageKey Key = ImageKey.Generate();

    /// <summary>An image of a version, with a payload of some octets.</summary>
    public static byte[] Of(int major, int payloadOctets = 20000)
    {
        byte[] payload = new byte[payloadOctets];
        new Random(major).NextBytes(payload);
        return Of(major, payload);
    }

    /// <summary>An image of a version with a payload.</summary>
    public static byte[] Of(int major, byte[] payload, int headerOctets = 32) =>
        ImageSigner.Sign(payload, new SigningOptions { Version = ImageVersion.Parse($"{major}.0.0"), Board = "esp32s3", HeaderLength = headerOctets }, Key);
}
