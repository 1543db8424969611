using System.Net;

namespace Sidetap.Decoding.Pcap;

/// <summary>A UDP datagram of a capture.</summary>
/// <param name="Source">Its sender.</param>
/// <param name="Destination">Its receiver.</param>
/// <param name="Payload">Its octets.</param>
public sealed record UdpDatagram(IPEndPoint Source, IPEndPoint Destination, byte[] Payload);
