using Sidetap.PubSub;

namespace Sidetap.Model
{
    /// <summary>Binds a signal to a field of the data set, and says when a change is worth a message.</summary>
    public sealed class FieldBinding
    {
        /// <summary>What subscribers are told about the field.</summary>
        public readonly FieldMetaData MetaData;

        /// <summary>The number of the signal; an array takes so many consecutive ones as it has elements.</summary>
        public readonly int Signal;

        /// <summary>Field units per unit of the signal.</summary>
        public double Gain = 1;

        /// <summary>What is added, in the field's unit.</summary>
        public double Offset;

        /// <summary>Whether <see cref="LowLimit"/> and <see cref="HighLimit"/> are given.</summary>
        public bool HasLimits;

        /// <summary>A value below this, in the field's unit, has the status Uncertain_EngineeringUnitsExceeded with LimitBits Low.</summary>
        public double LowLimit;

        /// <summary>A value above this has the same status with LimitBits High.</summary>
        public double HighLimit;

        /// <summary>A value is published when it differs from the one last published by more than this, in the field's unit; 0: by anything. It is also how far a
        /// value has to come back within its limits before its status is Good again, so that a value at a limit does not make a message of every sample.</summary>
        public double Deadband;

        /// <summary>Milliseconds from one publication of a change to the next at the least; 0: a change is published at once. A change of status always is.</summary>
        public int PublishingMs;

        /// <summary>A value is published again after this many milliseconds even when it has not changed; 0: never.</summary>
        public int HeartbeatMs;

        /// <summary>Index in <see cref="MachineProfile.Namespaces"/> of the node that the field stands for; -1: none.</summary>
        public int NodeNamespace = -1;

        /// <summary>The numeric identifier of that node, as the companion specification's NodeSet has it.</summary>
        public uint NodeIdentifier;

        /// <summary>Binds a signal to a field.</summary>
        /// <param name="metaData">The field.</param>
        /// <param name="signal">The signal's number.</param>
        public FieldBinding(FieldMetaData metaData, int signal)
        {
            MetaData = metaData;
            Signal = signal;
        }

        /// <summary>How many signals the field takes.</summary>
        public int SignalCount
        {
            get { return MetaData.ArrayLength == 0 ? 1 : MetaData.ArrayLength; }
        }
    }
}
