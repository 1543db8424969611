namespace Sidetap.Gateway;

/// <summary>Topic names and filters (MQTT 3.1.1, 4.7).</summary>
public static class TopicFilter
{
    /// <summary>Whether text has wildcard characters.</summary>
    /// <param name="text">A name or filter.</param>
    /// <returns>True with '+' or '#'.</returns>
    public static bool HasWildcard(string text) => text.AsSpan().ContainsAny('+', '#');

    /// <summary>Whether a filter is well formed: '+' fills a level, '#' fills the last one.</summary>
    /// <param name="filter">The filter, 1 character or more.</param>
    /// <returns>True when it is.</returns>
    public static bool IsValid(string filter)
    {
        string[] levels = filter.Split('/');
        for (int i = 0; i < levels.Length; i++)
        {
            bool isLast = i == levels.Length - 1;
            if (HasWildcard(levels[i]) && levels[i] != "+" && !(levels[i] == "#" && isLast))
            {
                return false;
            }
        }

        return filter.Length > 0 && !filter.Contains('\0');
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

        string[] wanted = filter.Split('/');
        string[] levels = name.Split('/');
        for (int i = 0; i < wanted.Length; i++)
        {
            if (wanted[i] == "#")
            {
                return true; // "a/#" also matches "a"
            }

            if (i >= levels.Length || (wanted[i] != "+" && wanted[i] != levels[i]))
            {
                return false;
            }

            if (i == levels.Length - 1 && i == wanted.Length - 2 && wanted[i + 1] == "#")
            {
                return true;
            }
        }

        return wanted.Length == levels.Length;
    }
}
