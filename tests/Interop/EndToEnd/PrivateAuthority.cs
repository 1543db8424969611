using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sidetap.Tests.Interop.EndToEnd;

/// <summary>A private certificate authority, and a broker's certificate that it has signed, as files in PEM.</summary>
internal sealed class PrivateAuthority
{
    /// <summary>Makes both.</summary>
    /// <param name="folder">Where the files go.</param>
    /// <param name="name">What the files are called.</param>
    /// <param name="host">What the broker's certificate is for: an address, or a name.</param>
    public PrivateAuthority(DirectoryInfo folder, string name, string host = "127.0.0.1")
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        using ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest authority = new($"CN={name} authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        authority.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        using X509Certificate2 root = authority.CreateSelfSigned(from, from.AddDays(30));

        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest broker = new($"CN={host}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(host, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        broker.CertificateExtensions.Add(names.Build());
        broker.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false)); // TLS server
        using X509Certificate2 signed = broker.Create(root, from, from.AddDays(20), [1, 2, 3, 4]);

        CaFile = Write(folder, $"{name}-ca.pem", root.ExportCertificatePem());
        CertificateFile = Write(folder, $"{name}.pem", signed.ExportCertificatePem());
        KeyFile = Write(folder, $"{name}.key", key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>The authority's certificate.</summary>
    public string CaFile { get; }

    /// <summary>The broker's certificate.</summary>
    public string CertificateFile { get; }

    /// <summary>The broker's private key.</summary>
    public string KeyFile { get; }

    /// <summary>What mosquitto is told of it.</summary>
    public string[] Configuration => [$"certfile {CertificateFile}", $"keyfile {KeyFile}", "allow_anonymous true"];

    private static string Write(DirectoryInfo folder, string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
