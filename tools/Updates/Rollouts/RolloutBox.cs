using System.Text.Json.Serialization;

namespace Sidetap.Updates.Rollouts;

/// <summary>What has happened to a box in a rollout. Times are UTC.</summary>
public sealed class RolloutBox
{
    /// <summary>Its PublisherId, decimal.</summary>
    public required string Id { get; init; }

    /// <summary>What the list of boxes calls it; null: nothing.</summary>
    public string? Name { get; init; }

    /// <summary>Its ring, from 1 on.</summary>
    public required int Ring { get; init; }

    /// <summary>How far it is.</summary>
    public RolloutStage Stage { get; set; }

    /// <summary>The version that ran before; null: it has not told.</summary>
    public string? VersionBefore { get; set; }

    /// <summary>The version that ran when it told something last; null: it has not.</summary>
    public string? Running { get; set; }

    /// <summary>Octets of the image that are there.</summary>
    public long Octets { get; set; }

    /// <summary>When it was offered the image first.</summary>
    public DateTime? FirstOffered { get; set; }

    /// <summary>When the first octets were under way.</summary>
    public DateTime? Started { get; set; }

    /// <summary>When the image was all there.</summary>
    public DateTime? Staged { get; set; }

    /// <summary>When the image ran first.</summary>
    public DateTime? Trial { get; set; }

    /// <summary>When it came to an end.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>Why it failed, is silent or was skipped, for programs; null: it is not.</summary>
    public string? Reason { get; set; }

    /// <summary>The same for people, with what to do.</summary>
    public string? Advice { get; set; }

    /// <summary>Its PublisherId.</summary>
    [JsonIgnore]
    public ulong Publisher => UpdateTopics.TryBox(Id, out ulong box) ? box : 0;

    /// <summary>Its name, or its PublisherId where it has none. As the list has it: not harmless for a terminal.</summary>
    [JsonIgnore]
    public string Label => Name is null ? Id : $"{Name} ({Id})";

    /// <summary>Whether it has an offer and has come to no end.</summary>
    [JsonIgnore]
    public bool IsUnderWay => Stage is RolloutStage.Offered or RolloutStage.Receiving or RolloutStage.Staged or RolloutStage.Trial;

    /// <summary>Whether it has come to an end.</summary>
    [JsonIgnore]
    public bool IsSettled => Stage is RolloutStage.Confirmed or RolloutStage.Failed or RolloutStage.Silent or RolloutStage.Skipped;
}
