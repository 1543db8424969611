using Sidetap.Hal;

namespace Sidetap.Settings
{
    /// <summary>
    /// The box's settings in flash, in two copies. A save that was cut short leaves the settings before it, whole; with both copies bad the box works with
    /// factory defaults and says so.
    /// </summary>
    /// <remarks>Used at start and when settings are changed, never on the way of a sample.</remarks>
    public sealed class SettingStore
    {
        /// <summary>The files' name without ".a" and ".b".</summary>
        public const string Name = "settings";

        // Room for entries that this firmware does not know, so that the settings outlive a step back to it.
        private const int Spare = 256;

        private readonly IFileArea _files;
        private readonly TwoCopyRecord _record;
        private readonly SettingRecord _reader = new SettingRecord();
        private readonly SettingValues _defaults;
        private readonly int _capacity;

        /// <summary>Makes a store; reads nothing yet.</summary>
        /// <param name="files">Where the copies are kept.</param>
        /// <param name="table">What settings there are.</param>
        public SettingStore(IFileArea files, SettingTable table)
        {
            _capacity = CapacityOf(table);
            _files = files;
            _record = new TwoCopyRecord(files, Name, _capacity);
            _defaults = new SettingValues(table);
            Values = new SettingValues(table);
        }

        /// <summary>Octets of the longest record that is kept.</summary>
        /// <param name="table">What settings there are.</param>
        /// <returns>Octets.</returns>
        public static int CapacityOf(SettingTable table)
        {
            return SettingRecord.MaxLength(table) + Spare;
        }

        /// <summary>The settings: defaults until <see cref="Load"/>; whoever changes them calls <see cref="Save"/>, or Load to go back.</summary>
        public SettingValues Values { get; }

        /// <summary>Factory defaults, to compare with.</summary>
        public SettingValues Defaults
        {
            get { return _defaults; }
        }

        /// <summary>Where the settings came from.</summary>
        public SettingStatus Status { get; private set; }

        /// <summary>Why a copy that is whole was passed over; None: none was.</summary>
        public SettingError Error { get; private set; }

        /// <summary>Entries of the copy in use that this firmware does not know. A save loses them.</summary>
        public int Skipped
        {
            get { return _reader.Skipped; }
        }

        /// <summary>Entries of the copy in use whose value is not allowed any more: their settings are at their defaults.</summary>
        public int Refused
        {
            get { return _reader.Refused; }
        }

        /// <summary>Id of the first of these; 0: there is none.</summary>
        public int RefusedId
        {
            get { return _reader.RefusedId; }
        }

        /// <summary>Why its value is not allowed.</summary>
        public SettingError RefusedError
        {
            get { return _reader.RefusedError; }
        }

        /// <summary>Reads the newest copy that can be used, else leaves the factory defaults.</summary>
        /// <returns>Which it was.</returns>
        public SettingStatus Load()
        {
            int length;
            Error = SettingError.None;
            Values.CopyFrom(_defaults);
            bool isWhole = _record.TryLoad(out length);
            Status = _record.DamagedCopies > 0 ? SettingStatus.BothBad : SettingStatus.Defaults;
            if (isWhole)
            {
                Status = Take(length) ? (_record.DamagedCopies > 0 ? SettingStatus.OneCopyBad : SettingStatus.Loaded)
                    : _record.TryLoadOther(out length) && Take(length) ? SettingStatus.OneCopyBad
                    : SettingStatus.BothBad;
            }

            return Status;
        }

        /// <summary>Saves <see cref="Values"/> in the place of the older copy. <see cref="Load"/> comes first: it finds out which one that is.</summary>
        /// <returns>Why they were not saved, and what there was stands; None: they were.</returns>
        public SettingError Save()
        {
            int length = SettingRecord.Write(Values, _defaults, _record.Buffer, _record.Offset, _capacity);
            return length < 0 ? SettingError.NoRoom : _record.Save(length) ? SettingError.None : SettingError.NotStored;
        }

        /// <summary>Deletes both copies. Whoever wants nothing to be left of them saves the defaults twice before.</summary>
        /// <returns>False when one could not be deleted.</returns>
        public bool Erase()
        {
            return _files.Delete(Name + ".a") && _files.Delete(Name + ".b");
        }

        private bool Take(int length)
        {
            SettingError error = _reader.Read(Values, _record.Buffer, _record.Offset, length);
            Error = Error == SettingError.None ? error : Error;
            return error == SettingError.None;
        }
    }
}
