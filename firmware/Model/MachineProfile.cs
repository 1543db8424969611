using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>A category of machines as data: which channels mean what, and how often they are looked at.</summary>
    public sealed class MachineProfile
    {
        /// <summary>The data set's name, which is the DataSetWriter's too: a level of the topics.</summary>
        public string DataSetName;

        /// <summary>What the data set is, in a sentence.</summary>
        public string Description;

        /// <summary>The WriterGroup's name: a level of the topics.</summary>
        public string WriterGroupName;

        /// <summary>ConfigurationVersion.MajorVersion in seconds since 2000-01-01 (OPC 10000-14, 6.2.3.2.6).</summary>
        public uint MajorVersion;

        /// <summary>ConfigurationVersion.MinorVersion in seconds since 2000-01-01.</summary>
        public uint MinorVersion;

        /// <summary>Milliseconds from sample to sample, 10 or more.</summary>
        public int SamplingIntervalMs = 100;

        /// <summary>A key frame goes out at least this often, in milliseconds.</summary>
        public int KeyFrameIntervalMs = 60000;

        /// <summary>KeepAliveTime: when nothing was published for so many milliseconds, a keep-alive goes out (OPC 10000-14, 6.2.6.6).</summary>
        public int KeepAliveMs = 10000;

        /// <summary>The analog channel with the power that tells whether the machine works.</summary>
        public int PowerChannel;

        /// <summary>Power from which on it works, in the channel's unit times <see cref="PowerGain"/>.</summary>
        public float OnPower;

        /// <summary>Power below which it stands.</summary>
        public float OffPower;

        /// <summary>Gain of the power channel.</summary>
        public float PowerGain = 1;

        /// <summary>How long the power must stay beyond a threshold, in milliseconds.</summary>
        public int HoldMs;

        /// <summary>The digital channel that is active while the machine's control voltage is on.</summary>
        public int ControlVoltageChannel;

        /// <summary>The fields, in the data set's order.</summary>
        public FieldBinding[] Fields;

        /// <summary>Which changes of fields are events.</summary>
        public EventBinding[] Events = new EventBinding[0];

        /// <summary>The fields' descriptions alone.</summary>
        /// <returns>A new array.</returns>
        public FieldMetaData[] MetaData()
        {
            FieldMetaData[] fields = new FieldMetaData[Fields.Length];
            for (int i = 0; i < fields.Length; i++)
            {
                fields[i] = Fields[i].MetaData;
            }

            return fields;
        }
    }
}
