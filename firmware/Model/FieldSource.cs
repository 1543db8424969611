namespace Sidetap.Model
{
    /// <summary>Where a field's value comes from.</summary>
    public enum FieldSource : byte
    {
        /// <summary>An analog channel, sample by sample.</summary>
        Analog = 0,

        /// <summary>The root mean square of an analog channel over windows of samples.</summary>
        AnalogRms = 1,

        /// <summary>The number of the machine's MachineryItemState.</summary>
        MachineState = 2,

        /// <summary>How many messages were dropped because the outbox was full.</summary>
        LostMessages = 3,
    }
}
