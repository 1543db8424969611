namespace Sidetap.Updates;

/// <summary>
/// Answers boxes that ask for blocks of images, and keeps what they tell of themselves. It has no thread, no clock and no network: messages and time are passed in, and
/// <see cref="Outgoing"/> is what to send.
/// </summary>
/// <remarks>Whatever comes is data: it is counted and passed over, and nothing grows with what it claims. A box gets no more blocks than <see cref="UpdateServerLimits"/> say.</remarks>
/// <param name="topics">The site's topics.</param>
/// <param name="images">What boxes may ask for.</param>
/// <param name="limits">Limits; null: the usual ones.</param>
public sealed class UpdateServer(UpdateTopics topics, IEnumerable<UpdateImage> images, UpdateServerLimits? limits = null)
{
    private readonly Dictionary<uint, UpdateImage> _images = images.GroupBy(image => image.Session).ToDictionary(group => group.Key, group => group.First());
    private readonly Dictionary<ulong, ServedBox> _boxes = [];
    private readonly UpdateServerLimits _limits = limits ?? new UpdateServerLimits();

    /// <summary>Is told of every status.</summary>
    public event Action<ServedBox>? StatusTaken;

    /// <summary>Which boxes get blocks; null: all.</summary>
    public Predicate<ulong>? MayAsk { get; init; }

    /// <summary>What to send, in this order.</summary>
    public Queue<OutgoingMessage> Outgoing { get; } = [];

    /// <summary>What was counted.</summary>
    public UpdateServerStatistics Statistics { get; } = new();

    /// <summary>The images.</summary>
    public IReadOnlyCollection<UpdateImage> Images => _images.Values;

    /// <summary>The boxes that have told or asked something.</summary>
    public IReadOnlyCollection<ServedBox> Boxes => _boxes.Values;

    /// <summary>A box by its PublisherId.</summary>
    /// <param name="box">The PublisherId.</param>
    /// <returns>The box; null when nothing has come from it.</returns>
    public ServedBox? Find(ulong box) => _boxes.GetValueOrDefault(box);

    /// <summary>Takes a message.</summary>
    /// <param name="topic">Its topic; those of others are passed over.</param>
    /// <param name="payload">Anything.</param>
    /// <param name="now">The time, UTC; never less than in the call before.</param>
    public void Take(string topic, ReadOnlySpan<byte> payload, DateTime now)
    {
        if (!topics.TryRead(topic, out ulong id, out bool isAsk))
        {
            return;
        }

        if (isAsk && BlockAsk.TryRead(payload, out BlockAsk ask))
        {
            if (_images.TryGetValue(ask.Session, out UpdateImage? image) && ask.First < image.Length && MayAsk?.Invoke(id) != false)
            {
                Answer(id, image, ask, now);
            }
            else
            {
                Statistics.Strange++;
            }
        }
        else if (!isAsk && BoxStatus.TryRead(payload, out BoxStatus? status))
        {
            TakeStatus(id, status!, now);
        }
        else if (!isAsk && payload.IsEmpty)
        {
            _boxes.Remove(id); // somebody has taken its retained status away: the box is gone
        }
        else
        {
            Statistics.Malformed++;
        }
    }

    private void TakeStatus(ulong id, BoxStatus status, DateTime now)
    {
        if (BoxOf(id, now) is not { } box)
        {
            return;
        }

        Statistics.Statuses++;
        box.Status = status;
        box.StatusAt = now;
        StatusTaken?.Invoke(box);
    }

    private void Answer(ulong id, UpdateImage image, BlockAsk ask, DateTime now)
    {
        if (BoxOf(id, now) is not { } box)
        {
            return;
        }

        double gained = (now - box.AllowedAt).TotalSeconds * _limits.BlocksPerSecond;
        box.Allowance = Math.Min(_limits.Burst, box.Allowance + Math.Max(0, gained));
        box.AllowedAt = now;
        Statistics.Asks++;
        int first = (int)ask.First;
        for (int i = 0; i < ask.Count && first < image.Length; i++)
        {
            if (box.Allowance < 1)
            {
                Statistics.HeldBack += Math.Min(ask.Count - i, (image.Length - first + ask.BlockOctets - 1) / ask.BlockOctets);
                return;
            }

            int count = Math.Min(ask.BlockOctets, image.Length - first);
            Outgoing.Enqueue(new OutgoingMessage(topics.BlockTo(id), image.Block(first, count), IsRetained: false));
            box.Allowance--;
            box.OctetsSent += count;
            Statistics.Blocks++;
            Statistics.Octets += count;
            first += count;
        }
    }

    private ServedBox? BoxOf(ulong id, DateTime now)
    {
        if (_boxes.TryGetValue(id, out ServedBox? box))
        {
            return box;
        }

        if (_boxes.Count >= _limits.MaxBoxes)
        {
            Statistics.BeyondLimit++;
            return null;
        }

        box = new ServedBox(id, now, _limits.Burst);
        _boxes.Add(id, box);
        return box;
    }
}
