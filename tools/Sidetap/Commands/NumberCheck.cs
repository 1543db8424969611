using System.CommandLine.Parsing;
using System.Globalization;

namespace Sidetap.Tool.Commands;

/// <summary>Checks options that take numbers, at the command line and not where they would do harm.</summary>
internal static class NumberCheck
{
    /// <summary>Adds an error for every number that is out of range. Words that are no numbers are the parser's to refuse.</summary>
    /// <param name="result">The option as it was given.</param>
    /// <param name="lowest">The lowest number.</param>
    /// <param name="highest">The highest number.</param>
    /// <param name="what">What the number is, with its article.</param>
    public static void Add(OptionResult result, int lowest, int highest, string what)
    {
        foreach (Token token in result.Tokens)
        {
            if (!long.TryParse(token.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
            {
                result.AddError($"{result.Option.Name} {token.Value} is not {what}");
            }
            else if (number < lowest || number > highest)
            {
                result.AddError($"{result.Option.Name} {token.Value} is not {what} ({lowest} to {highest})");
            }
        }
    }
}
