using System.Globalization;
using Sidetap.Decoding.Uadp;

namespace Sidetap.GapReport;

/// <summary>What has come of one field.</summary>
internal sealed class FieldCourse
{
    private const int MaxTypes = 8;
    private const int MaxStatuses = 16;

    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly SortedDictionary<uint, long> _statuses = [];

    /// <summary>Times at which it came.</summary>
    public Span Times { get; } = new();

    /// <summary>How often it came.</summary>
    public long Count { get; private set; }

    /// <summary>How often it came with a Bad status.</summary>
    public long Bad { get; private set; }

    /// <summary>The least and the greatest value, of an array's elements too; null before the first number.</summary>
    public (double Low, double High)? Values { get; private set; }

    /// <summary>Whether a number was NaN or infinite under a Good status.</summary>
    public bool HasGoodNonNumbers { get; private set; }

    /// <summary>The types it came with.</summary>
    public IReadOnlyCollection<string> Types => _types;

    /// <summary>The StatusCodes it came with, and how often.</summary>
    public IReadOnlyDictionary<uint, long> Statuses => _statuses;

    /// <summary>Takes a value.</summary>
    public void Take(FieldValue field, DateTime time)
    {
        Count++;
        Times.Add(time);
        if (_statuses.ContainsKey(field.Status) || _statuses.Count < MaxStatuses)
        {
            _statuses[field.Status] = _statuses.GetValueOrDefault(field.Status) + 1;
        }

        if (StatusCodeNames.IsBad(field.Status))
        {
            Bad++;
            return; // a StatusCode stands in the value's place
        }

        if (_types.Count < MaxTypes)
        {
            _types.Add(TypeText(field));
        }

        if (field.Value is System.Collections.IEnumerable elements and not string)
        {
            foreach (object? element in elements)
            {
                TakeNumber(element, field.Status);
            }
        }
        else
        {
            TakeNumber(field.Value, field.Status);
        }
    }

    private void TakeNumber(object? value, uint status)
    {
        if (value is not (sbyte or byte or short or ushort or int or uint or long or ulong or float or double))
        {
            return;
        }

        double number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (!double.IsFinite(number))
        {
            HasGoodNonNumbers |= status == 0;
            return;
        }

        Values = Values is { } values ? (Math.Min(values.Low, number), Math.Max(values.High, number)) : (number, number);
    }

    private static string TypeText(FieldValue field)
    {
        int? length = field.IsArray && field.Value is System.Collections.ICollection elements ? elements.Count : null;
        return length is { } count ? $"{field.Type}[{count}]" : field.Type.ToString();
    }
}
