namespace Sidetap.Tests.Interop.Decoders;

/// <summary>What node-opcua made of some octets.</summary>
/// <param name="Uadp">The NetworkMessage, when that was asked for.</param>
/// <param name="MetaData">The DataSetMetaDataType, when that was asked for.</param>
/// <param name="Error">Why it refused; null when it did not.</param>
/// <param name="Consumed">How many octets it read.</param>
/// <param name="Warnings">What it complained of while it read.</param>
internal sealed record NodeAnswer(
    DecodedNetworkMessage? Uadp,
    DecodedMetaData? MetaData,
    string? Error,
    int Consumed,
    IReadOnlyList<string> Warnings)
{
    /// <summary>Fails unless everything was read, without an error and without a complaint.</summary>
    /// <param name="octets">What was given.</param>
    /// <param name="name">What to call it.</param>
    public void CheckReadWhole(byte[] octets, string name)
    {
        Assert.IsNull(Error, $"{name}: {Convert.ToHexStringLower(octets)}");
        Assert.IsEmpty(Warnings, $"{name}: {string.Join(' ', Warnings)}");
        Assert.AreEqual(octets.Length, Consumed, name);
    }
}
