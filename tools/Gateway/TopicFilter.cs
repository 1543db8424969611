namespace Sidetap.Gateway;

/// <summary>Topic names and filters (MQTT 3.1.1, 4.7).</summary>
public static class TopicFilter
{
    /// <summary>Whether text has wildcard characters.</summary>
    /// <param name="text">A name or filter.</param>
    /// <returns>True with '+' or '#'.</returns>
    public static bool HasWildcard(ReadOnlySpan<char> text) => text.ContainsAny('+', '#');

    /// <summary>Whether a filter is well formed: '+' fills a level, '#' fills the last one.</summary>
    /// <param name="filter">The filter, 1 character or more.</param>
    /// <returns>True when it is.</returns>
    public static bool IsValid(string filter)
    {
        ReadOnlySpan<char> text = filter;
        foreach (Range level in text.Split('/'))
        {
            bool isLast = level.End.Value == text.Length;
            if (HasWildcard(text[level]) && text[level] is not "+" && !(text[level] is "#" && isLast))
            {
                return false;
            }
        }

        return text.Length > 0 && !text.Contains('\0');
    }

    /// <summary>Whether a name falls under a filter.</summary>
    /// <param name="filter">A well-formed filter.</param>
    /// <param name="name">A name.</param>
    /// <returns>True when it does. A wildcard in the first level does not match a name that begins with '$' (4.7.2).</returns>
    public static bool Matches(string filter, string name)
    {
        if (name.StartsWith('$') && filter[0] is '+' or '#')
        {
            return false;
        }

        ReadOnlySpan<char> wanted = filter;
        ReadOnlySpan<char> levels = name;
        bool wantsMore = true;
        bool hasMore = true;
        while (wantsMore)
        {
            ReadOnlySpan<char> want = NextLevel(ref wanted, out wantsMore);
            if (want is "#")
            {
                return true; // "a/#" also matches "a"
            }

            if (!hasMore)
            {
                return false;
            }

            ReadOnlySpan<char> level = NextLevel(ref levels, out hasMore);
            if (want is not "+" && !want.SequenceEqual(level))
            {
                return false;
            }
        }

        return !hasMore;
    }

    private static ReadOnlySpan<char> NextLevel(ref ReadOnlySpan<char> rest, out bool hasMore)
    {
        int end = rest.IndexOf('/');
        hasMore = end >= 0;
        ReadOnlySpan<char> level = hasMore ? rest[..end] : rest;
        rest = hasMore ? rest[(end + 1)..] : default;
        return level;
    }
}
