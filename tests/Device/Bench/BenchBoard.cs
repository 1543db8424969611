using Sidetap.Hal;

namespace Sidetap.Device.Bench
{
    /// <summary>A board with twelve analog channels that read what the scenario puts there, and no file area.</summary>
    public sealed class BenchBoard : IAnalogInput, ISystem, IFileArea
    {
        /// <summary>Analog channels.</summary>
        public const int Channels = 12;

        /// <summary>What they read.</summary>
        public readonly float[] Values = new float[Channels];

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return Channels; }
        }

        /// <inheritdoc/>
        public ulong UniqueId
        {
            get { return 0x0123456789AB; }
        }

        /// <inheritdoc/>
        public StartCause StartCause
        {
            get { return StartCause.PowerOn; }
        }

        /// <inheritdoc/>
        public int FreeHeapOctets
        {
            get { return -1; }
        }

        /// <inheritdoc/>
        public int FreeOctets
        {
            get { return 0; }
        }

        /// <summary>Changes the first channels so that each moves beyond its deadband.</summary>
        /// <param name="count">How many.</param>
        public void Change(int count)
        {
            for (int i = 0; i < count; i++)
            {
                Values[i] += 1.5f;
            }
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out float value)
        {
            value = Values[channel];
            return InputStatus.Good;
        }

        /// <inheritdoc/>
        public uint NextRandom()
        {
            return 4;
        }

        /// <inheritdoc/>
        public void Restart()
        {
        }

        /// <inheritdoc/>
        public int Read(string name, int position, byte[] buffer, int offset, int capacity)
        {
            return -1;
        }

        /// <inheritdoc/>
        public bool Write(string name, byte[] buffer, int offset, int length)
        {
            return false;
        }

        /// <inheritdoc/>
        public bool Append(string name, byte[] buffer, int offset, int length)
        {
            return false;
        }

        /// <inheritdoc/>
        public bool Delete(string name)
        {
            return false;
        }

        /// <inheritdoc/>
        public int Length(string name)
        {
            return -1;
        }
    }
}
