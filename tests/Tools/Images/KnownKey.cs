using System.Security.Cryptography;
using Sidetap.Images;

namespace Sidetap.Tools.Tests.Images;

/// <summary>The key of RFC 6979, A.2.5, and another one.</summary>
internal static class KnownKey
{
    public const string X = "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6";
    public const string Y = "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299";
    public const string D = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721";

    public static string Pem { get; } = MakePem();

    public static ImageKey Key { get; } = Read(Pem);

    public static ImageKey Other { get; } = ImageKey.Generate();

    public static ECDsa Ecdsa() => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        D = Convert.FromHexString(D),
        Q = new ECPoint { X = Convert.FromHexString(X), Y = Convert.FromHexString(Y) },
    });

    public static ImageKey Read(string text, string? password = null)
    {
        Assert.IsTrue(ImageKey.TryRead(text, password, out ImageKey? key, out string problem), problem);
        Assert.AreEqual("", problem);
        return key;
    }

    private static string MakePem()
    {
        using ECDsa ecdsa = Ecdsa();
        return ecdsa.ExportPkcs8PrivateKeyPem();
    }
}
