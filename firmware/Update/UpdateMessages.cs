using System;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Update
{
    /// <summary>
    /// What box and update server say to each other besides the offer (<see cref="UpdateOffer"/>): the box asks for blocks and tells how it is, the server sends the blocks. Each box has its
    /// own topics, Prefix/sidetap/update/PublisherId/ and "offer" (retained), "block", "ask" or "status" (retained). Least significant octet first.
    /// </summary>
    /// <remarks>
    /// ask: session (4), offset of the first block (4), octets of a block (2), how many blocks (2).
    /// block: session (4), offset (4), octets, CRC-32 of all before (4).
    /// status: "SUS", 1, <see cref="UpdateState"/> (1), <see cref="UpdateError"/> (1), running version (8), its security counter (4), version under way or last refused (8), session (4), octets
    /// that are here (4), octets of all (4), count of starts (4), length (1) and name of the board.
    /// The session is the CRC-32 of the image's header, <see cref="ImageHeader.Length"/> octets.
    /// </remarks>
    public static class UpdateMessages
    {
        /// <summary>Octets of an ask.</summary>
        public const int AskLength = 12;

        /// <summary>Octets that a block has besides the image's.</summary>
        public const int BlockOverhead = 12;

        /// <summary>Octets of a status besides the board's name.</summary>
        public const int StatusLength = 43;

        /// <summary>Index of the image's octets in a block.</summary>
        public const int BlockOctetsAt = 8;

        private const int FormatVersion = 1;
        private const int SumOctets = 4;

        /// <summary>The topic on which a box and its server exchange one kind of message.</summary>
        /// <param name="prefix">The site's prefix.</param>
        /// <param name="publisherId">The box's PublisherId; written in decimal.</param>
        /// <param name="kind">"offer", "block", "ask" or "status".</param>
        /// <returns>The topic name.</returns>
        public static string TopicName(string prefix, ulong publisherId, string kind)
        {
            return prefix + "/sidetap/update/" + publisherId.ToString() + "/" + kind;
        }

        /// <summary>What messages about an image have in common.</summary>
        /// <param name="header">The first octets of its header.</param>
        /// <returns>The session.</returns>
        public static uint SessionOf(byte[] header)
        {
            return Crc32.Of(header, 0, ImageHeader.Length);
        }

        /// <summary>Writes an ask.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index at which the first octet is put.</param>
        /// <param name="session">The session.</param>
        /// <param name="first">Where in the image the first block begins.</param>
        /// <param name="blockOctets">Octets of a block.</param>
        /// <param name="count">How many blocks.</param>
        /// <returns>Octets written.</returns>
        public static int WriteAsk(byte[] buffer, int offset, uint session, int first, int blockOctets, int count)
        {
            UaBinary.Put32(buffer, offset, session);
            UaBinary.Put32(buffer, offset + 4, (uint)first);
            UaBinary.Put16(buffer, offset + 8, blockOctets);
            UaBinary.Put16(buffer, offset + 10, count);
            return AskLength;
        }

        /// <summary>Writes a block.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="session">The session.</param>
        /// <param name="first">Where in the image it begins.</param>
        /// <param name="image">Holds the image.</param>
        /// <param name="count">Its octets.</param>
        /// <returns>Octets written.</returns>
        public static int WriteBlock(byte[] buffer, uint session, int first, byte[] image, int count)
        {
            UaBinary.Put32(buffer, 0, session);
            UaBinary.Put32(buffer, 4, (uint)first);
            Array.Copy(image, first, buffer, BlockOctetsAt, count);
            int end = BlockOctetsAt + count;
            UaBinary.Put32(buffer, end, Crc32.Of(buffer, 0, end));
            return end + SumOctets;
        }

        /// <summary>Whether a message is a block of a session that has arrived as it was sent.</summary>
        /// <param name="buffer">Holds it.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <param name="session">The session.</param>
        /// <returns>True when it is.</returns>
        public static bool IsBlock(byte[] buffer, int offset, int length, uint session)
        {
            return length > BlockOverhead && UaBinary.Get32(buffer, offset) == session
                && UaBinary.Get32(buffer, offset + length - SumOctets) == Crc32.Of(buffer, offset, length - SumOctets);
        }

        /// <summary>Writes the beginning of a status, up to the counter.</summary>
        internal static void WriteStatusHead(byte[] buffer, int offset, UpdateState state, UpdateError error)
        {
            buffer[offset] = (byte)'S';
            buffer[offset + 1] = (byte)'U';
            buffer[offset + 2] = (byte)'S';
            buffer[offset + 3] = FormatVersion;
            buffer[offset + 4] = (byte)state;
            buffer[offset + 5] = (byte)error;
        }
    }
}
