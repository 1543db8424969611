using Sidetap.PubSub;

namespace Sidetap.Profiles.Model;

/// <summary>A field of the data set: which signal, as what.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type, or the type of an array's elements.</param>
/// <param name="Signal">The signal it takes; an array takes the following ones too.</param>
public sealed record ProfileField(string Name, BuiltInType Type, int Signal)
{
    /// <summary>Elements of an array; 0 for a scalar.</summary>
    public int Length { get; init; }

    /// <summary>The longest String in octets; 0 for the other types.</summary>
    public int MaxLength { get; init; }

    /// <summary>Its unit; null for none.</summary>
    public ProfileUnit? Unit { get; init; }

    /// <summary>The names of its values; null for none.</summary>
    public ProfileEnumeration? Enumeration { get; init; }

    /// <summary>The field's unit per unit of the signal.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>What is added, in the field's unit.</summary>
    public double Offset { get; init; }

    /// <summary>What to expect in normal operation (EURange); null for nothing particular.</summary>
    public ProfileRange? Range { get; init; }

    /// <summary>Outside of these it is Uncertain_EngineeringUnitsExceeded; null for none.</summary>
    public ProfileRange? Limits { get; init; }

    /// <summary>The node of a companion specification it stands for; null for none.</summary>
    public ProfileNode? Node { get; init; }

    /// <summary>The published name it stands for where there is no node; not in a compiled profile.</summary>
    public string Standard { get; init; } = "";

    /// <summary>What it means; in a compiled profile only on request.</summary>
    public string Description { get; init; } = "";

    /// <summary>A change of more than this, in the field's unit, is published.</summary>
    public double Deadband { get; init; }

    /// <summary>The shortest time between two publications of a change in milliseconds; 0: none.</summary>
    public int PublishingInterval { get; init; }

    /// <summary>It is published again after so many milliseconds; 0: never.</summary>
    public int Heartbeat { get; init; }

    /// <summary>Whether gain or offset do anything.</summary>
    public bool HasScaling => Gain != 1 || Offset != 0;

    /// <summary>Signals it takes.</summary>
    public int SignalCount => Math.Max(1, Length);

    /// <summary>Its type for people: "Float", "Float[6]", "String(16)".</summary>
    public string TypeText => Length > 0 ? $"{Type}[{Length}]" : MaxLength > 0 ? $"{Type}({MaxLength})" : $"{Type}";

    /// <summary>Octets of its value at the most, lengths of strings and arrays included (OPC 10000-6, 5.2).</summary>
    public int MaxValueOctets
    {
        get
        {
            if (Type == BuiltInType.String)
            {
                return 4 + MaxLength;
            }

            int size = BuiltInTypes.SizeOf(Type);
            return Length == 0 ? size : 4 + (Length * size);
        }
    }
}
