namespace Sidetap.Model
{
    /// <summary>What a change of a field means as an event, by the number it has in a compiled profile.</summary>
    public enum EventKind : byte
    {
        /// <summary>The machine's state has changed (MachineryItemState).</summary>
        State = 0,

        /// <summary>The machine's operation mode has changed.</summary>
        Mode = 1,

        /// <summary>The tool has been changed.</summary>
        Tool = 2,

        /// <summary>A fault has come or gone.</summary>
        Fault = 3,

        /// <summary>The value has left its limits or come back.</summary>
        Limit = 4,

        /// <summary>The box has started. Not in a profile: every box says so.</summary>
        Start = 5,
    }
}
