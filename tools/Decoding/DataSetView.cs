using System.Diagnostics.CodeAnalysis;
using Sidetap.Decoding.Uadp;

namespace Sidetap.Decoding;

/// <summary>
/// What a subscriber knows: for each publisher and DataSetWriter the announced metadata, the last value of each field, and how many messages are missing.
/// </summary>
public sealed class DataSetView : IMetaDataSource
{
    /// <summary>The most data sets that are kept. Messages of others are decoded and not remembered.</summary>
    public const int MaxDataSets = 256;

    private readonly Dictionary<(PublisherId, ushort?), DataSetState> _dataSets = [];

    /// <summary>The data sets that are known.</summary>
    public IReadOnlyCollection<DataSetState> DataSets => _dataSets.Values;

    /// <summary>Chunks on their way to becoming announcements.</summary>
    public ChunkAssembler Chunks { get; } = new();

    /// <summary>Decodes a NetworkMessage with the metadata at hand and takes it over.</summary>
    /// <param name="octets">The message.</param>
    /// <param name="options">A recorder; the metadata is this view's own.</param>
    /// <param name="message">Receives the message.</param>
    /// <param name="updates">Receives what its DataSetMessages did.</param>
    /// <param name="reason">Receives why the message, or the announcement it completes, was refused.</param>
    /// <returns>Whether it was taken over.</returns>
    public bool TryTake(
        ReadOnlySpan<byte> octets,
        DecodeOptions options,
        [NotNullWhen(true)] out NetworkMessage? message,
        out IReadOnlyList<DataSetUpdate> updates,
        [NotNullWhen(false)] out string? reason)
    {
        updates = [];
        if (!UadpDecoder.TryDecode(octets, options with { MetaData = this }, out message, out reason))
        {
            return false;
        }

        if (message.Chunk != null && message.Type == NetworkMessageType.DiscoveryAnnouncement)
        {
            return TryTakeChunk(ref message, out reason);
        }

        updates = Apply(message);
        return true;
    }

    /// <summary>Takes over a message that has been decoded.</summary>
    /// <param name="message">The message; chunks are for <see cref="TryTake"/>.</param>
    /// <returns>What its DataSetMessages did.</returns>
    public IReadOnlyList<DataSetUpdate> Apply(NetworkMessage message)
    {
        if (message.PublisherId == null)
        {
            return [];
        }

        if (message.Announcement is { MetaData: { } metaData } announcement && !StatusCodeNames.IsBad(announcement.Status ?? 0))
        {
            if (Get(message.PublisherId, announcement.DataSetWriterId) is { } announced)
            {
                announced.MetaData = metaData;
            }

            return [];
        }

        List<DataSetUpdate> updates = [];
        foreach (DataSetMessage dataSetMessage in message.DataSetMessages)
        {
            if (dataSetMessage.IsValid && Get(message.PublisherId, dataSetMessage.DataSetWriterId) is { } state)
            {
                state.MetaData = Find(message.PublisherId, dataSetMessage.DataSetWriterId) ?? state.MetaData;
                updates.Add(new DataSetUpdate(state, dataSetMessage, state.Apply(dataSetMessage)));
            }
        }

        return updates;
    }

    /// <summary>
    /// Finds announced metadata. Messages of the fixed layout don't name their DataSetWriter (OPC 10000-14, A.2.1); they are taken to be of the
    /// publisher's only announced data set, if there is just one besides those whose messages do name it, as events always do.
    /// </summary>
    /// <param name="publisherId">The publisher.</param>
    /// <param name="dataSetWriterId">The DataSetWriter, or null.</param>
    /// <returns>The metadata, or null.</returns>
    public DataSetMetaData? Find(PublisherId? publisherId, ushort? dataSetWriterId)
    {
        if (publisherId == null)
        {
            return null;
        }

        if (dataSetWriterId != null)
        {
            return _dataSets.GetValueOrDefault((publisherId, dataSetWriterId))?.MetaData;
        }

        List<DataSetState> announced = _dataSets.Values
            .Where(state => state.PublisherId == publisherId && state.DataSetWriterId != null && state is { MetaData.IsEventLog: false, HasMessages: false })
            .Take(2)
            .ToList();
        return announced.Count == 1 ? announced[0].MetaData : null;
    }

    private bool TryTakeChunk(ref NetworkMessage message, [NotNullWhen(false)] out string? reason)
    {
        ChunkResult result = Chunks.Add(message, out byte[]? payload, out reason);
        if (reason != null)
        {
            return false;
        }

        if (result == ChunkResult.Complete)
        {
            if (!UadpDecoder.TryDecodeAnnouncement(payload, new DecodeOptions(), out DiscoveryAnnouncement? announcement, out string? flaw))
            {
                reason = $"the payload of the chunks: {flaw}";
                return false;
            }

            message = message with { Announcement = announcement };
            Apply(message);
        }

        return true;
    }

    private DataSetState? Get(PublisherId publisherId, ushort? dataSetWriterId)
    {
        if (!_dataSets.TryGetValue((publisherId, dataSetWriterId), out DataSetState? state) && _dataSets.Count < MaxDataSets)
        {
            state = new DataSetState(publisherId, dataSetWriterId);
            _dataSets.Add((publisherId, dataSetWriterId), state);
        }

        return state;
    }
}
