using System;

namespace Sidetap.PubSub
{
    /// <summary>
    /// Encodes one data set as UADP NetworkMessages of one DataSetMessage, in place: headers from a template that was made once, then the values.
    /// </summary>
    /// <remarks>Every method returns the message's octets, or 0 when the buffer has no room for it; then no sequence number is spent.</remarks>
    public sealed class DataSetWriter
    {
        private readonly DataSet _dataSet;
        private readonly bool _isFixed;
        private readonly int _encoding;
        private readonly byte[] _template;
        private readonly int _flags2At = -1;
        private readonly int _groupSequenceAt = -1;
        private readonly int _sequenceAt;
        private readonly int _timestampAt = -1;
        private readonly int _statusAt;
        private uint _sequence;

        /// <summary>Makes a writer.</summary>
        /// <param name="settings">Identity, layout and versions; used here only.</param>
        /// <param name="dataSet">What is encoded. In the fixed layout its fields are scalars of a fixed length.</param>
        public DataSetWriter(PublisherSettings settings, DataSet dataSet)
        {
            _dataSet = dataSet;
            _isFixed = settings.Layout == HeaderLayout.PeriodicFixed;
            NetworkMessageHeader header = new NetworkMessageHeader
            {
                HasPublisherId = true,
                PublisherIdType = settings.PublisherIdType,
                PublisherId = settings.PublisherId,
            };
            DataSetMessageHeader messageHeader = new DataSetMessageHeader { MinorVersion = settings.MinorVersion };
            if (_isFixed)
            {
                CheckFixed(dataSet);
                _encoding = Uadp.FieldsAsRawData;
                header.GroupFlags = Uadp.WriterGroupIdEnabled | Uadp.GroupVersionEnabled | Uadp.NetworkMessageNumberEnabled | Uadp.SequenceNumberEnabled;
                header.WriterGroupId = settings.WriterGroupId;
                header.GroupVersion = settings.GroupVersion;
                header.NetworkMessageNumber = 1;
                messageHeader.Flags1 |= _encoding | Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled;
            }
            else
            {
                _encoding = Uadp.FieldsAsVariant;
                header.DataSetWriterIds = new int[] { settings.DataSetWriterId };
                messageHeader.Flags1 |= Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled | Uadp.MinorVersionEnabled;
                messageHeader.Flags2 = Uadp.MessageTimestampEnabled;
            }

            _template = new byte[header.Length + messageHeader.Length];
            int at = header.Write(_template, 0);
            messageHeader.Write(_template, at);
            _groupSequenceAt = header.SequenceNumberOffset;
            if (_isFixed)
            {
                _sequenceAt = at + 1;
                _statusAt = at + 3;
            }
            else
            {
                _flags2At = at + 1;
                _sequenceAt = at + 2;
                _timestampAt = at + 4;
                _statusAt = at + 12;
            }
        }

        /// <summary>Octets of the template.</summary>
        internal int BufferOctets
        {
            get { return _template.Length; }
        }

        /// <summary>Whether the layout has delta and keep-alive frames; without them every message is a key frame.</summary>
        public bool HasDeltaFrames
        {
            get { return !_isFixed; }
        }

        /// <summary>The sequence number of the next data message, 0..65,535.</summary>
        public int NextSequenceNumber
        {
            get { return (int)(_sequence & 0xFFFF); }
        }

        /// <summary>How many data messages there were before the next one, over all starts; its low 16 bits are <see cref="NextSequenceNumber"/>, in the
        /// fixed layout also of the NetworkMessage.</summary>
        public uint NextSequence
        {
            get { return _sequence; }
        }

        /// <summary>Index of Timestamp's first octet in every message, or -1 where the layout has none.</summary>
        public int TimestampOffset
        {
            get { return _timestampAt; }
        }

        /// <summary>Goes on where an earlier start has ended.</summary>
        /// <param name="sequence">The <see cref="NextSequence"/> to go on with.</param>
        public void Resume(uint sequence)
        {
            _sequence = sequence;
        }

