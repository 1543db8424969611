#nullable enable
using System.Buffers.Binary;
using System.Text;
using Sidetap.Images;
using Sidetap.Update;

namespace Sidetap.Tests.Host.Update;

/// <summary>Signed images, their offers, and two owners.</summary>
internal static class TestImages
{
    public const string Board = "host";

    /// <summary>Keys that are for tests and known to everybody.</summary>
    public static readonly ImageKey Owner = KeyOf("""
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8XiQHVbK6Xg1jqmW
        /lYoBNfKC+ea6LJew4CzN1Ar3EChRANCAAQxqYNJo8gXU3p5I6nMZKzZsGEIkrJ9
        Gl/zSkA57IhHzJqOQh6h4+IRlGQm8276KbWxDZL3eWH58EQKly0GYQZt
        -----END PRIVATE KEY-----
        """);

    public static readonly ImageKey Other = KeyOf("""
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHo9i3KXvqeDahZ4q
        fVhLp+WnlZr9QDV7ycnqpSqM1bahRANCAATgJTWqxNmXmfoICqJKwyZF87YuGSCc
        EzYTD8paY7UHpwJBGiOuqydKP2PIgg3Rwp0Z19cRZQd6dzPJhycLDDDM
        -----END PRIVATE KEY-----
        """);

    /// <summary>An image whose payload is of a length and made of its version.</summary>
    public static byte[] Signed(string version, int payloadOctets = 5000, string board = Board, uint counter = 0, ImageKey? key = null, int headerOctets = 32, params ImageDependency[] dependencies)
    {
        var payload = new byte[payloadOctets];
        new Random(version.Sum(c => c)).NextBytes(payload);
        return ImageSigner.Sign(payload, new SigningOptions
        {
            Version = ImageVersion.Parse(version), Board = board, SecurityCounter = counter, HeaderLength = headerOctets, Dependencies = dependencies,
        }, key ?? Owner);
    }

    /// <summary>The offer of an image, as a server makes it.</summary>
    public static byte[] Offer(byte[] image, string board = Board, uint? total = null, uint counter = 0)
    {
        Assert.IsTrue(McubootImage.TryParse(image, out var parsed, out _));
        var buffer = new byte[UpdateOffer.MaxLength];
        var digest = parsed.Tlvs.First(tlv => tlv.Type == TlvType.Sha256).Value.ToArray();
        var signature = parsed.Tlvs.First(tlv => tlv.Type == TlvType.EcdsaSignature).Value.ToArray();
        var octets = UpdateOffer.Write(buffer, total ?? (uint)image.Length, counter, image[..32], digest, Encoding.UTF8.GetBytes(board), signature);
        return buffer[..octets];
    }

    /// <summary>The version as an image's header has it.</summary>
    public static byte[] VersionOctets(string text)
    {
        var version = ImageVersion.Parse(text);
        var octets = new byte[8];
        octets[0] = version.Major;
        octets[1] = version.Minor;
        BinaryPrimitives.WriteUInt16LittleEndian(octets.AsSpan(2), version.Revision);
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(4), version.Build);
        return octets;
    }

    private static ImageKey KeyOf(string pem) => ImageKey.TryRead(pem, null, out var key, out var problem) ? key : throw new ArgumentException(problem);
}
