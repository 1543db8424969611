using Sidetap.Decoding.Uadp;

namespace Sidetap.Decoding;

/// <summary>
/// Puts the chunks of payloads together (OPC 10000-14, 7.2.4.4.4), in whatever order and however often they arrive. A publisher may be at two payloads at
/// once, because a chunk of the next may overtake the last of the previous; a third drops the one that was touched longest ago.
/// </summary>
public sealed class ChunkAssembler
{
    /// <summary>The longest payload that is put together, in octets. With the two limits below it bounds the memory in use: 2 MiB.</summary>
    public const int MaxTotalSize = 65536;

    /// <summary>How many payloads of all publishers may be incomplete at once.</summary>
    public const int MaxPending = 16;

    private const int MaxPendingPerSource = 2;

    private readonly List<Pending> _pending = [];

    /// <summary>How many payloads are incomplete.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>Takes a chunk.</summary>
    /// <param name="message">A NetworkMessage with a <see cref="NetworkMessage.Chunk"/>.</param>
    /// <param name="payload">Receives the whole payload when it is complete.</param>
    /// <param name="reason">Receives why the chunk was refused.</param>
    /// <returns>What became of it. A chunk that contradicts others of its payload is refused and takes them with it: none can be trusted.</returns>
    public ChunkResult Add(NetworkMessage message, out byte[]? payload, out string? reason)
    {
        payload = null;
        reason = Check(message);
        if (reason != null)
        {
            return ChunkResult.Refused;
        }

        MessageChunk chunk = message.Chunk!;
        Source source = new(message.Type, message.PublisherId!, chunk.DataSetWriterId);
        Pending pending = Take(source, chunk);
        reason = pending.Contradiction(chunk);
        if (reason != null)
        {
            _pending.Remove(pending);
            return ChunkResult.Refused;
        }

        if (!pending.Add(chunk))
        {
            return ChunkResult.Duplicate;
        }

        if (!pending.IsComplete)
        {
            return ChunkResult.Taken;
        }

        _pending.Remove(pending);
        payload = pending.Octets;
        return ChunkResult.Complete;
    }

    private static string? Check(NetworkMessage message)
    {
        if (message.Chunk is not { } chunk)
        {
            return "not a chunk";
        }

        if (message.PublisherId == null)
        {
            return "a chunk without PublisherId can't be told from other publishers' chunks";
        }

        if (chunk.TotalSize > MaxTotalSize)
        {
            return $"TotalSize {chunk.TotalSize} is more than the {MaxTotalSize} octets that are put together";
        }

        return chunk.Data.Length == 0 || chunk.Offset + (ulong)chunk.Data.Length > chunk.TotalSize ? "the chunk is not inside its payload" : null;
    }

    /// <summary>The payload the chunk belongs to, moved to the end of the list: the front is what was touched longest ago.</summary>
    private Pending Take(Source source, MessageChunk chunk)
    {
        Pending? pending = _pending.Find(one => one.Source == source && one.SequenceNumber == chunk.SequenceNumber);
        if (pending != null)
        {
            _pending.Remove(pending);
        }
        else
        {
            if (_pending.Count(one => one.Source == source) >= MaxPendingPerSource)
            {
                _pending.RemoveAt(_pending.FindIndex(one => one.Source == source));
            }
            else if (_pending.Count >= MaxPending)
            {
                _pending.RemoveAt(0);
            }

            pending = new Pending(source, chunk.SequenceNumber, (int)chunk.TotalSize);
        }

        _pending.Add(pending);
        return pending;
    }

    private sealed record Source(NetworkMessageType Type, PublisherId PublisherId, ushort? DataSetWriterId);

    private sealed class Pending(Source source, ushort sequenceNumber, int totalSize)
    {
        private readonly bool[] _isKnown = new bool[totalSize];
        private int _missing = totalSize;

        public Source Source => source;

        public ushort SequenceNumber => sequenceNumber;

        public byte[] Octets { get; } = new byte[totalSize];

        public bool IsComplete => _missing == 0;

        public string? Contradiction(MessageChunk chunk)
        {
            if (chunk.TotalSize != Octets.Length)
            {
                return $"TotalSize {chunk.TotalSize}, other chunks of the payload said {Octets.Length}";
            }

            ReadOnlySpan<byte> data = chunk.Data.Span;
            for (int i = 0; i < data.Length; i++)
            {
                int at = (int)chunk.Offset + i;
                if (_isKnown[at] && Octets[at] != data[i])
                {
                    return $"octet {at} of the payload differs from the one in an earlier chunk";
                }
            }

            return null;
        }

        /// <summary>Takes the octets; returns whether any was new.</summary>
        public bool Add(MessageChunk chunk)
        {
            int before = _missing;
            ReadOnlySpan<byte> data = chunk.Data.Span;
            for (int i = 0; i < data.Length; i++)
            {
                int at = (int)chunk.Offset + i;
                Octets[at] = data[i];
                _missing -= _isKnown[at] ? 0 : 1;
                _isKnown[at] = true;
            }

            return _missing < before;
        }
    }
}
