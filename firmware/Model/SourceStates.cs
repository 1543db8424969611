using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Settings;

namespace Sidetap.Model
{
    /// <summary>
    /// What sources remember over restarts: counts, hours, a charge. Kept in two copies, saved every ten minutes when something has changed, and when the box
    /// stops; a power cut costs ten minutes at the most.
    /// </summary>
    /// <remarks>Record: the key of the source table (4 octets), then the states in the sources' order. Another profile, with another table, does not read
    /// it.</remarks>
    public sealed class SourceStates
    {
        /// <summary>Milliseconds from one save to the next.</summary>
        public const int SaveIntervalMs = 600000;

        internal const string Name = "sources";
        private const int KeyLength = 4;

        private readonly SourceSet _sources;
        private readonly TwoCopyRecord _record;
        private readonly int _length;
        private uint _savedSum;
        private bool _isSaved;
        private long _nextMs = SaveIntervalMs;

        /// <summary>Makes it; reads nothing yet.</summary>
        /// <param name="files">Where the copies are kept.</param>
        /// <param name="sources">The sources.</param>
        public SourceStates(IFileArea files, SourceSet sources)
        {
            _sources = sources;
            _length = sources.StateOctets == 0 ? 0 : KeyLength + sources.StateOctets;
            _record = _length == 0 ? null : new TwoCopyRecord(files, Name, _length);
        }

        /// <summary>Saves that the file area refused.</summary>
        public uint Failures { get; private set; }

        /// <summary>Octets of the record.</summary>
        internal int BufferOctets
        {
            get { return _record == null ? 0 : _record.Buffer.Length + (2 * 4); }
        }

        /// <summary>Gives the sources what an earlier start has saved. Called once, before the first sample.</summary>
        public void Load()
        {
            int length;
            if (_record == null || !_record.TryLoad(out length) || length != _length
                || UaBinary.Get32(_record.Buffer, _record.Offset) != _sources.Key)
            {
                return;
            }

            _sources.LoadState(_record.Buffer, _record.Offset + KeyLength);
            _savedSum = Crc32.Of(_record.Buffer, _record.Offset, _length);
            _isSaved = true;
        }

        /// <summary>Saves when it is time to and something has changed.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Step(long nowMs)
        {
            if (nowMs >= _nextMs)
            {
                _nextMs = nowMs + SaveIntervalMs;
                Save();
            }
        }

        /// <summary>Saves when something has changed.</summary>
        public void Save()
        {
            if (_record == null)
            {
                return;
            }

            UaBinary.Put32(_record.Buffer, _record.Offset, _sources.Key);
            _sources.SaveState(_record.Buffer, _record.Offset + KeyLength);
            uint sum = Crc32.Of(_record.Buffer, _record.Offset, _length);
            if (_isSaved && sum == _savedSum)
            {
                return;
            }

            _isSaved = _record.Save(_length);
            _savedSum = sum;
            if (!_isSaved)
            {
                Failures++;
            }
        }
    }
}
