using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>A DataSetMessage of a vector: what the firmware is given to encode.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Samples">Its fields; none for a keep-alive.</param>
internal sealed record VectorMessage(DataSetMessageHeader Header, params FieldSample[] Samples)
{
    /// <summary>For a delta frame the fields that are in it; the others keep their place.</summary>
    public int[] Due { get; init; } = [];

    private int Type => Header.Flags2 & 0x0F;

    private int Encoding => Header.Flags1 & Uadp.FieldEncodingMask;

    /// <summary>The octets as the firmware writes them.</summary>
    /// <returns>Header and fields.</returns>
    public byte[] Encode()
    {
        byte[] buffer = new byte[500];
        int at = Header.Write(buffer, 0);
        Assert.AreEqual(Header.Length, at);
        if (Samples.Length > 0)
        {
            DataSet dataSet = FieldSample.DataSetOf(Samples);
            foreach (int index in Due)
            {
                dataSet.SetDue(index, true);
            }

            at = Type == Uadp.DeltaFrame
                ? FieldWriter.WriteDeltaFrame(dataSet, Encoding, buffer, at)
                : FieldWriter.WriteKeyFrame(dataSet, Encoding, buffer, at);
        }

        return buffer[..at];
    }

    /// <summary>What has to be found in them.</summary>
    /// <returns>The message.</returns>
    public DecodedDataSetMessage Expected()
    {
        bool isRaw = Encoding == Uadp.FieldsAsRawData;
        IEnumerable<int> indexes = Type == Uadp.DeltaFrame ? Due : Enumerable.Range(0, Samples.Length);
        return new DecodedDataSetMessage
        {
            Type = Type,
            FieldEncoding = Encoding >> 1,
            SequenceNumber = Has(Uadp.MessageSequenceNumberEnabled) ? Header.SequenceNumber : -1,
            Timestamp = (Header.Flags2 & Uadp.MessageTimestampEnabled) != 0 ? Header.Timestamp.ToString() : null,
            Status = Has(Uadp.StatusEnabled) ? Header.Status : 0,
            MajorVersion = Has(Uadp.MajorVersionEnabled) ? Header.MajorVersion : 0,
            MinorVersion = Has(Uadp.MinorVersionEnabled) ? Header.MinorVersion : 0,
            RawData = isRaw ? Convert.ToHexStringLower(RawOctets.Of(Samples)) : null,
            Fields = isRaw ? [] : indexes.Select(i => Samples[i].Expected(i, Encoding == Uadp.FieldsAsDataValue)).ToList(),
        };
    }

    private bool Has(int flag)
    {
        return (Header.Flags1 & flag) != 0;
    }
}
