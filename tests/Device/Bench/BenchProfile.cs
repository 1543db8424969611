using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Device.Bench
{
    /// <summary>A machine of twelve analog channels, each a field of type Float.</summary>
    internal static class BenchProfile
    {
        /// <summary>Milliseconds from sample to sample.</summary>
        public const int IntervalMs = 100;

        /// <summary>Makes the profile.</summary>
        public static MachineProfile Create()
        {
            MachineProfile profile = new MachineProfile
            {
                DataSetName = "Bench",
                WriterGroupName = "Machine",
                Category = "Bench",
                Description = "Twelve analog channels",
                MajorVersion = 1,
                MinorVersion = 1,
                SamplingIntervalMs = IntervalMs,
                KeyFrameIntervalMs = int.MaxValue,
                KeepAliveMs = int.MaxValue,
                Sources = new SourceDescriptor[BenchBoard.Channels],
                Fields = new FieldBinding[BenchBoard.Channels],
            };
            for (int i = 0; i < BenchBoard.Channels; i++)
            {
                profile.Sources[i] = new SourceDescriptor
                {
                    Kind = SourceKind.Analog,
                    IntervalMs = IntervalMs,
                    Parameters = new double[] { i, 1, 0 },
                };
                profile.Fields[i] = new FieldBinding(new FieldMetaData("Field" + i.ToString(), BuiltInType.Float), i) { Deadband = 1 };
            }

            return profile;
        }

        /// <summary>Its sources on a board.</summary>
        public static SourceSet Sources(MachineProfile profile, BenchBoard board)
        {
            SourceSet sources;
            int item;
            ProfileCheck.Build(profile, new MachineInputs { Analog = board }, out sources, out item);
            return sources;
        }
    }
}
