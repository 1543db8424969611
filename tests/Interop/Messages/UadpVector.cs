using System.Buffers.Binary;
using System.Text;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>A NetworkMessage whose octets are known, and the values the firmware is to make them of.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Hex">The octets.</param>
/// <param name="Header">The NetworkMessage's header.</param>
/// <param name="Messages">Its DataSetMessages.</param>
internal sealed record UadpVector(string Name, string Hex, NetworkMessageHeader Header, params VectorMessage[] Messages)
{
    /// <summary>The octets as the firmware writes them.</summary>
    /// <returns>The NetworkMessage.</returns>
    public byte[] Encode()
    {
        byte[] header = new byte[Header.Length];
        Assert.AreEqual(header.Length, Header.Write(header, 0));
        byte[][] messages = Messages.Select(m => m.Encode()).ToArray();
        return [.. header, .. Sizes(messages), .. messages.SelectMany(m => m)];
    }

    /// <summary>What has to be found in them.</summary>
    /// <returns>The NetworkMessage.</returns>
    public DecodedNetworkMessage Expected()
    {
        bool isText = Header.PublisherIdType == PublisherIdType.String;
        string id = isText && Header.HasPublisherId ? Encoding.UTF8.GetString(Header.PublisherIdText) : Header.PublisherId.ToString();
        return new DecodedNetworkMessage
        {
            PublisherIdType = Header.HasPublisherId ? Header.PublisherIdType.ToString() : null,
            PublisherId = Header.HasPublisherId ? id : null,
            GroupHeader = Header.GroupFlags == 0
                ? null
                : new DecodedGroupHeader(
                    Header.GroupFlags, Header.WriterGroupId, Header.GroupVersion, Header.NetworkMessageNumber, Header.SequenceNumber),
            DataSetWriterIds = Header.DataSetWriterIds ?? [],
            Timestamp = Header.Timestamp.ToString(),
            DataSetMessages = Messages.Select(m => m.Expected()).ToList(),
        };
    }

    /// <summary>
    /// 7.2.4.5.3: with more than one DataSetMessage their sizes go first. The box sends one, so the firmware has no writer for this.
    /// </summary>
    private static byte[] Sizes(byte[][] messages)
    {
        byte[] sizes = new byte[messages.Length > 1 ? 2 * messages.Length : 0];
        for (int i = 0; i < sizes.Length / 2; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(sizes.AsSpan(2 * i), (ushort)messages[i].Length);
        }

        return sizes;
    }
}
