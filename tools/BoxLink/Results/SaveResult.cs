using System.Globalization;

namespace Sidetap.BoxLink.Results;

/// <summary>What saving did.</summary>
/// <param name="Kind">What it did.</param>
/// <param name="NeedsRestart">Whether it takes effect with the next start.</param>
/// <param name="ConfirmWithinSeconds">For a trial: how long after the start it has to be confirmed.</param>
public sealed record SaveResult(SaveKind Kind, bool NeedsRestart, int ConfirmWithinSeconds = 0)
{
    /// <summary>Reads the box's answer.</summary>
    /// <param name="text">What stands behind OK.</param>
    /// <returns>The result.</returns>
    public static SaveResult Parse(string text)
    {
        bool needsRestart = text.Contains("restart needed", StringComparison.Ordinal);
        if (text.StartsWith("nothing", StringComparison.Ordinal))
        {
            return new SaveResult(SaveKind.Nothing, false);
        }

        if (!text.StartsWith("trial", StringComparison.Ordinal))
        {
            return new SaveResult(SaveKind.Saved, needsRestart);
        }

        string seconds = text.Split(' ').FirstOrDefault(word => word.Length > 0 && word.All(char.IsAsciiDigit)) ?? "0";
        return new SaveResult(SaveKind.Trial, needsRestart, int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0);
    }
}
