using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>Images with everything in them.</summary>
internal static class SampleImage
{
    public const string Board = "esp32";

    public static SigningOptions Options { get; } = new()
    {
        Version = new ImageVersion(1, 2, 3, 4),
        Board = Board,
        SecurityCounter = 0x01020003,
        Dependencies = [new ImageDependency(1, new ImageVersion(5, 6, 0x0708, 0x090A0B0C))],
    };

    public static byte[] Payload { get; } = [.. Enumerable.Range(0, 50).Select(i => (byte)(i * 7))];

    public static byte[] Signed() => ImageSigner.Sign(Payload, Options, KnownKey.Key);

    public static McubootImage Parse(byte[] octets)
    {
        Assert.IsTrue(McubootImage.TryParse(octets, out McubootImage? image, out ImageFault fault), $"{fault}");
        Assert.AreEqual(ImageFault.None, fault);
        return image;
    }
}
