namespace Sidetap.Profiles.Reading;

/// <summary>What somebody probably meant to write.</summary>
internal static class Nearest
{
    /// <summary>The name that is least different.</summary>
    /// <param name="word">What was written.</param>
    /// <param name="names">What could have been.</param>
    /// <returns>A name with one letter changed, inserted, removed or exchanged with its neighbour, in longer words two; or null.</returns>
    public static string? To(string word, IEnumerable<string> names)
    {
        int limit = word.Length <= 4 ? 1 : 2;
        return names.Select(name => (Name: name, Distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(one => one.Distance <= limit && one.Distance < word.Length).OrderBy(one => one.Distance).Select(one => one.Name).FirstOrDefault();
    }

    /// <summary>Letters to change, insert, remove or exchange with their neighbours (Damerau and Levenshtein, restricted).</summary>
    private static int Distance(string a, string b)
    {
        int[,] d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}
