namespace Sidetap.Conformance;

/// <summary>The addresses a script speaks from and listens at. Over UDP each is a socket of its own.</summary>
public enum Endpoint
{
    /// <summary>The gateway the client is told of.</summary>
    GatewayA,

    /// <summary>A second gateway, for fail-over and discovery.</summary>
    GatewayB,

    /// <summary>An address the client has nothing to do with.</summary>
    Stranger,

    /// <summary>Another client of the same network, for discovery.</summary>
    OtherClient,
}
