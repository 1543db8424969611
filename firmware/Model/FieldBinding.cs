using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>Binds a channel of the board to a field of the data set, and says when a change is worth a message.</summary>
    public sealed class FieldBinding
    {
        /// <summary>What subscribers are told about the field. Analog sources are Float, the others UInt32.</summary>
        public readonly FieldMetaData MetaData;

        /// <summary>Where the value comes from.</summary>
        public readonly FieldSource Source;

        /// <summary>The analog channel, for the analog sources.</summary>
        public int Channel;

        /// <summary>Field units per unit of the channel.</summary>
        public float Gain = 1;

        /// <summary>What is added, in the field's unit.</summary>
        public float Offset;

        /// <summary>Samples of a window, for <see cref="FieldSource.AnalogRms"/>; 1 or more.</summary>
        public int WindowSamples = 1;

        /// <summary>A value is published when it differs from the one last published by more than this, in the field's unit; 0: by anything.</summary>
        public float Deadband;

        /// <summary>A value is published again after this many milliseconds even when it has not changed; 0: never.</summary>
        public int HeartbeatMs;

        /// <summary>Binds a source to a field.</summary>
        /// <param name="metaData">The field.</param>
        /// <param name="source">The source.</param>
        public FieldBinding(FieldMetaData metaData, FieldSource source)
        {
            MetaData = metaData;
            Source = source;
        }
    }
}
