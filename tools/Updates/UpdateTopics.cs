using System.Globalization;
using Sidetap.Update;

namespace Sidetap.Updates;

/// <summary>The topics of updates under one prefix (<see cref="UpdateMessages.TopicName"/>).</summary>
/// <param name="prefix">The site's prefix.</param>
public sealed class UpdateTopics(string prefix)
{
    private const string OfferKind = "offer";
    private const string BlockKind = "block";
    private const string AskKind = "ask";
    private const string StatusKind = "status";

    private readonly string _start = prefix + "/sidetap/update/";

    /// <summary>Filter of all boxes' statuses.</summary>
    public string Statuses => $"{_start}+/{StatusKind}";

    /// <summary>Filter of all boxes' asks.</summary>
    public string Asks => $"{_start}+/{AskKind}";

    /// <summary>Where a box gets its offer.</summary>
    /// <param name="box">Its PublisherId.</param>
    /// <returns>The topic.</returns>
    public string OfferTo(ulong box) => UpdateMessages.TopicName(prefix, box, OfferKind);

    /// <summary>Where a box gets its blocks.</summary>
    /// <param name="box">Its PublisherId.</param>
    /// <returns>The topic.</returns>
    public string BlockTo(ulong box) => UpdateMessages.TopicName(prefix, box, BlockKind);

    /// <summary>Reads the topic of a message from a box.</summary>
    /// <param name="topic">Any topic.</param>
    /// <param name="box">The box's PublisherId.</param>
    /// <param name="isAsk">Whether it is an ask; else it is a status.</param>
    /// <returns>Whether it is one of the two.</returns>
    public bool TryRead(string topic, out ulong box, out bool isAsk)
    {
        box = 0;
        isAsk = topic.EndsWith("/" + AskKind, StringComparison.Ordinal);
        int end = topic.Length - 1 - (isAsk ? AskKind : StatusKind).Length;
        return topic.StartsWith(_start, StringComparison.Ordinal)
            && (isAsk || topic.EndsWith("/" + StatusKind, StringComparison.Ordinal))
            && end > _start.Length
            && TryBox(topic.AsSpan(_start.Length, end - _start.Length), out box);
    }

    /// <summary>Reads a PublisherId as topics have it.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="box">The PublisherId.</param>
    /// <returns>Whether it is one: 0 to 18446744073709551615, decimal, without leading zeros.</returns>
    public static bool TryBox(ReadOnlySpan<char> text, out ulong box) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out box) && (text.Length == 1 || text[0] != '0');
}
