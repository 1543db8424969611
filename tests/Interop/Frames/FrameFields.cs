using System.Globalization;

namespace Sidetap.Tests.Interop.Frames;

/// <summary>
/// What a message says, apart from any decoder: what went into it and what each decoder found are brought into this form and compared.
/// A variable part of no octets is left out, as decoders differ in whether they mention it.
/// </summary>
internal sealed class FrameFields
{
    private readonly SortedDictionary<FrameField, string> _values = [];

    /// <summary>The fields there are.</summary>
    public IReadOnlyCollection<FrameField> Names => _values.Keys;

    /// <summary>Adds a number.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This object.</returns>
    public FrameFields With(FrameField field, int value)
    {
        _values.Add(field, value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds octets.</summary>
    /// <param name="field">Which field.</param>
    /// <param name="value">Its value.</param>
    /// <returns>This object.</returns>
    public FrameFields With(FrameField field, byte[] value)
    {
        if (value.Length > 0)
        {
            _values.Add(field, Convert.ToHexStringLower(value));
        }

        return this;
    }

    /// <summary>Adds the fields of a Flags octet.</summary>
    /// <param name="flags">Their values.</param>
    /// <returns>This object.</returns>
    public FrameFields With(FlagBits flags)
    {
        return With(FrameField.Dup, flags.Dup ? 1 : 0)
            .With(FrameField.QoS, flags.QoS)
            .With(FrameField.Retain, flags.Retain ? 1 : 0)
            .With(FrameField.Will, flags.Will ? 1 : 0)
            .With(FrameField.CleanSession, flags.CleanSession ? 1 : 0)
            .With(FrameField.TopicIdType, (int)flags.TopicIdType);
    }

    /// <summary>Whether the field is there.</summary>
    /// <param name="field">Which field.</param>
    /// <returns>True when it is.</returns>
    public bool Has(FrameField field)
    {
        return _values.ContainsKey(field);
    }

    /// <summary>A number.</summary>
    /// <param name="field">Which field.</param>
    /// <returns>Its value.</returns>
    public int Number(FrameField field)
    {
        return int.Parse(_values[field], CultureInfo.InvariantCulture);
    }

    /// <summary>Octets.</summary>
    /// <param name="field">Which field.</param>
    /// <returns>Its value.</returns>
    public byte[] Octets(FrameField field)
    {
        return Convert.FromHexString(_values[field]);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return string.Join(' ', _values.Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
