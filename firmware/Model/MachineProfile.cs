using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>A category of machines as data: which sources a box has, what their signals mean, and how often they are looked at.</summary>
    public sealed class MachineProfile
    {
        /// <summary>The data set's name, which is the DataSetWriter's too: a level of the topics.</summary>
        public string DataSetName;

        /// <summary>The WriterGroup's name: a level of the topics.</summary>
        public string WriterGroupName;

        /// <summary>The category of machines, for people.</summary>
        public string Category;

        /// <summary>What the data set is, in a sentence; null for none.</summary>
        public string Description;

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

        /// <summary>Whether analog and digital channels that a board lacks only make their sources Bad, instead of the profile being refused. So of the built-in profile, with which
        /// every box has to start; a compiled profile can't say it.</summary>
        public bool IsForAnyBoard;

        /// <summary>The URIs of the namespaces that the fields' nodes are of.</summary>
        public string[] Namespaces = new string[0];

        /// <summary>What measures and analyses, in the order in which it does. Their outputs in this order are the signals.</summary>
        public SourceDescriptor[] Sources = new SourceDescriptor[0];

        /// <summary>The fields, in the data set's order.</summary>
        public FieldBinding[] Fields = new FieldBinding[0];

        /// <summary>Which changes of fields are events, besides the faults and violated limits of every field; and how urgent these are, and why.</summary>
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
