using System;
using Sidetap.Hal;

namespace Sidetap.Sensors
{
    /// <summary>
    /// The board's analog channels as they were at one instant: whoever asks for a channel twice between two <see cref="Renew"/> gets the same reading, so
    /// that one sensor's reading does not make the next one's stale.
    /// </summary>
    public sealed class AnalogSnapshot : IAnalogInput
    {
        private readonly IAnalogInput _input;
        private readonly float[] _values;
        private readonly InputStatus[] _statuses;
        private readonly bool[] _isRead;

        /// <summary>Makes a snapshot of which nothing has been read.</summary>
        /// <param name="input">The board's channels.</param>
        public AnalogSnapshot(IAnalogInput input)
        {
            int count = input.ChannelCount;
            _input = input;
            _values = new float[count];
            _statuses = new InputStatus[count];
            _isRead = new bool[count];
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _values.Length; }
        }

        /// <summary>Octets of the tables: per channel a Float and two octets.</summary>
        internal int BufferOctets
        {
            get { return _values.Length * 6; }
        }

        /// <summary>Forgets all readings: the next instant.</summary>
        public void Renew()
        {
            Array.Clear(_isRead, 0, _isRead.Length);
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out float value)
        {
            if (channel < 0 || channel >= _values.Length)
            {
                value = 0;
                return InputStatus.NotConnected;
            }

            if (!_isRead[channel])
            {
                _isRead[channel] = true;
                _statuses[channel] = _input.Read(channel, out _values[channel]);
            }

            value = _values[channel];
            return _statuses[channel];
        }
    }
}
