using System.Globalization;
using System.Text.RegularExpressions;

namespace Sidetap.Tests.Conformance.CommandLine;

/// <summary>Standard output of <c>sidetap conformance</c>, which tells once where the gateway listens.</summary>
/// <param name="listening">Is called with the gateway's port.</param>
internal sealed partial class ListeningOutput(Action<int> listening) : StringWriter(CultureInfo.InvariantCulture)
{
    private bool _isKnown;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        base.Write(value);
        Look();
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count)
    {
        base.Write(buffer, index, count);
        Look();
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        base.Write(value);
        Look();
    }

    /// <inheritdoc/>
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        Look();
    }

    [GeneratedRegex(@"port\W+(\d+)\D.*\n")]
    private static partial Regex Port();

    private void Look()
    {
        if (!_isKnown && Port().Match(ToString()) is { Success: true } match)
        {
            _isKnown = true;
            listening(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        }
    }
}
