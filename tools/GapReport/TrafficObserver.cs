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

    /// <summary>Holds everything against a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="publisher">The PublisherId that is looked at; null for all.</param>
    /// <returns>A result for each data set that could be the profile's: of a publisher that has one of its name, that one; else all but events.</returns>
    public IReadOnlyList<GapResult> Compare(ProfileModel profile, string? publisher)
    {
        List<GapResult> results = [];
        IEnumerable<IGrouping<string, DataSetCourse>> publishers = _courses.Values.GroupBy(course => course.State.PublisherId.ToString());
        foreach (IGrouping<string, DataSetCourse> group in publishers.Where(one => publisher == null || one.Key == publisher))
        {
            List<DataSetCourse> named = [.. group.Where(course => course.State.MetaData?.Name == profile.Name)];
            List<DataSetCourse> data = [.. group.Where(course => course.State.Events == 0 || course.Fields.Count > 0)];
            DataSetCourse? events = group.FirstOrDefault(course => course.State.MetaData?.Name == $"{profile.Name}Events");
            foreach (DataSetCourse course in named.Count > 0 ? named : data)
            {
                course.End();
                results.Add(Comparison.Of(profile, course, events));
            }
        }

        return results;
    }
}
