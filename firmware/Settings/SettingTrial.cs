using System;
using Sidetap.Hal;

namespace Sidetap.Settings
{
    /// <summary>
    /// Settings on trial: those that may cut a box off its network are kept besides the saved ones and used for one start. When a gateway or broker has acknowledged
    /// a message under them, or somebody has confirmed them, they become the saved ones. Any restart before that brings the saved ones back.
    /// </summary>
    /// <remarks>
    /// <para>Record "trial", in two copies: what state they are in (1 octet: 0 over, 1 not begun, 2 begun), then the settings as <see cref="SettingRecord"/> writes
    /// them. A trial that is over is written as such, not deleted: of two files, one would be left by a power cut.</para>
    /// <para>They are marked as begun in flash before they are used, so they are used once. The buffers are made when they are needed and let go again: this is
    /// on no way of a sample.</para>
    /// </remarks>
    public sealed class SettingTrial
    {
        /// <summary>The files' name without ".a" and ".b".</summary>
        public const string Name = "trial";

        private const int Over = 0;
        private const int Pending = 1;
        private const int Begun = 2;
        private const int HeaderLength = 1;

        private readonly IFileArea _files;
        private readonly int _capacity;
        private bool _isUnconfirmed;
        private bool _isReplaced;

        /// <summary>Makes it; reads nothing yet.</summary>
        /// <param name="files">Where the record is kept.</param>
        /// <param name="capacity">Octets of the longest record of settings (<see cref="SettingStore.CapacityOf"/>).</param>
        public SettingTrial(IFileArea files, int capacity)
        {
            _files = files;
            _capacity = capacity;
        }

        /// <summary>Seconds from the start after which the saved settings come back. Who knows the settings says so.</summary>
        public int Seconds { get; set; } = 300;

        /// <summary>Counts what has become of the settings on trial since the start: whoever has read them reads them again.</summary>
        public int Changes { get; private set; }

        /// <summary>Whether settings wait for the next start to try them.</summary>
        public bool IsPending { get; private set; }

        /// <summary>Whether the start before was a trial that nobody has confirmed: the settings before it are back.</summary>
        public bool HasFailed { get; private set; }

        /// <summary>Whether this start uses settings that can still be confirmed.</summary>
        public bool IsRunning
        {
            get { return _isUnconfirmed && !_isReplaced; }
        }

        /// <summary>Whether this start uses settings that nobody has confirmed: it ends with <see cref="Seconds"/>.</summary>
        public bool IsUnconfirmed
        {
            get { return _isUnconfirmed; }
        }

        /// <summary>At start: takes what waits to be tried, for this start alone.</summary>
        /// <param name="values">The saved settings; take those on trial.</param>
        /// <param name="defaults">Factory defaults.</param>
        /// <returns>True when this start is the trial.</returns>
        public bool TryBegin(SettingValues values, SettingValues defaults)
        {
            TwoCopyRecord record = CreateRecord();
            int length = Load(record);
            int state = StateOf(record, length);
            if (state == Begun)
            {
                HasFailed = !IsSaved(record, length);
                WriteOver(record); // it was tried, and nobody has confirmed it, or the power went behind that
            }

            if (state != Pending)
            {
                return false;
            }

            record.Buffer[record.Offset] = Begun;
            if (!record.Save(length))
            {
                IsPending = true; // what can't be marked would be tried again and again
                return false;
            }

            _isUnconfirmed = Read(record, length, values, defaults);
            if (!_isUnconfirmed)
            {
                WriteOver(record);
            }

            return _isUnconfirmed;
        }

        /// <summary>Looks whether settings wait to be tried, and begins nothing: for a start that leaves out what it was given.</summary>
        public void Look()
        {
            TwoCopyRecord record = CreateRecord();
            int length = Load(record);
            IsPending = StateOf(record, length) == Pending;
        }

        /// <summary>Reads the settings on trial, begun or not.</summary>
        /// <param name="values">Take them.</param>
        /// <param name="defaults">Factory defaults.</param>
        /// <returns>False when there are none, which leaves the values alone.</returns>
        public bool TryRead(SettingValues values, SettingValues defaults)
        {
            if (!IsPending && !IsRunning)
            {
                return false;
            }

            TwoCopyRecord record = CreateRecord();
            int length = Load(record);
            return StateOf(record, length) != Over && Read(record, length, values, defaults);
        }

