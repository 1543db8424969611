namespace Sidetap.Model
{
    /// <summary>Makes an event of each change of a field.</summary>
    public sealed class EventBinding
    {
        /// <summary>The most events a profile may have.</summary>
        public const int MaxEvents = 32;

        /// <summary>What the change means.</summary>
        public readonly EventKind Kind;

        /// <summary>The field's index in <see cref="MachineProfile.Fields"/>.</summary>
        public readonly int Field;

        /// <summary>How urgent it is (Severity, OPC 10000-5, 6.4.2): 1..1000.</summary>
        public readonly int Severity;

        /// <summary>Why, in a few words; null: the field's name says it.</summary>
        public readonly string Cause;

        /// <summary>Binds a field to an event.</summary>
        /// <param name="kind">What the change means.</param>
        /// <param name="field">The field's index.</param>
        /// <param name="severity">1..1000.</param>
        /// <param name="cause">Why, in a few words; null: nothing to add.</param>
        public EventBinding(EventKind kind, int field, int severity, string cause)
        {
            Kind = kind;
            Field = field;
            Severity = severity;
            Cause = cause;
        }
    }
}
