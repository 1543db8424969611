using System.Globalization;
using Sidetap.PubSub;

namespace Sidetap.Decoding.Uadp;

/// <summary>Who publishes (OPC 10000-14, 7.2.4.4.2). Two are equal when type and value are.</summary>
/// <param name="Type">The type on the wire.</param>
/// <param name="Number">The number; 0 for a String.</param>
/// <param name="Text">The text of a String; else null.</param>
public sealed record PublisherId(PublisherIdType Type, ulong Number, string? Text = null)
{
    /// <summary>The id as topic names carry it: a number in decimal, a String as it is (7.3.4.7.3).</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Text ?? Number.ToString(CultureInfo.InvariantCulture);
}
