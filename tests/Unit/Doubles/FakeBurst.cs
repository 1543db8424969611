using System;
using Sidetap.Hal;

namespace Sidetap.Tests
{
    /// <summary>A channel of wave forms that the test makes.</summary>
    public sealed class FakeBurst : IBurstInput
    {
        /// <summary>Samples a second.</summary>
        public float Rate = 4000;

        /// <summary>How the samples come about.</summary>
        public InputStatus Status;

        /// <summary>What waits.</summary>
        public readonly float[] Samples = new float[20000];

        /// <summary>How much of it there is.</summary>
        public int Count;

        /// <summary>The mean of <see cref="AddSine"/>.</summary>
        public double Bias;

        private long _phase;

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return 1; }
        }

        /// <inheritdoc/>
        public float RateOf(int channel)
        {
            return Rate;
        }

        /// <summary>Adds samples of a sine that goes on where the one before has ended.</summary>
        /// <param name="count">How many.</param>
        /// <param name="hertz">Its frequency.</param>
        /// <param name="amplitude">Its amplitude.</param>
        /// <param name="third">The amplitude of its third harmonic.</param>
        public void AddSine(int count, double hertz, double amplitude, double third)
        {
            for (int i = 0; i < count; i++)
            {
                double angle = 2 * Math.PI * hertz * _phase++ / Rate;
                Samples[Count++] = (float)(Bias + (amplitude * Math.Sin(angle)) + (third * Math.Sin(3 * angle)));
            }
        }

        /// <summary>Samples that nobody has taken.</summary>
        /// <param name="count">How many.</param>
        public void Skip(int count)
        {
            _phase += count;
        }

        /// <summary>Adds a sample.</summary>
        /// <param name="value">The sample.</param>
        public void Add(float value)
        {
            Samples[Count++] = value;
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, float[] buffer, out int count)
        {
            count = 0;
            if (channel != 0)
            {
                return InputStatus.NotConnected;
            }

            count = Count < buffer.Length ? Count : buffer.Length;
            Array.Copy(Samples, 0, buffer, 0, count);
            Array.Copy(Samples, count, Samples, 0, Count - count);
            Count -= count;
            return Status == InputStatus.Good && count == 0 ? InputStatus.Stale : Status;
        }
    }
}
