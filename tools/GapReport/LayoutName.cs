using Sidetap.Decoding.Uadp;
using Sidetap.PubSub;

namespace Sidetap.GapReport;

/// <summary>Which of Part 14's header layouts a message has (OPC 10000-14, Annex A.2).</summary>
internal static class LayoutName
{
    /// <summary>Annex A.2.2.</summary>
    public const string Dynamic = "UADP-Dynamic";

    /// <summary>Annex A.2.1.</summary>
    public const string PeriodicFixed = "UADP-Periodic-Fixed";

    /// <summary>The layout's name, or what keeps the message from having one.</summary>
    public static string Of(NetworkMessage network, DataSetMessage message)
    {
        if (network.GroupHeader is { } group)
        {
            List<string> flaws = [];
            Check(flaws, network.PublisherId?.Type == PublisherIdType.UInt16, "PublisherId is no UInt16");
            Check(flaws, group.WriterGroupId != null && group.GroupVersion != null && group.NetworkMessageNumber != null && group.SequenceNumber != null, "group header is not complete");
            Check(flaws, network.DataSetWriterIds.Count == 0, "there is a payload header");
            Check(flaws, message.Encoding == FieldEncoding.RawData, $"fields are {message.Encoding}");
            return Name(PeriodicFixed, flaws);
        }

        List<string> missing = [];
        Check(missing, network.PublisherId?.Type == PublisherIdType.UInt64, "PublisherId is no UInt64");
        Check(missing, network.DataSetWriterIds.Count > 0, "no payload header");
        Check(missing, message.SequenceNumber != null, "no sequence number");
        Check(missing, message.Timestamp != null, "no timestamp");
        Check(missing, message.Status != null, "no status");
        Check(missing, message.MinorVersion != null, "no minor version");
        return Name(Dynamic, missing);
    }

    private static void Check(List<string> flaws, bool isRight, string flaw)
    {
        if (!isRight)
        {
            flaws.Add(flaw);
        }
    }

    private static string Name(string layout, List<string> flaws) => flaws.Count == 0 ? layout : $"like {layout}, but {string.Join(", ", flaws)}";
}
