using System.Security.Cryptography;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>Known octets: the firmware makes them of the values, and node-opcua makes the values of them.</summary>
[TestClass]
public sealed class VectorTests
{
    private static IReadOnlyList<NodeAnswer> s_answers = [];

    public static IEnumerable<object[]> Indexes => UadpVectors.All.Select((_, i) => new object[] { i });

    [ClassInitialize]
    public static void Decode(TestContext context)
    {
        s_answers = NodeOpcua.DecodeUadp([
            .. UadpVectors.All.Select(v => Convert.FromHexString(v.Hex)),
            .. UadpVectors.Refused.Select(Convert.FromHexString)]);
    }

    public static string NameOf(System.Reflection.MethodInfo method, object[] data)
    {
        return $"{method.Name}: {UadpVectors.All[(int)data[0]].Name}";
    }

    [TestMethod]
    [DynamicData(nameof(Indexes), DynamicDataDisplayName = nameof(NameOf))]
    public void TheFirmwareWritesTheseOctets(int index)
    {
        UadpVector vector = UadpVectors.All[index];
        Assert.AreEqual(vector.Hex, Convert.ToHexStringLower(vector.Encode()));
    }

    [TestMethod]
    [DynamicData(nameof(Indexes), DynamicDataDisplayName = nameof(NameOf))]
    public void NodeOpcuaReadsTheseValues(int index)
    {
        UadpVector vector = UadpVectors.All[index];
        new MessageCase(vector.Name, Convert.FromHexString(vector.Hex), vector.Expected()).Check(s_answers[index]);
    }

    /// <summary>node-opcua throws at the one and finds no DataSetMessage in the other.</summary>
    [TestMethod]
    public void NodeOpcuaFindsNoDataInWhatMustBeRefused()
    {
        foreach (NodeAnswer answer in s_answers.Skip(UadpVectors.All.Length))
        {
            Assert.IsTrue(answer.Error != null || answer.Uadp!.DataSetMessages.Count == 0);
        }
    }

    /// <summary>
    /// PubSub-Aes128-CTR with keys of zeros (7.2.4.4.3). The box sends no security, and node-opcua reads none; but what is encrypted is a
    /// DataSetMessage, and that one the firmware writes and node-opcua reads. The counter block is key nonce, message nonce and a block
    /// counter from 1; header and ciphertext are signed.
    /// </summary>
    [TestMethod]
    public void TheFirmwareWritesTheDataSetMessageOfTheEncryptedVector()
    {
        const string HeaderHex = "f111ba08016400014df4030100000008b02d012e01000000";
        const string PlainHex = "e1101054c2949f3ad701b4205f69841e5f6901000d7657c2949f3ad701";
        const string CipherHex = "1c26767c41d1b02e506daece57546ce9c958279e1b6be3e28c0f775648";
        const string SignatureHex = "31eb5d01b947a70cee7f82d4c77924811b06e7e1c93d1e7f03dd2125fc48fc5a";
        var message = new VectorMessage(
            new DataSetMessageHeader
            {
                Flags1 = Uadp.DataSetMessageValid | Uadp.MajorVersionEnabled | Uadp.MinorVersionEnabled,
                Flags2 = Uadp.MessageTimestampEnabled,
                Timestamp = 0x01D73A9F94C25410,
                MajorVersion = 0x695F20B4,
                MinorVersion = 0x695F1E84,
            },
            new FieldSample(BuiltInType.DateTime, 0x01D73A9F94C25776));
        byte[] plain = message.Encode();
        Assert.AreEqual(PlainHex, Convert.ToHexStringLower(plain));

        byte[] header = Convert.FromHexString(HeaderHex);
        byte[] cipher = CounterMode(plain, header[^8..]);
        Assert.AreEqual(CipherHex, Convert.ToHexStringLower(cipher));
        byte[] signed = [.. header, .. cipher];
        Assert.AreEqual(SignatureHex, Convert.ToHexStringLower(HMACSHA256.HashData(new byte[32], signed)));

        var open = new DecodedNetworkMessage { DataSetMessages = [message.Expected()] };
        MessageCase.CheckAll([new MessageCase("the message without its security", [0x01, .. plain], open)]);
    }

    private static byte[] CounterMode(byte[] plain, byte[] messageNonce)
    {
        using var aes = Aes.Create();
        aes.Key = new byte[16];
        byte[] result = new byte[plain.Length];
        for (int i = 0; i < plain.Length; i++)
        {
            byte[] counterBlock = [0, 0, 0, 0, .. messageNonce, 0, 0, 0, (byte)(1 + (i / 16))];
            result[i] = (byte)(plain[i] ^ aes.EncryptEcb(counterBlock, PaddingMode.None)[i % 16]);
        }

        return result;
    }
}
