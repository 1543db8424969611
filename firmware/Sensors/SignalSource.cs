using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>
    /// Fills one or more signals: a sensor that reads a channel of the board, or an analysis that reads other signals. Made at start-up; sampling allocates
    /// nothing.
    /// </summary>
    public abstract class SignalSource
    {
        /// <summary>The box's signals.</summary>
        protected readonly SignalTable Signals;

        /// <summary>The number of the first signal it fills; the others follow.</summary>
        public readonly int First;

        /// <summary>How many signals it fills, 1 or more.</summary>
        public readonly int OutputCount;

        /// <summary>Makes a source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of the first signal it fills.</param>
        /// <param name="outputCount">How many it fills.</param>
        protected SignalSource(SignalTable signals, int first, int outputCount)
        {
            Signals = signals;
            First = first;
            OutputCount = outputCount;
        }

        /// <summary>Octets of its buffers besides the signals.</summary>
        public virtual int BufferOctets
        {
            get { return 0; }
        }

        /// <summary>Octets of what it wants to remember over restarts: counts, a charge; 0: nothing.</summary>
        public virtual int StateOctets
        {
            get { return 0; }
        }

        /// <summary>Takes a sample: brings its signals up to date. Never throws, never waits.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        public abstract void Sample(long nowMs);

        /// <summary>Writes what it wants to remember.</summary>
        /// <param name="buffer">Receives <see cref="StateOctets"/> octets.</param>
        /// <param name="offset">Index of the first one.</param>
        public virtual void SaveState(byte[] buffer, int offset)
        {
        }

        /// <summary>Goes on with what an earlier start remembered. Called once, before the first sample; octets that make no sense are ignored.</summary>
        /// <param name="buffer">Holds <see cref="StateOctets"/> octets.</param>
        /// <param name="offset">Index of the first one.</param>
        public virtual void LoadState(byte[] buffer, int offset)
        {
        }

        /// <summary>Sets a signal.</summary>
        /// <param name="output">0..<see cref="OutputCount"/> - 1.</param>
        /// <param name="value">The value; one that is no number or infinite becomes Bad_SensorFailure.</param>
        /// <param name="status">Its StatusCode, not Bad.</param>
        protected void Set(int output, double value, uint status)
        {
            int signal = First + output;
            if (double.IsNaN(value) || double.IsInfinity(value))
            {
                Signals.Statuses[signal] = StatusCode.BadSensorFailure;
                return;
            }

            Signals.Values[signal] = value;
            Signals.Statuses[signal] = status;
        }

        /// <summary>Makes a signal Bad; it keeps its last value.</summary>
        /// <param name="output">0..<see cref="OutputCount"/> - 1.</param>
        /// <param name="status">A Bad StatusCode.</param>
        protected void Fail(int output, uint status)
        {
            Signals.Statuses[First + output] = status;
        }

        /// <summary>Says of all signals that they are from earlier: what was not Bad becomes Uncertain_LastUsableValue. What was Bad stays so.</summary>
        protected void KeepAll()
        {
            for (int i = 0; i < OutputCount; i++)
            {
                if (!StatusCode.IsBad(Signals.Statuses[First + i]))
                {
                    Signals.Statuses[First + i] = StatusCode.UncertainLastUsableValue;
                }
            }
        }

        /// <summary>Makes all signals Bad.</summary>
        /// <param name="status">A Bad StatusCode.</param>
        protected void FailAll(uint status)
        {
            for (int i = 0; i < OutputCount; i++)
            {
                Signals.Statuses[First + i] = status;
            }
        }
    }
}
