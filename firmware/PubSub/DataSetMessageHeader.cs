namespace Sidetap.PubSub
{
    /// <summary>The header of a DataSetMessage (OPC 10000-14, 7.2.4.5.4, Table 162).</summary>
    public sealed class DataSetMessageHeader
    {
        /// <summary>DataSetFlags1 without <see cref="Uadp.DataSetFlags2Enabled"/>, which follows from <see cref="Flags2"/>.</summary>
        public int Flags1 = Uadp.DataSetMessageValid;

        /// <summary>DataSetFlags2: message type and timestamp bits; left out when 0.</summary>
        public int Flags2;

        /// <summary>DataSetMessageSequenceNumber.</summary>
        public int SequenceNumber;

        /// <summary>100 ns since 1601-01-01 UTC.</summary>
        public long Timestamp;

        /// <summary>PicoSeconds.</summary>
        public int PicoSeconds;

        /// <summary>The message's StatusCode, of which the high half is sent.</summary>
        public uint Status;

        /// <summary>ConfigurationVersion.MajorVersion.</summary>
        public uint MajorVersion;

        /// <summary>ConfigurationVersion.MinorVersion.</summary>
        public uint MinorVersion;

        /// <summary>Octets the header takes.</summary>
        public int Length
        {
            get
            {
                int length = SendsFlags2 ? 2 : 1;
                length += (Flags1 & Uadp.MessageSequenceNumberEnabled) != 0 ? 2 : 0;
                length += (Flags2 & Uadp.MessageTimestampEnabled) != 0 ? 8 : 0;
                length += (Flags2 & Uadp.MessagePicoSecondsEnabled) != 0 ? 2 : 0;
                length += (Flags1 & Uadp.StatusEnabled) != 0 ? 2 : 0;
                length += (Flags1 & Uadp.MajorVersionEnabled) != 0 ? 4 : 0;
                return length + ((Flags1 & Uadp.MinorVersionEnabled) != 0 ? 4 : 0);
            }
        }

        private bool SendsFlags2
        {
            get { return Flags2 != 0; }
        }

        /// <summary>Where the timestamp is in a NetworkMessage of UADP-Dynamic (A.2.2), or of an event, with one DataSetMessage.</summary>
        /// <param name="buffer">Holds a message that the box has made.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <returns>Index of the timestamp's first octet from there; -1 for the fixed layout, which has none and is known by its GroupHeader.</returns>
        public static int TimestampOffsetIn(byte[] buffer, int offset)
        {
            if ((buffer[offset] & Uadp.GroupHeaderEnabled) != 0)
            {
                return -1;
            }

            // UADPFlags, ExtendedFlags1, PublisherId of 1, 2, 4 or 8 octets, PayloadHeader with one id; DataSetFlags1 and 2, sequence number.
            return 2 + (1 << (buffer[offset + 1] & Uadp.PublisherIdTypeMask)) + 3 + 4;
        }

        /// <summary>Writes the header.</summary>
        /// <param name="buffer">Receives it.</param>
        /// <param name="offset">Index of the first octet.</param>
        /// <returns>Octets written, or 0 when the buffer has no room.</returns>
        public int Write(byte[] buffer, int offset)
        {
            if (buffer.Length - offset < Length)
            {
                return 0;
            }

            int at = offset;
            buffer[at++] = (byte)(Flags1 | (SendsFlags2 ? Uadp.DataSetFlags2Enabled : 0));
            if (SendsFlags2)
            {
                buffer[at++] = (byte)Flags2;
            }

            if ((Flags1 & Uadp.MessageSequenceNumberEnabled) != 0)
            {
                UaBinary.Put16(buffer, at, SequenceNumber);
                at += 2;
            }

            if ((Flags2 & Uadp.MessageTimestampEnabled) != 0)
            {
                UaBinary.Put64(buffer, at, (ulong)Timestamp);
                at += 8;
            }

            if ((Flags2 & Uadp.MessagePicoSecondsEnabled) != 0)
            {
                UaBinary.Put16(buffer, at, PicoSeconds);
                at += 2;
            }

            if ((Flags1 & Uadp.StatusEnabled) != 0)
            {
                UaBinary.Put16(buffer, at, (int)(Status >> 16));
                at += 2;
            }

            if ((Flags1 & Uadp.MajorVersionEnabled) != 0)
            {
                UaBinary.Put32(buffer, at, MajorVersion);
                at += 4;
            }

            if ((Flags1 & Uadp.MinorVersionEnabled) != 0)
            {
                UaBinary.Put32(buffer, at, MinorVersion);
                at += 4;
            }

            return at - offset;
        }
    }
}
