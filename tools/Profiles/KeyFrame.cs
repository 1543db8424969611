using Sidetap.MqttSn;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.Profiles;

/// <summary>Where a profile's fields lie in a key frame (OPC 10000-14, 7.2.4.5.4 and Annex A.2), the PUBLISH header left out.</summary>
/// <param name="HeaderOctets">Octets of UADP's headers in UADP-Dynamic.</param>
/// <param name="Offsets">Index of each field's first octet in UADP-Dynamic while all fields are Good and all texts as long as they can be; it is the Variant's
/// encoding octet.</param>
/// <param name="Octets">Octets of the whole message then.</param>
/// <param name="WorstOctets">Octets the firmware provides for: every field Uncertain.</param>
/// <param name="FixedOffsets">Index of each field's first octet in UADP-Periodic-Fixed; null where the profile has arrays or texts, which that layout can't
/// carry.</param>
public sealed record KeyFrame(int HeaderOctets, IReadOnlyList<int> Offsets, int Octets, int WorstOctets, IReadOnlyList<int>? FixedOffsets)
{
    /// <summary>Octets of a PUBLISH header at the most.</summary>
    public const int PublishHeader = FrameWriter.PublishHeaderRoom;

    /// <summary>Octets of the longest message: a frame of the usual MaxFrameLength without its header.</summary>
    public static readonly int MaxOctets = new ClientSettings().MaxFrameLength - PublishHeader;

    // What the firmware takes for the headers of either layout.
    private const int HeaderAllowance = 64;

    // An Uncertain value is a DataValue in a Variant: two encoding octets, the mask, and the status.
    private const int UncertainOctets = 7;

    /// <summary>Lays out a profile's key frame.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>The layout.</returns>
    public static KeyFrame Of(ProfileModel profile)
    {
        int header = DynamicHeader();
        List<int> offsets = [];
        int at = header + sizeof(ushort); // FieldCount
        foreach (ProfileField field in profile.Fields)
        {
            offsets.Add(at);
            at += 1 + field.MaxValueOctets;
        }

        int worst = HeaderAllowance + profile.Fields.Sum(field => field.MaxValueOctets + UncertainOctets);
        return new KeyFrame(header, offsets, at, worst, FixedLayout(profile));
    }

    private static List<int>? FixedLayout(ProfileModel profile)
    {
        if (profile.Fields.Any(field => field.Length > 0 || field.Type == BuiltInType.String))
        {
            return null;
        }

        List<int> offsets = [];
        int at = FixedHeader();
        foreach (ProfileField field in profile.Fields)
        {
            offsets.Add(at);
            at += field.MaxValueOctets;
        }

        return offsets;
    }

    private static int DynamicHeader() =>
        new NetworkMessageHeader { HasPublisherId = true, PublisherIdType = PublisherIdType.UInt64, DataSetWriterIds = [1] }.Length
        + new DataSetMessageHeader
        {
            Flags1 = Uadp.DataSetMessageValid | Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled | Uadp.MinorVersionEnabled,
            Flags2 = Uadp.MessageTimestampEnabled,
        }.Length;

    private static int FixedHeader() =>
        new NetworkMessageHeader
        {
            HasPublisherId = true,
            PublisherIdType = PublisherIdType.UInt16,
            GroupFlags = Uadp.WriterGroupIdEnabled | Uadp.GroupVersionEnabled | Uadp.NetworkMessageNumberEnabled | Uadp.SequenceNumberEnabled,
        }.Length
        + new DataSetMessageHeader { Flags1 = Uadp.DataSetMessageValid | Uadp.MessageSequenceNumberEnabled | Uadp.StatusEnabled }.Length;
}
