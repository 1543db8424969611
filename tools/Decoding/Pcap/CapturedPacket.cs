namespace Sidetap.Decoding.Pcap;

/// <summary>One record of a capture.</summary>
/// <param name="Number">Its number, from 1, as Wireshark counts.</param>
/// <param name="Time">When it was captured, UTC.</param>
/// <param name="Datagram">The UDP datagram in it; null when there is none, or not a whole one.</param>
/// <param name="Skipped">Why there is no datagram; else null.</param>
public sealed record CapturedPacket(long Number, DateTime Time, UdpDatagram? Datagram, string? Skipped);
