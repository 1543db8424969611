namespace Sidetap.Decoding.Uadp;

/// <summary>What a NetworkMessage carries: bits 4-2 of ExtendedFlags2 (OPC 10000-14, 7.2.4.4.2).</summary>
public enum NetworkMessageType : byte
{
    /// <summary>DataSetMessages.</summary>
    Data = 0,

    /// <summary>A subscriber's question (discovery request up to version 1.04).</summary>
    DiscoveryProbe = 1,

    /// <summary>What a publisher tells about itself (discovery response up to version 1.04).</summary>
    DiscoveryAnnouncement = 2,
}
