using Sidetap.Conformance.Scripts;

namespace Sidetap.Conformance;

/// <summary>One rule and the script that shows whether a client keeps it.</summary>
public sealed class ConformanceCase
{
    internal ConformanceCase(string name, string section, string rule, Need needs, Func<Script, Task> script, Pace pace = Pace.Quick)
    {
        Name = name;
        Section = section;
        Rule = rule;
        Needs = needs | Need.Connect;
        Script = script;
        Pace = pace;
    }

    /// <summary>The name: area, dot, what it is about.</summary>
    public string Name { get; }

    /// <summary>The rule's section in MQTT-SN 1.2, or Table 30.</summary>
    public string Section { get; }

    /// <summary>The rule in a sentence.</summary>
    public string Rule { get; }

    /// <summary>What the client has to do of its own accord.</summary>
    public Need Needs { get; }

    /// <summary>How long it takes.</summary>
    public Pace Pace { get; }

    /// <summary>The part of the name before the first dot.</summary>
    public string Area => Name[..Name.IndexOf('.')];

    internal Func<Script, Task> Script { get; }
}
