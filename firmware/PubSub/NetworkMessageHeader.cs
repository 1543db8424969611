using System;

namespace Sidetap.PubSub
{
    /// <summary>The header of a UADP NetworkMessage (OPC 10000-14, 7.2.4.4.2, Table 154), every part that Part 14 allows a publisher without
    /// security, promoted fields or DataSetClassId.</summary>
    public sealed class NetworkMessageHeader
    {
        /// <summary>The PublisherId's type.</summary>
        public PublisherIdType PublisherIdType;

        /// <summary>The PublisherId; unused for a String.</summary>
        public ulong PublisherId;

        /// <summary>The PublisherId in UTF-8, for a String.</summary>
        public byte[] PublisherIdText;

        /// <summary>Whether the PublisherId is sent.</summary>
        public bool HasPublisherId;

        /// <summary>Which fields the GroupHeader has; 0 for no GroupHeader.</summary>
        public int GroupFlags;

        /// <summary>WriterGroupId.</summary>
        public int WriterGroupId;

        /// <summary>GroupVersion.</summary>
        public uint GroupVersion;

        /// <summary>NetworkMessageNumber.</summary>
        public int NetworkMessageNumber;

        /// <summary>SequenceNumber of the NetworkMessage.</summary>
        public int SequenceNumber;

        /// <summary>The DataSetWriterIds of the PayloadHeader; null for no PayloadHeader.</summary>
        public int[] DataSetWriterIds;

        /// <summary>Whether Timestamp is sent.</summary>
        public bool HasTimestamp;

        /// <summary>100 ns since 1601-01-01 UTC.</summary>
        public long Timestamp;

        /// <summary>ExtendedFlags2; 0 for a NetworkMessage with DataSetMessages.</summary>
        public int ExtendedFlags2;

        /// <summary>
        /// Whether the SecurityHeader is sent. It says then that the message is neither signed nor encrypted: 7.2.4.6.3 wants it in every discovery
        /// announcement.
        /// </summary>
        public bool HasSecurityHeader;

        /// <summary>Index of <see cref="SequenceNumber"/>'s first octet after <see cref="Write"/>, or -1 when it was not sent: it changes from message
        /// to message.</summary>
        public int SequenceNumberOffset = -1;

        /// <summary>Octets the header takes.</summary>
        public int Length
        {
            get
            {
                int flags1 = ExtendedFlags1;
                int length = flags1 == 0 ? 1 : (flags1 & Uadp.ExtendedFlags2Enabled) == 0 ? 2 : 3;
                if (HasPublisherId)
                {
                    length += PublisherIdType == PublisherIdType.String ? 4 + PublisherIdText.Length : 1 << (int)PublisherIdType;
                }

                if (GroupFlags != 0)
                {
                    length += 1;
                    length += (GroupFlags & Uadp.WriterGroupIdEnabled) != 0 ? 2 : 0;
                    length += (GroupFlags & Uadp.GroupVersionEnabled) != 0 ? 4 : 0;
                    length += (GroupFlags & Uadp.NetworkMessageNumberEnabled) != 0 ? 2 : 0;
                    length += (GroupFlags & Uadp.SequenceNumberEnabled) != 0 ? 2 : 0;
                }

                length += DataSetWriterIds != null ? 1 + (2 * DataSetWriterIds.Length) : 0;
                length += HasTimestamp ? 8 : 0;
                return length + (HasSecurityHeader ? 6 : 0);
            }
        }

        private int ExtendedFlags1
        {
            get
            {
                int flags = HasPublisherId ? (int)PublisherIdType : 0;
                flags |= HasSecurityHeader ? Uadp.SecurityEnabled : 0;
                flags |= HasTimestamp ? Uadp.TimestampEnabled : 0;
                return flags | (ExtendedFlags2 != 0 ? Uadp.ExtendedFlags2Enabled : 0);
            }
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
            int flags = Uadp.Version;
            int extendedFlags1 = ExtendedFlags1;
            flags |= HasPublisherId ? Uadp.PublisherIdEnabled : 0;
            flags |= GroupFlags != 0 ? Uadp.GroupHeaderEnabled : 0;
            flags |= DataSetWriterIds != null ? Uadp.PayloadHeaderEnabled : 0;
            flags |= extendedFlags1 != 0 ? Uadp.ExtendedFlags1Enabled : 0;
            buffer[at++] = (byte)flags;
            if (extendedFlags1 != 0)
            {
                buffer[at++] = (byte)extendedFlags1;
            }

            if (ExtendedFlags2 != 0)
            {
                buffer[at++] = (byte)ExtendedFlags2;
            }

            at = WritePublisherId(buffer, at);
            at = WriteGroupHeader(buffer, at);
            if (DataSetWriterIds != null)
            {
                buffer[at++] = (byte)DataSetWriterIds.Length;
                for (int i = 0; i < DataSetWriterIds.Length; i++)
                {
                    UaBinary.Put16(buffer, at, DataSetWriterIds[i]);
                    at += 2;
                }
            }

            if (HasTimestamp)
            {
                UaBinary.Put64(buffer, at, (ulong)Timestamp);
                at += 8;
            }

            if (HasSecurityHeader)
            {
                Array.Clear(buffer, at, 6); // SecurityFlags, SecurityTokenId u32, NonceLength: no signature, no encryption
                at += 6;
            }

            return at - offset;
        }

        private int WritePublisherId(byte[] buffer, int at)
        {
            if (!HasPublisherId)
            {
                return at;
            }

            if (PublisherIdType == PublisherIdType.String)
            {
                UaBinary.Put32(buffer, at, (uint)PublisherIdText.Length);
                Array.Copy(PublisherIdText, 0, buffer, at + 4, PublisherIdText.Length);
                return at + 4 + PublisherIdText.Length;
            }

            int octets = 1 << (int)PublisherIdType;
            for (int i = 0; i < octets; i++)
            {
                buffer[at + i] = (byte)(PublisherId >> (8 * i));
            }

            return at + octets;
        }

        private int WriteGroupHeader(byte[] buffer, int at)
        {
            SequenceNumberOffset = -1;
            if (GroupFlags == 0)
            {
                return at;
            }

            buffer[at++] = (byte)GroupFlags;
            if ((GroupFlags & Uadp.WriterGroupIdEnabled) != 0)
            {
                UaBinary.Put16(buffer, at, WriterGroupId);
                at += 2;
            }

            if ((GroupFlags & Uadp.GroupVersionEnabled) != 0)
            {
                UaBinary.Put32(buffer, at, GroupVersion);
                at += 4;
            }

            if ((GroupFlags & Uadp.NetworkMessageNumberEnabled) != 0)
            {
                UaBinary.Put16(buffer, at, NetworkMessageNumber);
                at += 2;
            }

            if ((GroupFlags & Uadp.SequenceNumberEnabled) != 0)
            {
                SequenceNumberOffset = at;
                UaBinary.Put16(buffer, at, SequenceNumber);
                at += 2;
            }

            return at;
        }
    }
}