        /// <summary>Writes a key frame: all fields.</summary>
        /// <param name="buffer">Receives the message.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="timestamp">When the values were taken, 100 ns since 1601-01-01 UTC; 0 while the time is not known. Not sent in the fixed
        /// layout.</param>
        /// <returns>The message's octets, or 0.</returns>
        public int WriteKeyFrame(byte[] buffer, int offset, long timestamp)
        {
            int headerLength = _template.Length;
            if (buffer.Length - offset < headerLength + FieldWriter.KeyFrameLength(_dataSet, _encoding))
            {
                return 0;
            }

            WriteHeaders(buffer, offset, Uadp.KeyFrame, timestamp, _dataSet.WorstStatus());
            int end = FieldWriter.WriteKeyFrame(_dataSet, _encoding, buffer, offset + headerLength);
            _sequence++;
            return end - offset;
        }

        /// <summary>
        /// Writes the due fields as a delta frame; or all of them as a key frame, when the delta would be as long (7.2.4.5.6: a delta frame is never
        /// longer than a key frame) or the layout has none.
        /// </summary>
        /// <param name="buffer">Receives the message.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="timestamp">When the values were taken, 100 ns since 1601-01-01 UTC; 0 while the time is not known.</param>
        /// <param name="isKeyFrame">Whether it became a key frame.</param>
        /// <returns>The message's octets, or 0.</returns>
        public int WriteDeltaFrame(byte[] buffer, int offset, long timestamp, out bool isKeyFrame)
        {
            int headerLength = _template.Length;
            int length = _isFixed ? int.MaxValue : FieldWriter.DeltaFrameLength(_dataSet, _encoding);
            isKeyFrame = _isFixed || length >= FieldWriter.KeyFrameLength(_dataSet, _encoding);
            if (isKeyFrame)
            {
                return WriteKeyFrame(buffer, offset, timestamp);
            }

            if (buffer.Length - offset < headerLength + length)
            {
                return 0;
            }

            WriteHeaders(buffer, offset, Uadp.DeltaFrame, timestamp, _dataSet.WorstStatus());
            int end = FieldWriter.WriteDeltaFrame(_dataSet, _encoding, buffer, offset + headerLength);
            _sequence++;
            return end - offset;
        }

        /// <summary>Writes a keep-alive: headers only, with the next expected sequence number (7.2.4.5.8).</summary>
        /// <param name="buffer">Receives the message.</param>
        /// <param name="offset">Index of its first octet.</param>
        /// <param name="timestamp">Now, 100 ns since 1601-01-01 UTC; 0 while the time is not known.</param>
        /// <returns>The message's octets, or 0; the fixed layout has no keep-alive.</returns>
        public int WriteKeepAlive(byte[] buffer, int offset, long timestamp)
        {
            if (_isFixed || buffer.Length - offset < _template.Length)
            {
                return 0;
            }

            WriteHeaders(buffer, offset, Uadp.KeepAlive, timestamp, StatusCode.Good);
            return _template.Length;
        }

        private void WriteHeaders(byte[] buffer, int offset, int type, long timestamp, uint status)
        {
            Array.Copy(_template, 0, buffer, offset, _template.Length);
            UaBinary.Put16(buffer, offset + _sequenceAt, NextSequenceNumber);
            UaBinary.Put16(buffer, offset + _statusAt, (int)(status >> 16));
            if (_isFixed)
            {
                UaBinary.Put16(buffer, offset + _groupSequenceAt, NextSequenceNumber);
            }
            else
            {
                buffer[offset + _flags2At] = (byte)(Uadp.MessageTimestampEnabled | type);
                UaBinary.Put64(buffer, offset + _timestampAt, (ulong)timestamp);
            }
        }

        private static void CheckFixed(DataSet dataSet)
        {
            for (int i = 0; i < dataSet.Count; i++)
            {
                FieldMetaData field = dataSet.Fields[i];
                if (field.ArrayLength > 0 || field.Type == BuiltInType.String)
                {
                    throw new ArgumentException();
                }
            }
        }
    }
}
