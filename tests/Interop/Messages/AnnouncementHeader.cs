using System.Buffers.Binary;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// The header of a discovery announcement, read octet by octet, for no decoder at hand takes discovery messages. Everything that OPC
/// 10000-14 prescribes for it is checked while reading.
/// </summary>
/// <param name="ExtendedFlags2">0x08, or 0x09 for a chunk.</param>
/// <param name="PublisherId">The PublisherId.</param>
/// <param name="Body">What follows the header.</param>
internal sealed record AnnouncementHeader(int ExtendedFlags2, ulong PublisherId, byte[] Body)
{
    /// <summary>Reads a NetworkMessage.</summary>
    /// <param name="message">Its octets.</param>
    /// <param name="publisherIdLength">8 for a PublisherId of type UInt64, 2 for UInt16.</param>
    /// <returns>The header and the rest.</returns>
    public static AnnouncementHeader Read(byte[] message, int publisherIdLength)
    {
        int idType = publisherIdLength == 8 ? 3 : 1;

        // 7.2.4.6.3: no GroupHeader, no PayloadHeader; PublisherId and ExtendedFlags1 are there, UADPVersion is 1.
        Assert.AreEqual(0x91, message[0], "UADPFlags");

        // 7.2.4.6.3: bit 4, the SecurityHeader, shall be true; bit 7, ExtendedFlags2, follows from the message being no data message.
        Assert.AreEqual(0x90 | idType, message[1], "ExtendedFlags1");

        // 7.2.4.4.2: bits 4-2 are 2 for a discovery announcement, bit 0 marks a chunk.
        int flags2 = message[2];
        Assert.IsTrue(flags2 is 0x08 or 0x09, $"ExtendedFlags2 {flags2:X2}");

        byte[] id = new byte[8];
        message.AsSpan(3, publisherIdLength).CopyTo(id);

        // 7.2.4.4.3: SecurityFlags, SecurityTokenId of four octets, NonceLength; all 0 for neither signed nor encrypted.
        int at = 3 + publisherIdLength;
        Assert.AreEqual("000000000000", Convert.ToHexString(message.AsSpan(at, 6)), "SecurityHeader");
        return new AnnouncementHeader(flags2, BinaryPrimitives.ReadUInt64LittleEndian(id), message[(at + 6)..]);
    }
}
