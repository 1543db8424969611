using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Outbox
{
    /// <summary>
    /// How a message lies in the outbox, in RAM and in flash alike, least significant octet first: CRC-32 of all that follows (4 octets), length of the
    /// payload (2), message number (4), flags (1), payload.
    /// </summary>
    /// <remarks>
    /// The check sum comes first, so that what it covers is one run of octets. It is filled in when the record goes to flash, not before: a message that
    /// never leaves the RAM does not pay for it. Octets that were never written (all 00 or all FF) are no whole record.
    /// </remarks>
    internal static class OutboxRecord
    {
        /// <summary>Octets before the payload.</summary>
        public const int HeaderLength = 11;

        /// <summary>Flag: the timestamp in the payload is an uptime, because the time was not known.</summary>
        public const int IsUptime = 0x01;

        /// <summary>Flag: the message is an event, which has a topic, a sequence and a place for its time of its own.</summary>
        public const int IsEvent = 0x02;

        private const int LengthAt = 4;
        private const int NumberAt = 6;
        private const int FlagsAt = 10;

        /// <summary>Writes the header, but for the check sum.</summary>
        public static void Put(byte[] buffer, int at, int payloadLength, uint number, int flags)
        {
            UaBinary.Put16(buffer, at + LengthAt, payloadLength);
            UaBinary.Put32(buffer, at + NumberAt, number);
            buffer[at + FlagsAt] = (byte)flags;
        }

        /// <summary>Fills in the check sum.</summary>
        public static void Seal(byte[] buffer, int at)
        {
            UaBinary.Put32(buffer, at, Crc32.Of(buffer, at + LengthAt, LengthOf(buffer, at) - LengthAt));
        }

        /// <summary>Octets of the whole record.</summary>
        public static int LengthOf(byte[] buffer, int at)
        {
            return HeaderLength + UaBinary.Get16(buffer, at + LengthAt);
        }

        /// <summary>The message's number.</summary>
        public static uint NumberOf(byte[] buffer, int at)
        {
            return UaBinary.Get32(buffer, at + NumberAt);
        }

        /// <summary>The message's flags.</summary>
        public static int FlagsOf(byte[] buffer, int at)
        {
            return buffer[at + FlagsAt];
        }

        /// <summary>Whether a record lies here in its full length and its check sum is right.</summary>
        public static bool IsWhole(byte[] buffer, int at, int available)
        {
            if (available < HeaderLength)
            {
                return false;
            }

            int length = LengthOf(buffer, at);
            return length <= available && UaBinary.Get32(buffer, at) == Crc32.Of(buffer, at + LengthAt, length - LengthAt);
        }
    }
}
