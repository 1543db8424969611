using Sidetap.Decoding.Uadp;

namespace Sidetap.Tools.Tests.Support;

/// <summary>UADP messages that an independent OPC UA stack has encoded and decoded, and what their names say of them.</summary>
internal static class Vectors
{
    public const string KeyFrameInt32 = "01010100061b000000";
    public const string DataValueField = "0105010001061b000000";
    public const string AllHeaders =
        "f101ba080964000700014df4f910341200c06c2f57b5db0100000100002d0200002d07000a000091420b2fdd24068195c33f0740e2010001010c0300000054313202fb03c8";
    public const string KeepAlive = "f101ba080964000700014df4f913341200c06c2f57b5db0100000100002d0200002d";
    public const string Delta = "f101ba080964000700014df489013512020001000b2fdd24068195c33f03000101";
    public const string Dynamic = "d103efcdab8967452301014df4d910010000c06c2f57b5db0190400200002d01000a00009142";
    public const string StringPublisher = "d10406000000636e632d3037014df4d910010000c06c2f57b5db0190400200002d01000a00009142";
    public const string RawData = "f101ba080964000700014df41b090000000000914240e2010001";
    public const string TwoMessages = "f101ba0809640007000201000200080008000101000a000091420101000740e20100";
    public const string GroupFieldsAndTimestamp = "f121ba080f64000100002d01000700014df400c06c2f57b5db010101000a00009142";
    public const string FloatArray = "f101ba080964000700014df40101008a0400000000803443004043430000524300004d43";
    public const string Encrypted =
        "f111ba08016400014df4030100000008b02d012e010000001c26767c41d1b02e506daece57546ce9c958279e1b6be3e28c0f775648"
        + "31eb5d01b947a70cee7f82d4c77924811b06e7e1c93d1e7f03dd2125fc48fc5a";

    public static readonly string[] All =
    [
        KeyFrameInt32, DataValueField, AllHeaders, KeepAlive, Delta, Dynamic, StringPublisher, RawData, TwoMessages, GroupFieldsAndTimestamp, FloatArray,
        Encrypted,
    ];

    public static byte[] Octets(string hex) => Convert.FromHexString(hex);

    public static NetworkMessage Decode(string hex) =>
        UadpDecoder.TryDecode(Octets(hex), out NetworkMessage? message, out string? reason) ? message : throw new AssertFailedException($"{hex}: {reason}");

    public static string Refusal(string hex) =>
        UadpDecoder.TryDecode(Octets(hex), out _, out string? reason) ? throw new AssertFailedException($"{hex} was decoded") : reason;
}
