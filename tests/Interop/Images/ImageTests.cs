using System.Security.Cryptography;
using Sidetap.Images;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Images;

/// <summary>Images for MCUboot, compared octet for octet with those of a program that shares no code with this repository, signatures included.</summary>
[TestClass]
public sealed class ImageTests
{
    private const int Cases = 120;

    private static readonly string?[] Boards = ["esp32", "stm32f769", "host", null];

    [TestMethod]
    public void The_same_image_comes_out_of_Python()
    {
        Random random = new(6979);
        List<object> wishes = [];
        List<byte[]> images = [];
        for (int i = 0; i < Cases; i++)
        {
            using ECDsa ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            Assert.IsTrue(ImageKey.TryRead(ecdsa.ExportPkcs8PrivateKeyPem(), null, out ImageKey? key, out string problem), problem);
            byte[] payload = new byte[i < 20 ? i : random.Next(5000)];
            random.NextBytes(payload);
            SigningOptions options = new()
            {
                Version = Version(random),
                Board = Boards[random.Next(Boards.Length)],
                HeaderLength = random.Next(2) == 0 ? 32 : 512,
                SecurityCounter = random.Next(3) == 0 ? null : (uint)random.NextInt64(1L << 32),
                Dependencies = [.. Enumerable.Range(0, random.Next(4)).Select(_ => new ImageDependency((byte)random.Next(256), Version(random)))],
            };
            images.Add(ImageSigner.Sign(payload, options, key));
            wishes.Add(new
            {
                payload = Convert.ToHexString(payload),
                version = Numbers(options.Version),
                board = options.Board,
                header = options.HeaderLength,
                counter = options.SecurityCounter,
                dependencies = options.Dependencies.Select(one => new object[] { one.Image, Numbers(one.Version) }),
                key = Convert.ToHexString(ecdsa.ExportParameters(includePrivateParameters: true).D!),
            });
            Assert.IsTrue(ImageVerifier.Verify(images[i], key, options.Board).IsGood);
        }

        IReadOnlyList<byte[]> theirs = PythonImages.Make(wishes);
        for (int i = 0; i < Cases; i++)
        {
            Assert.AreEqual(Convert.ToHexString(theirs[i]), Convert.ToHexString(images[i]), $"image {i}");
        }
    }

    private static ImageVersion Version(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (ushort)random.Next(65536), (uint)random.NextInt64(1L << 32));

    private static long[] Numbers(ImageVersion version) => [version.Major, version.Minor, version.Revision, version.Build];
}
