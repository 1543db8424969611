using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>A board whose channels the test sets.</summary>
    public sealed class FakeBoard : IAnalogInput, IDigitalInput, ISystem
    {
        private const int Channels = 8;

        /// <summary>What the analog channels read.</summary>
        public readonly float[] Values = new float[Channels];

        /// <summary>How the analog readings come about.</summary>
        public readonly InputStatus[] Statuses = new InputStatus[Channels];

        /// <summary>How often each analog channel was read.</summary>
        public readonly int[] Reads = new int[Channels];

        /// <summary>What digital channel 0 reads.</summary>
        public bool Level = true;

        /// <summary>How the digital reading comes about.</summary>
        public InputStatus LevelStatus;

        /// <summary>Octets free on the heap.</summary>
        public int FreeHeap = -1;

        /// <summary>How often the firmware has asked for a restart.</summary>
        public int Restarts;

        /// <summary>All of its channels.</summary>
        public MachineInputs Inputs
        {
            get { return new MachineInputs { Analog = this, Digital = this }; }
        }

        /// <inheritdoc/>
        public StartCause StartCause { get; set; }

        /// <inheritdoc/>
        public ulong UniqueId
        {
            get { return 0x0123456789AB; }
        }

        /// <inheritdoc/>
        public int FreeHeapOctets
        {
            get { return FreeHeap; }
        }

        /// <inheritdoc/>
        int IAnalogInput.ChannelCount
        {
            get { return Channels; }
        }

        /// <inheritdoc/>
        int IDigitalInput.ChannelCount
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out float value)
        {
            value = Values[channel];
            Reads[channel]++;
            return Statuses[channel];
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out bool active)
        {
            active = Level;
            return LevelStatus;
        }

        /// <inheritdoc/>
        public uint NextRandom()
        {
            return 4;
        }

        /// <inheritdoc/>
        public void Restart()
        {
            Restarts++;
        }
    }
}
