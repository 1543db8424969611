using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetap.Updates.Rollouts;

/// <summary>All that is known of a rollout; what a killed one goes on from.</summary>
public sealed class RolloutRecord
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
    };

    /// <summary>Which form the record has: 1.</summary>
    [JsonPropertyName("sidetapRollout")]
    public int Format { get; init; } = FormatVersion;

    /// <summary>The image's file as it was named; may be null.</summary>
    public string? File { get; init; }

    /// <summary>The image's SHA-256, hexadecimal.</summary>
    public required string Digest { get; init; }

    /// <summary>The image's version.</summary>
    public required string Version { get; init; }

    /// <summary>The board it is for.</summary>
    public required string Board { get; init; }

    /// <summary>The image's octets.</summary>
    public required long Octets { get; init; }

    /// <summary>The rings (<see cref="RolloutPlan.Rings"/>).</summary>
    public required string Rings { get; init; }

    /// <summary>What stops it (<see cref="RolloutPlan.MaxFailed"/>); null: the usual.</summary>
    public string? MaxFailed { get; set; }

    /// <summary>After how many seconds a box counts as silent.</summary>
    public required double SilentAfterSeconds { get; set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime Begun { get; set; }

    /// <summary>When it ended last, UTC; null: it goes on, or was interrupted.</summary>
    public DateTime? Ended { get; set; }

    /// <summary>How it ended.</summary>
    public RolloutEnd End { get; set; }

    /// <summary>Why it stopped; null: it has not.</summary>
    public string? StoppedBecause { get; set; }

    /// <summary>The boxes, in the order in which they are updated.</summary>
    public required IReadOnlyList<RolloutBox> Boxes { get; init; }

    /// <summary>How it goes.</summary>
    [JsonIgnore]
    public RolloutPlan Plan => new(Rings, MaxFailed, TimeSpan.FromSeconds(SilentAfterSeconds));

    /// <summary>Makes the record of a rollout that begins.</summary>
    /// <param name="image">The image.</param>
    /// <param name="file">Its file.</param>
    /// <param name="plan">How it goes.</param>
    /// <param name="boxes">PublisherId and name of each box, in the order in which they are updated; each PublisherId once.</param>
    /// <returns>The record.</returns>
    public static RolloutRecord Create(UpdateImage image, string? file, RolloutPlan plan, IReadOnlyList<(ulong Box, string? Name)> boxes)
    {
        IReadOnlyList<int> rings = plan.RingsOf(boxes.Count);
        return new RolloutRecord
        {
            File = file,
            Digest = image.Digest,
            Version = $"{image.Version}",
            Board = image.Board,
            Octets = image.Length,
            Rings = plan.Rings,
            MaxFailed = plan.MaxFailed,
            SilentAfterSeconds = plan.SilentAfter.TotalSeconds,
            Boxes = [.. boxes.Select((box, i) => new RolloutBox { Id = $"{box.Box}", Name = box.Name, Ring = rings[i] })],
        };
    }

    /// <summary>Reads a record.</summary>
    /// <param name="text">Anything.</param>
    /// <param name="record">The record; null when it is none.</param>
    /// <param name="problem">What is wrong: one line that goes on behind the file's name, without a full stop. Empty when nothing is.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out RolloutRecord? record, out string problem)
    {
        record = null;
        problem = "";
        try
        {
            record = JsonSerializer.Deserialize<RolloutRecord>(text, Options);
        }
        catch (JsonException error)
        {
            problem = $"is no record of a rollout (line {(error.LineNumber ?? 0) + 1}); name another file with --record";
            return false;
        }

        problem = record switch
        {
            null => "is no record of a rollout; name another file with --record",
            { Format: not FormatVersion } => "was written by another version of sidetap; go on with that one, or name another file with --record",
            _ when record.IsSensible() => "",
            _ => "is damaged: boxes, rings or limits make no sense; name another file with --record",
        };
        record = problem.Length == 0 ? record : null;
        return record != null;
    }

    /// <summary>The record as JSON.</summary>
    /// <returns>The text, with a line feed at its end.</returns>
    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";

    private bool IsSensible()
    {
        if (RolloutPlan.ProblemOfRings(Rings) != null || (MaxFailed != null && RolloutPlan.ProblemOfLimit(MaxFailed) != null)
            || !(SilentAfterSeconds is > 0 and < 1e8) || Boxes.Any(box => box is null))
        {
            return false;
        }

        IReadOnlyList<int> rings = Plan.RingsOf(Boxes.Count);
        return Boxes.All(box => UpdateTopics.TryBox(box.Id, out _)) && Boxes.DistinctBy(box => box.Id).Count() == Boxes.Count
            && Boxes.Select(box => box.Ring).SequenceEqual(rings);
    }
}
