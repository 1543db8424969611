using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>
    /// The built-in profile of a CNC machine tool: what can be told from drive currents, spindle power and axis signals. Names follow OPC 40001-1
    /// (Machinery) and OPC 40501-1 (Machine Tools); this is alignment with those models, not a claim of conformance to them.
    /// </summary>
    public static class CncProfile
    {
        // 2026-11-24, in seconds since 2000-01-01 (VersionTime, OPC 10000-5): goes up when the fields below change.
        private const uint Version = 848793600;

        /// <summary>Makes the profile.</summary>
        /// <returns>A new profile of ten fields.</returns>
        public static MachineProfile Create()
        {
            return new MachineProfile
            {
                DataSetName = "CncMachineTool",
                Description = "CNC machine tool, from retrofit signals",
                WriterGroupName = "Machine",
                MajorVersion = Version,
                MinorVersion = Version,
                PowerChannel = CncChannels.SpindlePower,
                OnPower = 0.02f,
                OffPower = 0.015f,
                HoldMs = 0, // the two thresholds are apart by more than the noise of a clamp; waiting would only report every change late
                ControlVoltageChannel = CncChannels.ControlVoltage,
                Fields = new FieldBinding[]
                {
                    State(),
                    Current("SpindleCurrent", "RMS current of the spindle drive over 1 s", CncChannels.SpindleCurrent, 100),
                    Current("FeedDriveCurrentX", "RMS current of the X feed drive over 1 s", CncChannels.FeedCurrentX, 50),
                    Current("FeedDriveCurrentY", "RMS current of the Y feed drive over 1 s", CncChannels.FeedCurrentY, 50),
                    Signal("SpindlePower", "Electrical power of the spindle", CncChannels.SpindlePower, Units.Kilowatt, 0, 1, 0.005f),
                    Signal("FeedRate", "Feed rate", CncChannels.FeedRate, Units.MillimetrePerSecond, 0, 100, 0.1f),
                    Signal("PositionX", "Position of the X axis", CncChannels.PositionX, Units.Millimetre, 0, 250, 0.05f),
                    Signal("PositionY", "Position of the Y axis", CncChannels.PositionY, Units.Millimetre, 0, 250, 0.05f),
                    Signal("PositionZ", "Position of the Z axis", CncChannels.PositionZ, Units.Millimetre, 0, 250, 0.05f),
                    Lost(),
                },
            };
        }

        private static FieldBinding State()
        {
            FieldMetaData field = new FieldMetaData("MachineryItemState", BuiltInType.UInt32)
            {
                Description = "State number of MachineryItemState (OPC 40001-1), from spindle power and control voltage",
                EnumStrings = new string[] { "NotAvailable", "OutOfService", "NotExecuting", "Executing" },
            };
            return new FieldBinding(field, FieldSource.MachineState) { HeartbeatMs = 30000 };
        }

        private static FieldBinding Current(string name, string description, int channel, double high)
        {
            FieldMetaData field = new FieldMetaData(name, BuiltInType.Float)
            {
                Description = description,
                Unit = Units.Ampere,
                HasRange = true,
                RangeHigh = high,
            };
            return new FieldBinding(field, FieldSource.AnalogRms) { Channel = channel, WindowSamples = 10, Deadband = 0.2f, HeartbeatMs = 30000 };
        }

        private static FieldBinding Signal(
            string name, string description, int channel, EngineeringUnit unit, double low, double high, float deadband)
        {
            FieldMetaData field = new FieldMetaData(name, BuiltInType.Float)
            {
                Description = description,
                Unit = unit,
                HasRange = true,
                RangeLow = low,
                RangeHigh = high,
            };
            return new FieldBinding(field, FieldSource.Analog) { Channel = channel, Deadband = deadband, HeartbeatMs = 30000 };
        }

        private static FieldBinding Lost()
        {
            FieldMetaData field = new FieldMetaData("LostMessages", BuiltInType.UInt32)
            {
                Description = "Messages lost over all starts: the outbox was full, the gateway refused them, or they were damaged in flash",
                Unit = Units.One,
            };
            return new FieldBinding(field, FieldSource.LostMessages);
        }
    }
}
