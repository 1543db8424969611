using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>A NetworkMessage the firmware has written, and what has to be found in it.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Octets">What was written.</param>
/// <param name="Expected">What went in.</param>
internal sealed record MessageCase(string Name, byte[] Octets, DecodedNetworkMessage Expected)
{
    /// <summary>Has node-opcua decode messages, all at once, and compares.</summary>
    /// <param name="cases">The messages.</param>
    public static void CheckAll(IReadOnlyList<MessageCase> cases)
    {
        IReadOnlyList<NodeAnswer> answers = NodeOpcua.DecodeUadp(cases.Select(c => c.Octets));
        for (int i = 0; i < cases.Count; i++)
        {
            cases[i].Check(answers[i]);
        }
    }

    /// <summary>Compares.</summary>
    /// <param name="answer">What node-opcua made of the message.</param>
    public void Check(NodeAnswer answer)
    {
        answer.CheckReadWhole(Octets, Name);
        Assert.AreEqual(Expected.ToString(), answer.Uadp!.ToString(), $"{Name}: {Convert.ToHexStringLower(Octets)}");
    }
}
