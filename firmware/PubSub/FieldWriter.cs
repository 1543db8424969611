using System;

namespace Sidetap.PubSub
{
    /// <summary>
    /// Writes the fields of a data set as Variant, DataValue or RawData (OPC 10000-14, 7.2.4.5.5, 7.2.4.5.6 and 7.2.4.5.11). The room has been checked
    /// with the lengths that are computed here.
    /// </summary>
    public static class FieldWriter
    {
        private const int HasValue = 0x01;
        private const int HasStatus = 0x02;

        /// <summary>Octets of a key frame's body: FieldCount and all fields.</summary>
        /// <param name="dataSet">The fields.</param>
        /// <param name="encoding"><see cref="Uadp.FieldsAsVariant"/>, <see cref="Uadp.FieldsAsDataValue"/> or
        /// <see cref="Uadp.FieldsAsRawData"/>.</param>
        /// <returns>The octets <see cref="WriteKeyFrame"/> will write.</returns>
        public static int KeyFrameLength(DataSet dataSet, int encoding)
        {
            int count = dataSet.Lengths.Length;
            if (encoding == Uadp.FieldsAsRawData)
            {
                return dataSet.TotalLength;
            }

            if (encoding == Uadp.FieldsAsVariant && dataSet.NotGood == 0)
            {
                return 2 + count + dataSet.TotalLength;
            }

            int length = 2;
            if (encoding == Uadp.FieldsAsVariant)
            {
                length += count + dataSet.TotalLength;
            }

            uint[] statuses = dataSet.Statuses;
            for (int i = 0; i < count; i++)
            {
                if (encoding == Uadp.FieldsAsDataValue)
                {
                    length += FieldLength(dataSet, i, encoding);
                }
                else if (statuses[i] != StatusCode.Good)
                {
                    length += FieldLength(dataSet, i, encoding) - dataSet.Lengths[i] - 1;
                }
            }

            return length;
        }

        /// <summary>Octets of a delta frame's body: FieldCount and, for each due field, index and value.</summary>
        /// <param name="dataSet">The fields.</param>
        /// <param name="encoding">Variant or DataValue; RawData is for key frames only.</param>
        /// <returns>The octets <see cref="WriteDeltaFrame"/> will write.</returns>
        public static int DeltaFrameLength(DataSet dataSet, int encoding)
        {
            int length = 2;
            for (int i = 0; i < dataSet.Due.Length; i++)
            {
                if (dataSet.Due[i])
                {
                    length += 2 + FieldLength(dataSet, i, encoding);
                }
            }

            return length;
        }

        /// <summary>Writes a key frame's body.</summary>
        /// <param name="dataSet">The fields.</param>
        /// <param name="encoding">How to write them.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <returns>Index behind the last.</returns>
        public static int WriteKeyFrame(DataSet dataSet, int encoding, byte[] buffer, int at)
        {
            int count = dataSet.Lengths.Length;
            if (encoding != Uadp.FieldsAsRawData)
            {
                UaBinary.Put16(buffer, at, count);
                at += 2;
            }

            if (dataSet.NotGood == 0 && dataSet.IsFixedLength && encoding == Uadp.FieldsAsVariant)
            {
                // The usual case: the values lie as they are sent.
                int all = dataSet.Octets.Length;
                Array.Copy(dataSet.Octets, 0, buffer, at, all);
                return at + all;
            }

            if (dataSet.NotGood == 0 && encoding == Uadp.FieldsAsRawData)
            {
                return WriteAllRaw(dataSet, buffer, at);
            }

            if (dataSet.IsFixedLength && encoding == Uadp.FieldsAsVariant)
            {
                return WriteRuns(dataSet, buffer, at);
            }

            for (int i = 0; i < count; i++)
            {
                at = WriteField(dataSet, i, encoding, buffer, at);
            }

            return at;
        }

