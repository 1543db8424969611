using Sidetap.Model;
using Sidetap.PubSub;

namespace Sidetap.Events
{
    /// <summary>
    /// The data set of the machine's log: what every event says. It is the same in every box, whatever the machine, so it has a DataSetClassId
    /// (OPC 10000-14, 6.2.3.3). Names that BaseEventType has too mean the same (OPC 10000-5, 6.4.2).
    /// </summary>
    public static class EventFields
    {
        /// <summary>How many fields an event has.</summary>
        public const int Count = 13;

        /// <summary>What follows the profile's data set name in the name of its events' data set, and in their topics.</summary>
        public const string NameSuffix = "Events";

        /// <summary>ConfigurationVersion of the data set: 2026-11-24, in seconds since 2000-01-01. Goes up when the fields below change.</summary>
        public const uint Version = 848793600;

        /// <summary>Octets of the fields but for headers, texts and their contents: one Variant octet each, and the values of fixed length.</summary>
        internal const int FixedOctets = Count + 8 + 4 + 4 + 8 + 8 + 4 + 4 + 2 + 4 + (4 * 4);

        /// <summary>DataSetClassId c11ed25f-855b-4a65-b863-44e5ac5f75f7, as a Guid is encoded (OPC 10000-6, 5.2.2.6).</summary>
        /// <returns>A new array of 16 octets.</returns>
        public static byte[] ClassId()
        {
            return new byte[] { 0x5F, 0xD2, 0x1E, 0xC1, 0x5B, 0x85, 0x65, 0x4A, 0xB8, 0x63, 0x44, 0xE5, 0xAC, 0x5F, 0x75, 0xF7 };
        }

        /// <summary>The fields, in their order.</summary>
        /// <returns>A new array.</returns>
        public static FieldMetaData[] Create()
        {
            return new FieldMetaData[]
            {
                Field("Time", BuiltInType.DateTime, "When it was"),
                Field("EventNumber", BuiltInType.UInt32, "Counts the box's events over all starts; its low 16 bits are the sequence number"),
                Kind(),
                Text("SourceName", "The field that has changed"),
                Field("OldValue", BuiltInType.Double, null),
                Field("NewValue", BuiltInType.Double, null),
                Text("OldText", "The name of the old value"),
                Text("NewText", "The name of the new value"),
                Field("OldStatus", BuiltInType.StatusCode, null),
                Field("NewStatus", BuiltInType.StatusCode, null),
                Field("Severity", BuiltInType.UInt16, null),
                Text("Cause", null),
                Field("Suppressed", BuiltInType.UInt32, "Changes since the last event of this source that have no event of their own"),
            };
        }

        private static FieldMetaData Kind()
        {
            FieldMetaData field = Field("Kind", BuiltInType.Int32, null);
            field.EnumStrings = new string[(int)EventKind.Start + 1];
            field.EnumStrings[(int)EventKind.State] = "State";
            field.EnumStrings[(int)EventKind.Mode] = "Mode";
            field.EnumStrings[(int)EventKind.Tool] = "Tool";
            field.EnumStrings[(int)EventKind.Fault] = "Fault";
            field.EnumStrings[(int)EventKind.Limit] = "Limit";
            field.EnumStrings[(int)EventKind.Start] = "Start";
            return field;
        }

        private static FieldMetaData Field(string name, BuiltInType type, string description)
        {
            return new FieldMetaData(name, type) { Description = description };
        }

        /// <summary>A String of no stated length: events are never RawData.</summary>
        private static FieldMetaData Text(string name, string description)
        {
            return new FieldMetaData(name, BuiltInType.String, 0, 0) { Description = description };
        }
    }
}
