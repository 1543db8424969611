using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Reading;

/// <summary>Makes the events.</summary>
internal sealed class EventBuilder(ProblemList problems, FieldBuilder fields)
{
    private const int MaxCauseOctets = 128;

    private readonly List<ProfileEvent> _events = [];

    public IReadOnlyList<ProfileEvent> Events => _events;

    public void Build(Json profile)
    {
        foreach (Json json in profile.List("events").Where(json => !json.IsDamaged))
        {
            string name = json.Text("field");
            ProfileEventKind kind = Enum.Parse<ProfileEventKind>(json.Text("kind"), ignoreCase: true);
            if (fields.Find(name) is not { } index)
            {
                string advice = Nearest.To(name, fields.Names) is { } near ? $"did you mean \"{near}\"?" : "name one of \"fields\"";
                problems.Add(json.PathTo("field"), $"there is no field \"{name}\"; {advice}");
                continue;
            }

            Check(json, kind, index);
            _events.Add(new ProfileEvent(
                kind, index, json.Integer("severity", 1), TextCheck.Octets(problems, json.PathTo("cause"), json.Text("cause"), MaxCauseOctets)));
        }
    }

    private void Check(Json json, ProfileEventKind kind, int index)
    {
        ProfileField field = fields.Fields[index];
        if (_events.Exists(one => one.Kind == kind && one.Field == index))
        {
            problems.Add(json.Path, $"there is such an event about \"{field.Name}\" already; remove one of them");
        }

        if (kind == ProfileEventKind.Limit && field.Limits == null)
        {
            problems.Add(json.PathTo("field"), $"\"{field.Name}\" has no \"limits\" that it could leave; give it some, or take another kind of event");
        }

        if (!ProfileEvent.IsAllowed(kind, field))
        {
            problems.Add(json.PathTo("field"), $"\"{field.Name}\" is of type {field.TypeText}; an event of this kind needs a state, a count or a text");
        }
    }
}