        /// <summary>Writes a delta frame's body.</summary>
        /// <param name="dataSet">The fields.</param>
        /// <param name="encoding">Variant or DataValue.</param>
        /// <param name="buffer">Receives the octets.</param>
        /// <param name="at">Index of the first.</param>
        /// <returns>Index behind the last.</returns>
        public static int WriteDeltaFrame(DataSet dataSet, int encoding, byte[] buffer, int at)
        {
            int countAt = at;
            int count = 0;
            at += 2;
            for (int i = 0; i < dataSet.Due.Length; i++)
            {
                if (dataSet.Due[i])
                {
                    UaBinary.Put16(buffer, at, i);
                    at = WriteField(dataSet, i, encoding, buffer, at + 2);
                    count++;
                }
            }

            UaBinary.Put16(buffer, countAt, count);
            return at;
        }

        private static int FieldLength(DataSet dataSet, int index, int encoding)
        {
            int length = dataSet.Lengths[index];
            uint status = dataSet.Statuses[index];
            if (StatusCode.IsGood(status))
            {
                return encoding == Uadp.FieldsAsDataValue ? length + 2 : length + 1;
            }

            if (StatusCode.IsBad(status))
            {
                return 5;
            }

            return encoding == Uadp.FieldsAsDataValue ? length + 6 : length + 7;
        }

        private static int WriteField(DataSet dataSet, int index, int encoding, byte[] buffer, int at)
        {
            uint status = dataSet.Statuses[index];
            if (encoding == Uadp.FieldsAsRawData)
            {
                return WriteRaw(dataSet, index, status, buffer, at);
            }

            bool asDataValue = encoding == Uadp.FieldsAsDataValue;
            if (StatusCode.IsBad(status))
            {
                // A Bad field: its StatusCode in place of the value (7.2.4.5.4).
                buffer[at] = asDataValue ? (byte)HasStatus : (byte)BuiltInTypes.StatusCodeId;
                UaBinary.Put32(buffer, at + 1, status);
                return at + 5;
            }

            bool withStatus = !StatusCode.IsGood(status);
            if (asDataValue)
            {
                buffer[at++] = withStatus ? (byte)(HasValue | HasStatus) : (byte)HasValue;
            }
            else if (withStatus)
            {
                // An Uncertain field: a DataValue in the Variant (7.2.4.5.4).
                buffer[at++] = BuiltInTypes.DataValueId;
                buffer[at++] = HasValue | HasStatus;
            }

            int length = dataSet.Lengths[index];
            buffer[at++] = dataSet.Encodings[index];
            Array.Copy(dataSet.Octets, dataSet.Offsets[index], buffer, at, length);
            at += length;
            if (withStatus)
            {
                UaBinary.Put32(buffer, at, status);
                at += 4;
            }

            return at;
        }

        /// <summary>Variants of which some are not Good: those between them are copied at a time.</summary>
        private static int WriteRuns(DataSet dataSet, byte[] buffer, int at)
        {
            uint[] statuses = dataSet.Statuses;
            byte[] octets = dataSet.Octets;
            int from = 0;
            for (int i = 0; i < statuses.Length; i++)
            {
                if (statuses[i] == StatusCode.Good)
                {
                    continue;
                }

                int end = dataSet.Offsets[i] - 1;
                Array.Copy(octets, from, buffer, at, end - from);
                at = WriteField(dataSet, i, Uadp.FieldsAsVariant, buffer, at + end - from);
                from = end + 1 + dataSet.Lengths[i];
            }

            Array.Copy(octets, from, buffer, at, octets.Length - from);
            return at + octets.Length - from;
        }

        /// <summary>Values one behind the other, none of them Bad.</summary>
        private static int WriteAllRaw(DataSet dataSet, byte[] buffer, int at)
        {
            byte[] octets = dataSet.Octets;
            int[] offsets = dataSet.Offsets;
            int[] lengths = dataSet.Lengths;
            for (int i = 0; i < lengths.Length; i++)
            {
                int length = lengths[i];
                Array.Copy(octets, offsets[i], buffer, at, length);
                at += length;
            }

            return at;
        }

        /// <summary>Nothing but the value; a Bad one is replaced by the type's default (6.2.4.2), and the message's status tells.</summary>
        private static int WriteRaw(DataSet dataSet, int index, uint status, byte[] buffer, int at)
        {
            int length = dataSet.Lengths[index];
            if (StatusCode.IsBad(status))
            {
                Array.Clear(buffer, at, length);
            }
            else
            {
                Array.Copy(dataSet.Octets, dataSet.Offsets[index], buffer, at, length);
            }

            return at + length;
        }
    }
}
