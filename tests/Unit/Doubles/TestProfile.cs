using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Tests
{
    /// <summary>A machine tool's profile of ten fields, for tests: drive currents, spindle power and axis signals.</summary>
    public static class TestProfile
    {
        private const uint Version = 848793600; // 2026-11-24, in seconds since 2000-01-01 (VersionTime, OPC 10000-5)

        // Signals: the analog channels by their number, then these.
        private const int ControlVoltage = 8;
        private const int Rms = 9;
        private const int State = 12;
        private const int Lost = 13;

        private static readonly EngineeringUnit Ampere = new EngineeringUnit("AMP", "A", "ampere");
        private static readonly EngineeringUnit Kilowatt = new EngineeringUnit("KWT", "kW", "kilowatt");
        private static readonly EngineeringUnit Millimetre = new EngineeringUnit("MMT", "mm", "millimetre");
        private static readonly EngineeringUnit MillimetrePerSecond = new EngineeringUnit("C16", "mm/s", "millimetre per second");
        private static readonly EngineeringUnit One = new EngineeringUnit("C62", "", "one");

        /// <summary>Makes the profile.</summary>
        /// <returns>A new profile of ten fields.</returns>
        public static MachineProfile Create()
        {
            return new MachineProfile
            {
                DataSetName = "CncMachineTool",
                WriterGroupName = "Machine",
                Category = "CNC machine tool",
                Description = "CNC machine tool, from retrofit signals",
                MajorVersion = Version,
                MinorVersion = Version,
                Sources = Sources(),
                Fields = new FieldBinding[]
                {
                    StateField(),
                    Current("SpindleCurrent", "RMS current of the spindle drive over 1 s", TestChannels.SpindleCurrent, 100),
                    Current("FeedDriveCurrentX", "RMS current of the X feed drive over 1 s", TestChannels.FeedCurrentX, 50),
                    Current("FeedDriveCurrentY", "RMS current of the Y feed drive over 1 s", TestChannels.FeedCurrentY, 50),
                    Signal("SpindlePower", "Electrical power of the spindle", TestChannels.SpindlePower, Kilowatt, 0, 1, 0.005),
                    Signal("FeedRate", "Feed rate", TestChannels.FeedRate, MillimetrePerSecond, 0, 100, 0.1),
                    Signal("PositionX", "Position of the X axis", TestChannels.PositionX, Millimetre, 0, 250, 0.05),
                    Signal("PositionY", "Position of the Y axis", TestChannels.PositionY, Millimetre, 0, 250, 0.05),
                    Signal("PositionZ", "Position of the Z axis", TestChannels.PositionZ, Millimetre, 0, 250, 0.05),
                    LostField(),
                },
                Events = new EventBinding[] { new EventBinding(EventKind.State, 0, 300, null) },
            };
        }

        private static SourceDescriptor[] Sources()
        {
            SourceDescriptor[] sources = new SourceDescriptor[14];
            for (int i = 0; i < TestChannels.AnalogCount; i++)
            {
                sources[i] = Source(SourceKind.Analog, new int[0], new double[] { i, 1, 0 });
            }

            // Control voltage is a relay contact: three equal readings in a row.
            sources[ControlVoltage] = Source(SourceKind.Digital, new int[0], new double[] { TestChannels.ControlVoltage, 200, 0 });
            for (int i = 0; i < 3; i++)
            {
                sources[Rms + i] = Source(SourceKind.Rms, new int[] { i }, new double[] { 10 });
            }

            // No hold time: the two thresholds are apart by more than the noise of a clamp; waiting would only report every change late.
            sources[State] = Source(
                SourceKind.MachineState,
                new int[] { TestChannels.SpindlePower, SignalTable.None, ControlVoltage },
                new double[] { 0.02, 0.015, 0, 0, 0 });
            sources[Lost] = Source(SourceKind.Box, new int[0], new double[0]);
            return sources;
        }

        private static SourceDescriptor Source(SourceKind kind, int[] inputs, double[] parameters)
        {
            return new SourceDescriptor { Kind = kind, Inputs = inputs, Parameters = parameters };
        }

        private static FieldBinding StateField()
        {
            FieldMetaData field = new FieldMetaData("MachineryItemState", BuiltInType.UInt32)
            {
                Description = "State number of MachineryItemState (OPC 40001-1), from spindle power and control voltage",
                EnumStrings = new string[] { "NotAvailable", "OutOfService", "NotExecuting", "Executing" },
            };
            return new FieldBinding(field, State) { HeartbeatMs = 30000 };
        }

        private static FieldBinding Current(string name, string description, int channel, double high)
        {
            FieldMetaData field = new FieldMetaData(name, BuiltInType.Float)
            {
                Description = description,
                Unit = Ampere,
                HasRange = true,
                RangeHigh = high,
            };
            return new FieldBinding(field, Rms + channel) { Deadband = 0.2, HeartbeatMs = 30000 };
        }

        private static FieldBinding Signal(
            string name, string description, int channel, EngineeringUnit unit, double low, double high, double deadband)
        {
            FieldMetaData field = new FieldMetaData(name, BuiltInType.Float)
            {
                Description = description,
                Unit = unit,
                HasRange = true,
                RangeLow = low,
                RangeHigh = high,
            };
            return new FieldBinding(field, channel) { Deadband = deadband, HeartbeatMs = 30000 };
        }

        private static FieldBinding LostField()
        {
            FieldMetaData field = new FieldMetaData("LostMessages", BuiltInType.UInt32)
            {
                Description = "Messages lost over all starts: the outbox was full, the gateway refused them, or they were damaged in flash",
                Unit = One,
            };
            return new FieldBinding(field, Lost);
        }
    }
}
