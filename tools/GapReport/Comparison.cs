using System.Globalization;
using Sidetap.Decoding.Uadp;
using Sidetap.Profiles.Model;

namespace Sidetap.GapReport;

/// <summary>Holds one data set against the profile, area by area.</summary>
internal static class Comparison
{
    /// <summary>Compares.</summary>
    public static GapResult Of(ProfileModel profile, DataSetCourse course, DataSetCourse? events)
    {
        RowList rows = new();
        Layout(rows, profile, course);
        MetaData(rows, profile, course);
        FieldComparison.Run(rows, profile, course);
        Rates(rows, profile, course);
        Sequence(rows, course);
        Status(rows, course);
        Events(rows, profile, course, events);
        return new GapResult(course.State.PublisherId.ToString(), course.State.Name, course.Count, course.Seconds, rows.All);
    }

    private static void Layout(RowList rows, ProfileModel profile, DataSetCourse course)
    {
        foreach ((string layout, long count) in course.Layouts)
        {
            bool isKnown = layout is LayoutName.Dynamic or LayoutName.PeriodicFixed;
            rows.Add("layout", "headers", $"{LayoutName.Dynamic} or {LayoutName.PeriodicFixed} (OPC 10000-14, A.2)", $"{layout}, {count} messages", isKnown);
        }

        string ending = $"/{profile.WriterGroup}/{profile.Name}";
        string expected = $"<prefix>/uadp/data/{course.State.PublisherId}{ending}";
        if (course.Topics.Count == 0)
        {
            rows.Note("layout", "topic", expected, "no topic name in this traffic (predefined or short topic, or the registration is missing)");
        }

        foreach (string topic in course.Topics)
        {
            bool isRight = topic.EndsWith(ending, StringComparison.Ordinal) && topic.Contains($"/uadp/data/{course.State.PublisherId}/", StringComparison.Ordinal);
            rows.Add("layout", "topic", expected, topic, isRight);
        }
    }

    private static void MetaData(RowList rows, ProfileModel profile, DataSetCourse course)
    {
        if (course.State.MetaData is not { } metaData)
        {
            rows.Gap("metadata", "DataSetMetaData", "announced (OPC 10000-14, 7.2.4.6.4)", "not seen: fields are told by position only");
            return;
        }

        rows.Add("metadata", "name", profile.Name, metaData.Name ?? "none", metaData.Name == profile.Name);
        rows.Add("metadata", "number of fields", Text(profile.Fields.Count), Text(metaData.Fields.Count), metaData.Fields.Count == profile.Fields.Count);
        string expected = $"{profile.MajorVersion}.{profile.MinorVersion}";
        string found = $"{metaData.MajorVersion}.{metaData.MinorVersion}";
        rows.Add("metadata", "ConfigurationVersion", expected, found, expected == found);
        if (course.OtherVersions > 0)
        {
            rows.Gap("metadata", "version of messages", found, $"{course.OtherVersions} messages of another version");
        }
    }

    private static void Rates(RowList rows, ProfileModel profile, DataSetCourse course)
    {
        RateCheck.Longest(rows, "key frames", profile.KeyFrameInterval, course.KeyFrames, profile.SamplingInterval, course.Seconds);
        RateCheck.Longest(rows, "any message", Math.Min(profile.KeepAliveTime, profile.KeyFrameInterval), course.Messages, profile.SamplingInterval, course.Seconds);
    }

    private static void Sequence(RowList rows, DataSetCourse course)
    {
        Decoding.SequenceCounter sequence = course.State.Sequence;
        if (sequence.Last == null)
        {
            rows.Gap("sequence", "sequence numbers", "one more with each message", "none in these messages");
            return;
        }

        rows.Add("sequence", "missing", "0", sequence.Gaps > 0 ? $"{sequence.Missing} in {sequence.Gaps} gaps" : "0", sequence.Missing == 0);
        Count(rows, "duplicates", sequence.Duplicates);
        Count(rows, "late", sequence.Late);
        Count(rows, "restarts", sequence.Restarts);
        rows.Add("time", "timestamps", "never going back", course.TimesBack > 0 ? $"{course.TimesBack} go back" : "never going back", course.TimesBack == 0);
        if (course.WithoutTime > 0)
        {
            rows.Note("time", "timestamps", "UTC", $"{course.WithoutTime} messages from before the device knew the time");
        }
    }

    /// <summary>QoS 1 delivers some messages twice: worth knowing, no gap.</summary>
    private static void Count(RowList rows, string subject, long count)
    {
        if (count > 0)
        {
            rows.Note("sequence", subject, "0", Text(count));
        }
    }

    private static void Status(RowList rows, DataSetCourse course)
    {
        rows.Add(
            "status",
            "messages with Bad fields",
            "the message's status is not Good (OPC 10000-14, 6.2.4.2)",
            course.GoodWithBad > 0 ? $"{course.GoodWithBad} say Good" : "none says Good",
            course.GoodWithBad == 0);
        foreach (int index in course.Fields.Keys)
        {
            FieldCourse field = course.Fields[index];
            if (field.Bad > 0)
            {
                string statuses = string.Join(", ", field.Statuses.Where(one => StatusCodeNames.IsBad(one.Key)).Select(one => $"{StatusCodeNames.Of(one.Key)} x {one.Value}"));
                rows.Note("status", FieldComparison.NameOf(course, index), "Good", statuses);
            }
        }
    }

    private static void Events(RowList rows, ProfileModel profile, DataSetCourse course, DataSetCourse? events)
    {
        if (profile.Events.Count == 0)
        {
            return;
        }

        long count = (events?.State.Events ?? 0) + course.State.Events;
        string expected = $"event messages for {profile.Events.Count} bindings";
        if (count > 0)
        {
            rows.Add("events", "event messages", expected, $"{count}", true);
        }
        else
        {
            rows.Note("events", "event messages", expected, "none seen; nothing may have changed");
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
