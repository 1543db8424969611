using System;

namespace Sidetap.PubSub
{
    /// <summary>
    /// Writes the headers of event messages (OPC 10000-14, 7.2.4.5.7): UADP NetworkMessages of one DataSetMessage of type event, whose fields are always
    /// Variants, and whose writer is named by the PayloadHeader in either layout.
    /// </summary>
    public sealed class EventWriter
    {
        /// <summary>From Timestamp's first octet to that of the first field's value, the event's time: the rest of the header behind it, FieldCount and the
        /// Variant's encoding octet.</summary>
        public const int TimeBehindTimestamp = 8 + 2 + 4 + 2 + 1;

        private readonly byte[] _template;
        private readonly int _sequenceAt;
        private readonly OctetWindow _window = new OctetWindow();

        /// <summary>Makes a writer.</summary>
        /// <param name="settings">Identity and versions; used here only.</param>
        /// <param name="fieldCount">Fields of every event; the first one is a DateTime, the time of the event.</param>
        public EventWriter(PublisherSettings settings, int fieldCount)
        {
            NetworkMessageHeader header = new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = settings.PublisherIdType,
                PublisherId = settings.PublisherId,
                DataSetWriterIds = new int[] { settings.DataSetWriterId },
            };
            DataSetMessageHeader messageHeader = new DataSetMessageHeader
            {
                Flags1 = Uadp.DataSetMessageValid | Uadp.FieldsAsVariant | Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled | Uadp.MinorVersionEnabled,
                Flags2 = Uadp.Event | Uadp.MessageTimestampEnabled,
                MinorVersion = settings.MinorVersion,
            };
            int headerLength = header.Length;
            _template = new byte[headerLength + messageHeader.Length + 2];
            header.Write(_template, 0);
            messageHeader.Write(_template, headerLength);
            UaBinary.Put16(_template, _template.Length - 2, fieldCount);
            _sequenceAt = headerLength + 2;
        }

        /// <summary>Octets before the first field.</summary>
        public int HeaderLength
        {
            get { return _template.Length; }
        }

        /// <summary>Index of Timestamp's first octet in every message.</summary>
        public int TimestampOffset
        {
            get { return _sequenceAt + 2; }
        }

        /// <summary>How many events there were before the next one, over all starts; its low 16 bits are the sequence number of the next one's
        /// message.</summary>
        public uint NextSequence { get; private set; }

        /// <summary>Octets of the template.</summary>
        internal int BufferOctets
        {
            get { return _template.Length; }
        }

        /// <summary>Goes on where an earlier start has ended.</summary>
        /// <param name="sequence">The <see cref="NextSequence"/> to go on with.</param>
        public void Resume(uint sequence)
        {
            NextSequence = sequence;
        }

        /// <summary>Begins a message: headers and FieldCount, and the first field.</summary>
        /// <param name="buffer">Receives it; the caller has made sure of the room.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="time">When the event was, 100 ns since 1601-01-01 UTC; the uptime while the time is not known.</param>
        /// <returns>Where to put the other fields.</returns>
        internal OctetWindow Begin(byte[] buffer, int offset, long time)
        {
            Array.Copy(_template, 0, buffer, offset, _template.Length);
            UaBinary.Put16(buffer, offset + _sequenceAt, (int)(NextSequence & 0xFFFF));
            UaBinary.Put64(buffer, offset + TimestampOffset, (ulong)time);
            _window.Open(buffer, offset + _template.Length, 0, int.MaxValue);
            _window.Put8((int)BuiltInType.DateTime);
            _window.Put64((ulong)time);
            return _window;
        }

        /// <summary>Ends the message.</summary>
        /// <returns>Its octets.</returns>
        internal int End()
        {
            NextSequence++;
            return _template.Length + _window.Position;
        }
    }
}
