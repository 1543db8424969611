using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>A profile's sources on a board, with the signals they fill: each is sampled when its interval is over, in the profile's order, so that an analysis
    /// sees what was measured at the same instant.</summary>
    public sealed class SourceSet
    {
        /// <summary>The most octets that the sources' own buffers may take together: what a board without PSRAM has left beside everything else.</summary>
        public const int MaxBufferOctets = 24 * 1024;

        /// <summary>The signals.</summary>
        public readonly SignalTable Signals;

        /// <summary>The box's own figures, for a source of kind Box. They are brought up to date before <see cref="Sample"/>.</summary>
        public readonly BoxCounts Box = new BoxCounts();

        /// <summary>A check sum of the sources' descriptions: what they remember is of use to the same sources only.</summary>
        public readonly uint Key;

        /// <summary>Octets of what the sources remember over restarts.</summary>
        public int StateOctets { get; private set; }

        /// <summary>What the sources are and read.</summary>
        public readonly SourceLinks Links;

        private readonly SignalSource[] _sources;
        private readonly int[] _intervalsMs;
        private readonly long[] _dueMs;
        private readonly AnalogSnapshot _analog;
        private readonly SerialPorts _ports;
        private Correction[] _corrections; // per source; null: there are none

        private SourceSet(SourceDescriptor[] sources, MachineInputs inputs, int signals)
        {
            Signals = new SignalTable(signals);
            Key = KeyOf(sources);
            Links = new SourceLinks(sources);
            _sources = new SignalSource[sources.Length];
            _intervalsMs = new int[sources.Length];
            _dueMs = new long[sources.Length];
            _analog = inputs.Analog == null ? null : new AnalogSnapshot(inputs.Analog);
            _ports = new SerialPorts(inputs.Serial);
        }

        /// <summary>Makes the sources of a profile. Nothing is read from the board before the first sample.</summary>
        /// <param name="sources">Their descriptions.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="refused">The index of the source that can't be had; -1 when all can.</param>
        /// <returns>The sources; null when one can't be had.</returns>
        public static SourceSet Build(SourceDescriptor[] sources, MachineInputs inputs, out int refused)
        {
            ProfileError error;
            return Build(sources, inputs, out refused, out error);
        }

        /// <summary>Makes the sources of a profile. Nothing is read from the board before the first sample.</summary>
        /// <param name="sources">Their descriptions.</param>
        /// <param name="inputs">What the board has.</param>
        /// <param name="refused">The index of the source that can't be had; -1 when all can.</param>
        /// <param name="error">Why: BadParameter, TooMuchMemory, ChannelInUse or ChipInUse; None when all can be had.</param>
        /// <returns>The sources; null when one can't be had.</returns>
        public static SourceSet Build(SourceDescriptor[] sources, MachineInputs inputs, out int refused, out ProfileError error)
        {
            int signals = 0;
            error = ProfileError.BadParameter;
            for (refused = 0; refused < sources.Length; refused++)
            {
                int outputs = SourceFactory.OutputsOf(sources[refused]);
                if (outputs == 0 || signals + outputs > SignalTable.MaxSignals || !SeesOnlyEarlier(sources[refused], signals))
                {
                    return null;
                }

                if (SharesWaveForm(sources, refused))
                {
                    error = ProfileError.ChannelInUse;
                    return null;
                }

                if (SharedChips.IsTaken(sources, refused))
                {
                    error = ProfileError.ChipInUse;
                    return null;
                }

                signals += outputs;
            }

            SourceSet set = new SourceSet(sources, inputs, signals);
            refused = set.Fill(sources, inputs, out error);
            return refused < 0 ? set : null;
        }

        /// <summary>Octets of the signals.</summary>
        internal int SignalOctets
        {
            get
            {
                int octets = Signals.Values.Length * (8 + (3 * 4));
                for (int i = 0; i < Signals.Texts.Length; i++)
                {
                    octets += Signals.Texts[i] == null ? 0 : Signals.Texts[i].Length;
                }

                return octets;
            }
        }

        /// <summary>Octets of the sources' own buffers, of their timetable and of the analog readings.</summary>
        internal int SourceOctets
        {
            get
            {
                int octets = (_sources.Length * (4 + 4 + 8)) + Links.BufferOctets + (_analog == null ? 0 : _analog.BufferOctets) + _ports.BufferOctets;
                for (int i = 0; i < _sources.Length; i++)
                {
                    octets += _sources[i].BufferOctets;
                }

                return octets;
            }
        }

        /// <summary>Samples the sources that are due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        public void Sample(long nowMs)
        {
            if (_analog != null)
            {
                _analog.Renew();
            }

            if (_corrections != null)
            {
                SampleCorrected(nowMs);
                return;
            }

            SignalSource[] sources = _sources;
            long[] due = _dueMs;
            for (int i = 0; i < sources.Length; i++)
            {
                if (nowMs >= due[i])
                {
                    if (_intervalsMs[i] > 0)
                    {
                        SetNext(i, nowMs);
                    }

                    sources[i].Sample(nowMs);
                }
            }
        }

        /// <summary>The correction of a signal.</summary>
        /// <param name="signal">Its number.</param>
        /// <returns>The correction; null: none.</returns>
        public Correction CorrectionOf(int signal)
        {
            int source = _corrections == null ? -1 : Links.SourceOf(signal);
            Correction correction = source < 0 ? null : _corrections[source];
            while (correction != null && correction.Signal != signal)
            {
                correction = correction.Next;
            }

            return correction;
        }

        /// <summary>A signal's last value before correction.</summary>
        /// <param name="signal">Its number.</param>
        /// <returns>The reading; it means something while the status is not Bad.</returns>
        public double RawOf(int signal)
        {
            Correction correction = CorrectionOf(signal);
            return correction == null ? Signals.Values[signal] : correction.Raw;
        }

        /// <summary>Corrects a signal from now on, in place of what corrected it before. What is made of it follows with the next sample.</summary>
        /// <param name="signal">A signal that can be corrected.</param>
        /// <param name="gain">See <see cref="Correction.IsSound"/>.</param>
        /// <param name="offset">What is added, in the signal's unit.</param>
        public void Correct(int signal, double gain, double offset)
        {
            Correction correction = CorrectionOf(signal);
            if (correction == null)
            {
                int source = Links.SourceOf(signal);
                correction = new Correction(signal) { Raw = Signals.Values[signal] };
                Correction[] corrections = _corrections == null ? new Correction[_sources.Length] : _corrections;
                correction.Next = corrections[source];
                corrections[source] = correction;
                _corrections = corrections;
            }

            correction.Gain = gain;
            correction.Offset = offset;
            Signals.Values[signal] = (correction.Raw * gain) + offset;
        }

        /// <summary>Takes a signal as it is read, from now on.</summary>
        /// <param name="signal">Its number.</param>
        public void Uncorrect(int signal)
        {
            Correction correction = CorrectionOf(signal);
            if (correction == null)
            {
                return;
            }

            Signals.Values[signal] = correction.Raw;
            int source = Links.SourceOf(signal);
            Correction before = _corrections[source];
            if (before == correction)
            {
                _corrections[source] = correction.Next;
            }
            else
            {
                while (before.Next != correction)
                {
                    before = before.Next;
                }

                before.Next = correction.Next;
            }

            bool isNone = true;
            for (int i = 0; i < _corrections.Length; i++)
            {
                isNone &= _corrections[i] == null;
            }

            _corrections = isNone ? null : _corrections;
        }

        /// <summary>Writes what the sources want to remember.</summary>
        /// <param name="buffer">Receives <see cref="StateOctets"/> octets.</param>
        /// <param name="offset">Index of the first one.</param>
        public void SaveState(byte[] buffer, int offset)
        {
            for (int i = 0; i < _sources.Length; i++)
            {
                if (_sources[i].StateOctets > 0)
                {
                    _sources[i].SaveState(buffer, offset);
                    offset += _sources[i].StateOctets;
                }
            }
        }

        /// <summary>Lets the sources go on with what an earlier start remembered. Called before the first sample.</summary>
        /// <param name="buffer">Holds <see cref="StateOctets"/> octets.</param>
        /// <param name="offset">Index of the first one.</param>
        public void LoadState(byte[] buffer, int offset)
        {
            for (int i = 0; i < _sources.Length; i++)
            {
                if (_sources[i].StateOctets > 0)
                {
                    _sources[i].LoadState(buffer, offset);
                    offset += _sources[i].StateOctets;
                }
            }
        }

        /// <summary>Does what is due between the samples: a line to a device goes on by itself.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>When it wants to be called next; <see cref="long.MaxValue"/> when nothing is under way.</returns>
        public long Step(long nowMs)
        {
            return _ports.Step(nowMs);
        }

        /// <summary>Samples where signals are corrected: a source that does not set its signal this time finds, and leaves, its last reading.</summary>
        private void SampleCorrected(long nowMs)
        {
            double[] values = Signals.Values;
            for (int i = 0; i < _sources.Length; i++)
            {
                if (nowMs < _dueMs[i])
                {
                    continue;
                }

                if (_intervalsMs[i] > 0)
                {
                    SetNext(i, nowMs);
                }

                for (Correction one = _corrections[i]; one != null; one = one.Next)
                {
                    values[one.Signal] = one.Raw;
                }

                _sources[i].Sample(nowMs);
                for (Correction one = _corrections[i]; one != null; one = one.Next)
                {
                    one.Raw = values[one.Signal];
                    values[one.Signal] = (one.Raw * one.Gain) + one.Offset;
                }
            }
        }

        /// <summary>The next instant of a source: whole intervals behind its first one, those that passed unused left out.</summary>
        private void SetNext(int index, long nowMs)
        {
            int interval = _intervalsMs[index];
            long due = _dueMs[index] == 0 ? nowMs : _dueMs[index];
            _dueMs[index] = due + (((nowMs - due) / interval) + 1) * interval;
        }

        /// <summary>Whether an earlier source takes the samples that this one wants.</summary>
        private static bool SharesWaveForm(SourceDescriptor[] sources, int index)
        {
            bool isShared = false;
            for (int i = 0; sources[index].Kind == SourceKind.CurrentClamp && i < index && !isShared; i++)
            {
                isShared = sources[i].Kind == SourceKind.CurrentClamp && sources[i].Parameters[0] == sources[index].Parameters[0];
            }

            return isShared;
        }

        private int Fill(SourceDescriptor[] sources, MachineInputs inputs, out ProfileError error)
        {
            int octets = 0;
            // One reading per channel and sample, however many sources look at it: the sources see the snapshot in place of the board's channels.
            MachineInputs seen = new MachineInputs
            {
                Analog = _analog,
                Digital = inputs.Digital,
                Burst = inputs.Burst,
                Counters = inputs.Counters,
                Spi = inputs.Spi,
                I2c = inputs.I2c,
                Serial = inputs.Serial,
            };
            int first = 0;
            for (int i = 0; i < sources.Length; i++)
            {
                SignalSource source = SourceFactory.Create(sources[i], seen, _ports, Box, Signals, first);
                if (source == null)
                {
                    error = ProfileError.BadParameter;
                    return i;
                }

                octets += source.BufferOctets;
                if (octets > MaxBufferOctets)
                {
                    error = ProfileError.TooMuchMemory;
                    return i;
                }

                _sources[i] = source;
                _intervalsMs[i] = sources[i].IntervalMs;
                first += source.OutputCount;
                StateOctets += source.StateOctets;
            }

            error = ProfileError.None;
            return -1;
        }

        private static uint KeyOf(SourceDescriptor[] sources)
        {
            int length = 0;
            for (int i = 0; i < sources.Length; i++)
            {
                length += 7 + sources[i].Inputs.Length + (8 * sources[i].Parameters.Length);
            }

            byte[] octets = new byte[length];
            int at = 0;
            for (int i = 0; i < sources.Length; i++)
            {
                SourceDescriptor source = sources[i];
                octets[at] = (byte)source.Kind;
                UaBinary.Put32(octets, at + 1, (uint)source.IntervalMs);
                octets[at + 5] = (byte)source.Inputs.Length;
                octets[at + 6] = (byte)source.Parameters.Length;
                at += 7;
                for (int j = 0; j < source.Inputs.Length; j++)
                {
                    octets[at++] = (byte)source.Inputs[j];
                }

                for (int j = 0; j < source.Parameters.Length; j++)
                {
                    UaBinary.Put64(octets, at, UaBinary.BitsOf(source.Parameters[j]));
                    at += 8;
                }
            }

            return Crc32.Of(octets, 0, length);
        }

        private static bool SeesOnlyEarlier(SourceDescriptor source, int signals)
        {
            for (int i = 0; i < source.Inputs.Length; i++)
            {
                int input = source.Inputs[i];
                if (input < 0 || (input >= signals && input != SignalTable.None))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
