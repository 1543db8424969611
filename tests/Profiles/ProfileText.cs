using System.Globalization;
using System.Text;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>What a compiled profile carries of a profile, as text that can be compared.</summary>
internal static class ProfileText
{
    public static string Of(ProfileModel profile, bool withDescriptions)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"{profile.Name}|{profile.WriterGroup}|{profile.Category}|{(withDescriptions ? profile.Description : "")}|{profile.MajorVersion}|{profile.MinorVersion}");
        Line($"{profile.SamplingInterval}|{profile.KeyFrameInterval}|{profile.KeepAliveTime}");
        foreach (ProfileSource source in profile.Sources)
        {
            Line($"{source.Kind.Number}|{source.Interval}|{string.Join(',', source.Inputs)}|{string.Join(',', source.Parameters.Select(Number))}|{source.FirstSignal}|{source.Outputs.Count}");
        }

        foreach (ProfileField field in profile.Fields)
        {
            Line($"{field.Name}|{field.TypeText}|{field.Signal}|{Unit(field.Unit)}|{string.Join(',', field.Enumeration?.Names ?? [])}|{Number(field.Gain)}|{Number(field.Offset)}");
            Line($"  {Range(field.Range)}|{Range(field.Limits)}|{(field.Node is { } node ? $"{node.Namespace};{node.Identifier}" : "")}|{(withDescriptions ? field.Description : "")}|{Number(field.Deadband)}|{field.PublishingInterval}|{field.Heartbeat}");
        }

        foreach (ProfileEvent one in profile.Events)
        {
            Line($"{one.Kind}|{one.Field}|{one.Severity}|{one.Cause}");
        }

        return text.ToString();
    }

    private static string Unit(ProfileUnit? unit) => unit == null ? "" : $"{unit.UnitId} {unit.DisplayName} {unit.Description}";

    private static string Range(ProfileRange? range) => range == null ? "" : $"{Number(range.Low)}..{Number(range.High)}";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
