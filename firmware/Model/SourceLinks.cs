using System;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>What is still known of a profile's sources when their descriptions are gone: what kind they are, what they read, and a key that tells one from
    /// another.</summary>
    public sealed class SourceLinks
    {
        // For each source: kind, first signal, signals, inputs, and then the inputs.
        private const int KindAt = 0;
        private const int FirstAt = 1;
        private const int OutputsAt = 2;
        private const int CountAt = 3;
        private const int InputsAt = 4;

        private readonly byte[] _octets;
        private readonly uint[] _keys;

        /// <summary>Makes it of descriptions that make sources.</summary>
        /// <param name="sources">The descriptions.</param>
        public SourceLinks(SourceDescriptor[] sources)
        {
            int length = 0;
            for (int i = 0; i < sources.Length; i++)
            {
                length += InputsAt + sources[i].Inputs.Length;
            }

            _octets = new byte[length];
            _keys = new uint[sources.Length];
            int at = 0;
            int first = 0;
            for (int i = 0; i < sources.Length; i++)
            {
                int[] inputs = sources[i].Inputs;
                int outputs = SourceFactory.OutputsOf(sources[i]);
                _octets[at + KindAt] = (byte)sources[i].Kind;
                _octets[at + FirstAt] = (byte)first;
                _octets[at + OutputsAt] = (byte)outputs;
                _octets[at + CountAt] = (byte)inputs.Length;
                for (int j = 0; j < inputs.Length; j++)
                {
                    _octets[at + InputsAt + j] = (byte)inputs[j];
                }

                _keys[i] = MakeKey(sources[i]);
                at += InputsAt + inputs.Length;
                first += outputs;
            }
        }

        /// <summary>Octets of the tables.</summary>
        internal int BufferOctets
        {
            get { return _octets.Length + (_keys.Length * 4); }
        }

        /// <summary>Whether a signal can have a correction.</summary>
        /// <param name="signal">Its number.</param>
        /// <returns>True for an analog quantity; false for others, and where there is no such signal.</returns>
        public bool CanCorrect(int signal)
        {
            int source;
            int at = Find(signal, out source);
            return at >= 0 && CalibratedOutputs.Has((SourceKind)_octets[at + KindAt], signal - _octets[at + FirstAt]);
        }

        /// <summary>The source that fills a signal.</summary>
        /// <param name="signal">The signal's number.</param>
        /// <returns>Its index; -1: there is no such signal.</returns>
        public int SourceOf(int signal)
        {
            int source;
            return Find(signal, out source) < 0 ? -1 : source;
        }

        /// <summary>Which of its source's signals one is.</summary>
        /// <param name="signal">A signal that there is.</param>
        /// <returns>0 or more.</returns>
        public int OutputOf(int signal)
        {
            int source;
            int at = Find(signal, out source);
            return signal - _octets[at + FirstAt];
        }

        /// <summary>A check sum of what makes a signal's value: kind and parameters of its source, and of those it reads. The same in every profile in which the
        /// value is made in the same way.</summary>
        /// <param name="signal">A signal that there is.</param>
        /// <returns>The key of its source.</returns>
        public uint KeyOf(int signal)
        {
            return _keys[SourceOf(signal)];
        }

        /// <summary>Finds the signals that are made of one.</summary>
        /// <param name="signal">Its number.</param>
        /// <param name="follows">Receives, for each signal, whether it is that one or made of it.</param>
        public void MarkFollowers(int signal, bool[] follows)
        {
            Array.Clear(follows, 0, follows.Length);
            follows[signal] = true;
            int at = 0;
            while (at < _octets.Length)
            {
                bool isMade = false;
                int count = _octets[at + CountAt];
                for (int i = 0; i < count; i++)
                {
                    int input = _octets[at + InputsAt + i];
                    isMade |= input != SignalTable.None && follows[input];
                }

                int first = _octets[at + FirstAt];
                for (int i = 0; isMade && i < _octets[at + OutputsAt]; i++)
                {
                    follows[first + i] = true;
                }

                at += InputsAt + count;
            }
        }

        private int Find(int signal, out int source)
        {
            int at = 0;
            for (source = 0; source < _keys.Length; source++)
            {
                int first = _octets[at + FirstAt];
                if (signal >= first && signal < first + _octets[at + OutputsAt])
                {
                    return at;
                }

                at += InputsAt + _octets[at + CountAt];
            }

            return -1;
        }

        private uint MakeKey(SourceDescriptor source)
        {
            int inputs = source.Inputs.Length;
            byte[] octets = new byte[2 + (5 * inputs) + (8 * source.Parameters.Length)];
            octets[0] = (byte)source.Kind;
            octets[1] = (byte)inputs;
            int at = 2;
            for (int i = 0; i < inputs; i++)
            {
                int input = source.Inputs[i];
                bool isThere = input != SignalTable.None;
                UaBinary.Put32(octets, at, isThere ? KeyOf(input) : uint.MaxValue);
                octets[at + 4] = (byte)(isThere ? OutputOf(input) : SignalTable.None);
                at += 5;
            }

            for (int i = 0; i < source.Parameters.Length; i++)
            {
                UaBinary.Put64(octets, at, UaBinary.BitsOf(source.Parameters[i]));
                at += 8;
            }

            return Crc32.Of(octets, 0, octets.Length);
        }
    }
}