        /// <summary>Keeps settings for the next start to try, in place of any others.</summary>
        /// <param name="values">The settings.</param>
        /// <param name="defaults">Factory defaults.</param>
        /// <returns>Why they were not kept; None: they were.</returns>
        public SettingError Propose(SettingValues values, SettingValues defaults)
        {
            TwoCopyRecord record = CreateRecord();
            Load(record);
            int length = SettingRecord.Write(values, defaults, record.Buffer, record.Offset + HeaderLength, _capacity);
            if (length < 0)
            {
                return SettingError.NoRoom;
            }

            record.Buffer[record.Offset] = Pending;
            if (!record.Save(HeaderLength + length))
            {
                return SettingError.NotStored;
            }

            IsPending = true;
            _isReplaced = true;
            Changes++;
            return SettingError.None;
        }

        /// <summary>Gives up what waits to be tried, and what is being tried: the next start uses the saved settings.</summary>
        /// <returns>False when it could not be written, and nothing has changed.</returns>
        public bool Drop()
        {
            if (!IsPending && !IsRunning)
            {
                return true;
            }

            TwoCopyRecord record = CreateRecord();
            Load(record);
            if (!WriteOver(record))
            {
                return false;
            }

            IsPending = false;
            _isReplaced = true;
            Changes++;
            return true;
        }

        /// <summary>Makes the settings on trial the saved ones.</summary>
        /// <returns>False when there are none (<see cref="IsRunning"/>), or they could not be stored: then they are on trial still.</returns>
        public bool Confirm()
        {
            if (!IsRunning)
            {
                return false;
            }

            TwoCopyRecord record = CreateRecord();
            int length = Load(record);
            if (StateOf(record, length) != Begun || !SaveAsSettings(record, length))
            {
                return false;
            }

            // Should the power go here, the next start finds a trial that has begun, and drops what by now are the saved settings too.
            _isUnconfirmed = false;
            Changes++;
            WriteOver(record);
            return true;
        }

        /// <summary>Whether the time for a confirmation is over: the box has to restart.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>True when it is.</returns>
        public bool IsOver(long nowMs)
        {
            return _isUnconfirmed && nowMs >= DueMs;
        }

        /// <summary>Uptime at which it is over; the greatest there is while nothing is on trial.</summary>
        public long DueMs
        {
            get { return _isUnconfirmed ? Seconds * 1000L : long.MaxValue; }
        }

        /// <summary>Erases the record, its earlier copy too.</summary>
        /// <returns>False when it could not.</returns>
        public bool Erase()
        {
            TwoCopyRecord record = CreateRecord();
            Load(record);
            if (!WriteOver(record))
            {
                return false;
            }

            IsPending = false;
            _isReplaced = true;
            Changes++;
            return WriteOver(record) && _files.Delete(Name + ".a") && _files.Delete(Name + ".b");
        }

        private static int Load(TwoCopyRecord record)
        {
            int length;
            return record.TryLoad(out length) ? length : 0;
        }

        private static int StateOf(TwoCopyRecord record, int length)
        {
            return length > HeaderLength ? record.Buffer[record.Offset] : Over;
        }

        private static bool Read(TwoCopyRecord record, int length, SettingValues values, SettingValues defaults)
        {
            int offset = record.Offset + HeaderLength;
            if (!SettingRecord.IsReadable(record.Buffer, offset, length - HeaderLength))
            {
                return false;
            }

            values.CopyFrom(defaults);
            new SettingRecord().Read(values, record.Buffer, offset, length - HeaderLength);
            return true;
        }

        private static bool WriteOver(TwoCopyRecord record)
        {
            record.Buffer[record.Offset] = Over;
            return record.Save(HeaderLength);
        }

        /// <summary>The octets are the same in both records, so the table is not needed.</summary>
        private bool SaveAsSettings(TwoCopyRecord record, int length)
        {
            TwoCopyRecord settings = new TwoCopyRecord(_files, SettingStore.Name, _capacity);
            int saved;
            if (settings.TryLoad(out saved) && !SettingRecord.IsReadable(settings.Buffer, settings.Offset, saved))
            {
                settings.TryLoadOther(out saved);
            }

            Array.Copy(record.Buffer, record.Offset + HeaderLength, settings.Buffer, settings.Offset, length - HeaderLength);
            return settings.Save(length - HeaderLength);
        }

        /// <summary>Whether the settings on trial are the saved ones: octet for octet, as <see cref="Confirm"/> writes them.</summary>
        private bool IsSaved(TwoCopyRecord record, int length)
        {
            TwoCopyRecord settings = new TwoCopyRecord(_files, SettingStore.Name, _capacity);
            int saved;
            bool isSame = settings.TryLoad(out saved) && saved == length - HeaderLength;
            for (int i = 0; i < saved && isSame; i++)
            {
                isSame = settings.Buffer[settings.Offset + i] == record.Buffer[record.Offset + HeaderLength + i];
            }

            return isSame;
        }

        private TwoCopyRecord CreateRecord()
        {
            return new TwoCopyRecord(_files, Name, HeaderLength + _capacity);
        }
    }
}
