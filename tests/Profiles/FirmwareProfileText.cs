using System.Globalization;
using System.Text;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Profiles.Tests;

/// <summary>A profile as the firmware has read it, in the form of <see cref="ProfileText"/>.</summary>
internal static class FirmwareProfileText
{
    public static string Of(MachineProfile profile)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"{profile.DataSetName}|{profile.WriterGroupName}|{profile.Category}|{profile.Description}|{profile.MajorVersion}|{profile.MinorVersion}");
        Line($"{profile.SamplingIntervalMs}|{profile.KeyFrameIntervalMs}|{profile.KeepAliveMs}");
        int signals = 0;
        foreach (SourceDescriptor source in profile.Sources)
        {
            int outputs = SourceFactory.OutputsOf(source);
            Line($"{(int)source.Kind}|{source.IntervalMs}|{string.Join(',', source.Inputs)}|{string.Join(',', source.Parameters.Select(Number))}|{signals}|{outputs}");
            signals += outputs;
        }

        foreach (FieldBinding field in profile.Fields)
        {
            FieldMetaData data = field.MetaData;
            string type = data.ArrayLength > 0 ? $"{data.Type}[{data.ArrayLength}]" : data.MaxStringLength > 0 ? $"{data.Type}({data.MaxStringLength})" : $"{data.Type}";
            string unit = data.Unit == null ? "" : $"{data.Unit.UnitId} {data.Unit.DisplayName} {data.Unit.Description}";
            Line($"{data.Name}|{type}|{field.Signal}|{unit}|{string.Join(',', data.EnumStrings ?? [])}|{Number(field.Gain)}|{Number(field.Offset)}");
            string node = field.NodeNamespace < 0 ? "" : $"{profile.Namespaces[field.NodeNamespace]};{field.NodeIdentifier}";
            Line($"  {Range(data.HasRange, data.RangeLow, data.RangeHigh)}|{Range(field.HasLimits, field.LowLimit, field.HighLimit)}|{node}|{data.Description}|{Number(field.Deadband)}|{field.PublishingMs}|{field.HeartbeatMs}");
        }

        foreach (EventBinding one in profile.Events)
        {
            Line($"{one.Kind}|{one.Field}|{one.Severity}|{one.Cause}");
        }

        return text.ToString();
    }

    private static string Range(bool isThere, double low, double high) => isThere ? $"{Number(low)}..{Number(high)}" : "";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
