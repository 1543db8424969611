using System.Security.Cryptography.X509Certificates;

namespace Sidetap.Updates.Links;

/// <summary>An MQTT broker, and how it lets somebody in.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Authority">Certificates of the authority that has signed the broker's; null: without TLS.</param>
/// <param name="User">User name; null: none.</param>
/// <param name="Password">Password; null: none.</param>
public sealed record BrokerAddress(string Host, int Port, X509Certificate2Collection? Authority = null, string? User = null, string? Password = null);
