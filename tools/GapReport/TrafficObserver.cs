using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.Profiles.Model;

namespace Sidetap.GapReport;

/// <summary>Gathers a device's traffic, and holds it against a profile at the end.</summary>
public sealed class TrafficObserver
{
    private readonly Dictionary<DataSetState, DataSetCourse> _courses = [];

    /// <summary>Messages that could not be decoded.</summary>
    public long Malformed { get; private set; }

    /// <summary>Why the first of them could not be.</summary>
    public string? FirstFlaw { get; private set; }

    /// <summary>DataSetMessages taken.</summary>
    public long Messages { get; private set; }

    /// <summary>Takes a message.</summary>
    /// <param name="time">When it arrived.</param>
    /// <param name="network">The message.</param>
    /// <param name="updates">What its DataSetMessages did.</param>
    /// <param name="topic">Its topic, where that is known.</param>
    public void Take(DateTime time, NetworkMessage network, IEnumerable<DataSetUpdate> updates, string? topic)
    {
        foreach (DataSetUpdate update in updates)
        {
            if (!_courses.TryGetValue(update.DataSet, out DataSetCourse? course))
            {
                _courses[update.DataSet] = course = new DataSetCourse(update.DataSet);
            }

            Messages++;
            course.Take(network, update, time, topic);
        }
    }

    /// <summary>Takes note of a message that could not be decoded.</summary>
    /// <param name="reason">Why.</param>
    public void Refuse(string reason)
    {
        Malformed++;
        FirstFlaw ??= reason;
    }

    /// <summary>Holds everything against a profile that may be meant for it.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="publisher">The PublisherId that is looked at, whatever its data sets are called; null for all.</param>
    /// <returns>
    /// A result for each data set that could be the profile's: of a publisher that has one of its name, that one; else those whose name is not known, and not
    /// those that are announced under another one. A publisher that is alone is held against the profile in any case: then the name is a gap.
    /// </returns>
    public GapComparison Compare(ProfileModel profile, string? publisher)
    {
        List<List<DataSetCourse>> publishers =
        [
            .. _courses.Values.GroupBy(PublisherOf).Where(group => publisher == null || group.Key == publisher).Select(group => group.ToList()),
        ];
        bool isMeant = publisher != null || publishers.Count == 1;
        List<GapResult> results = [];
        List<OtherDataSet> leftOut = [];
        foreach (List<DataSetCourse> courses in publishers)
        {
            List<DataSetCourse> candidates = Candidates(profile, courses, isMeant);
            DataSetCourse? events = courses.Find(course => NameOf(course) == $"{profile.Name}Events");
            foreach (DataSetCourse course in candidates)
            {
                course.End();
                results.Add(Comparison.Of(profile, course, events));
            }

            leftOut.AddRange(courses.Where(course => course.Fields.Count > 0 && NameOf(course) != null && !candidates.Contains(course))
                .Select(course => new OtherDataSet(PublisherOf(course), NameOf(course)!, course.Count)));
        }

        return new GapComparison(results, leftOut);
    }

    private static List<DataSetCourse> Candidates(ProfileModel profile, List<DataSetCourse> courses, bool isMeant)
    {
        List<DataSetCourse> named = courses.FindAll(course => NameOf(course) == profile.Name);
        return named.Count > 0
            ? named
            : courses.FindAll(course => (course.State.Events == 0 || course.Fields.Count > 0) && (isMeant || NameOf(course) == null));
    }

    private static string PublisherOf(DataSetCourse course) => course.State.PublisherId.ToString();

    private static string? NameOf(DataSetCourse course) => course.State.MetaData?.Name;
}
