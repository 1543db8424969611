using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>
    /// The corrections of a box's signals in flash, in two copies. A correction is bound to what makes its signal's value: with another profile it is in force where
    /// that is the same, and else left out.
    /// </summary>
    /// <remarks>Record "calibration": how many (1 octet), then for each the source's key (4), which of its signals (1), gain and offset (8 each). Used at start and when
    /// somebody calibrates; neither is on the way of a sample: here is allocated.</remarks>
    public sealed class Calibration
    {
        /// <summary>The most signals that can have a correction.</summary>
        public const int MaxCorrections = 32;

        /// <summary>The record's name.</summary>
        internal const string Name = "calibration";

        private const int EntryLength = 21;

        private readonly IFileArea _files;
        private readonly SourceSet _sources;

        /// <summary>Makes it; reads nothing yet.</summary>
        /// <param name="files">Where the copies are kept.</param>
        /// <param name="sources">The sources whose signals are corrected.</param>
        public Calibration(IFileArea files, SourceSet sources)
        {
            _files = files;
            _sources = sources;
        }

        /// <summary>How many corrections <see cref="Load"/> has left out: they are of signals that this profile does not have, or makes in another way.</summary>
        public int Dropped { get; private set; }

        /// <summary>How many are in force.</summary>
        public int Count
        {
            get
            {
                int count = 0;
                for (int i = 0; i < _sources.Signals.Values.Length; i++)
                {
                    count += _sources.CorrectionOf(i) == null ? 0 : 1;
                }

                return count;
            }
        }

        /// <summary>Puts in force what was saved. Called once, before the first sample.</summary>
        public void Load()
        {
            TwoCopyRecord record = CreateRecord();
            int length;
            if (!record.TryLoad(out length) || length < 1)
            {
                return;
            }

            byte[] octets = record.Buffer;
            int count = octets[record.Offset];
            if (count > MaxCorrections || length != 1 + (count * EntryLength))
            {
                return;
            }

            for (int i = 0; i < count; i++)
            {
                int at = record.Offset + 1 + (i * EntryLength);
                double gain = UaBinary.DoubleOf(UaBinary.Get64(octets, at + 5));
                double offset = UaBinary.DoubleOf(UaBinary.Get64(octets, at + 13));
                int signal = Correction.IsSound(gain, offset) ? Find(UaBinary.Get32(octets, at), octets[at + 4]) : -1;
                if (signal < 0)
                {
                    Dropped++;
                    continue;
                }

                _sources.Correct(signal, gain, offset);
            }
        }

        /// <summary>Corrects a signal: in flash first, then at once in force.</summary>
        /// <param name="signal">A signal that can be corrected.</param>
        /// <param name="gain">See <see cref="Correction.IsSound"/>.</param>
        /// <param name="offset">What is added, in the signal's unit.</param>
        /// <returns>False when it could not be stored; then nothing has changed.</returns>
        public bool Set(int signal, double gain, double offset)
        {
            if (_sources.CorrectionOf(signal) == null && Count == MaxCorrections)
            {
                return false;
            }

            if (!Save(signal, gain, offset, true))
            {
                return false;
            }

            _sources.Correct(signal, gain, offset);
            return true;
        }

        /// <summary>Takes a signal as it is read, in flash and at once.</summary>
        /// <param name="signal">The signal's number.</param>
        /// <returns>False when it could not be stored; then nothing has changed.</returns>
        public bool Clear(int signal)
        {
            if (_sources.CorrectionOf(signal) == null)
            {
                return true;
            }

            if (!Save(signal, 1, 0, false))
            {
                return false;
            }

            _sources.Uncorrect(signal);
            return true;
        }

        private TwoCopyRecord CreateRecord()
        {
            return new TwoCopyRecord(_files, Name, 1 + (MaxCorrections * EntryLength));
        }

        /// <summary>Saves what is in force, with another correction of one signal, or without it.</summary>
        private bool Save(int signal, double gain, double offset, bool isKept)
        {
            TwoCopyRecord record = CreateRecord();
            int length;
            record.TryLoad(out length);
            int count = 0;
            for (int i = 0; i < _sources.Signals.Values.Length; i++)
            {
                Correction one = _sources.CorrectionOf(i);
                if (i == signal)
                {
                    if (isKept)
                    {
                        Put(record, count++, i, gain, offset);
                    }
                }
                else if (one != null)
                {
                    Put(record, count++, i, one.Gain, one.Offset);
                }
            }

            record.Buffer[record.Offset] = (byte)count;
            return record.Save(1 + (count * EntryLength));
        }

        private void Put(TwoCopyRecord record, int index, int signal, double gain, double offset)
        {
            int at = record.Offset + 1 + (index * EntryLength);
            UaBinary.Put32(record.Buffer, at, _sources.Links.KeyOf(signal));
            record.Buffer[at + 4] = (byte)_sources.Links.OutputOf(signal);
            UaBinary.Put64(record.Buffer, at + 5, UaBinary.BitsOf(gain));
            UaBinary.Put64(record.Buffer, at + 13, UaBinary.BitsOf(offset));
        }

        /// <summary>The signal of a key that has no correction yet: sources that are the same in everything come in their order.</summary>
        private int Find(uint key, int output)
        {
            SourceLinks links = _sources.Links;
            for (int i = 0; i < _sources.Signals.Values.Length; i++)
            {
                if (links.OutputOf(i) == output && links.KeyOf(i) == key && links.CanCorrect(i) && _sources.CorrectionOf(i) == null)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
