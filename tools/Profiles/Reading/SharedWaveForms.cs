using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Reading;

/// <summary>A board hands out each sample of a wave form once, so a burst channel is one clamp's.</summary>
internal static class SharedWaveForms
{
    private const string Clamp = "currentClamp";
    private const string Channel = "channel";

    /// <summary>Checks which sources read which wave form.</summary>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="sources">The sources, each with its path in the file.</param>
    public static void Check(ProblemList problems, IEnumerable<(ProfileSource Source, string Path)> sources)
    {
        List<ProfileSource> earlier = [];
        foreach ((ProfileSource source, string path) in sources)
        {
            if (UserBefore(source, earlier) is { } other)
            {
                problems.Add(
                    JsonText.Member(path, Channel), $"\"{other.Name}\" reads burst channel {ChannelOf(source):0} already; take another channel, or read \"{other.Name}\" instead");
            }

            earlier.Add(source);
        }
    }

    /// <summary>The earlier source that reads a source's wave form.</summary>
    /// <param name="source">The source.</param>
    /// <param name="earlier">The sources before it.</param>
    /// <returns>A source; null when there is none.</returns>
    public static ProfileSource? UserBefore(ProfileSource source, IEnumerable<ProfileSource> earlier) =>
        source.Kind.Type != Clamp ? null : earlier.FirstOrDefault(one => one.Kind == source.Kind && ChannelOf(one) == ChannelOf(source));

    private static double ChannelOf(ProfileSource source) => source.Parameters[source.Kind.Parameters.ToList().FindIndex(parameter => parameter.Name == Channel)];
}
