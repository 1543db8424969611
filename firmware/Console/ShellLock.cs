using Sidetap.Hal;
using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>The PIN: who does not know it may look and change nothing. Wrong ones are counted over restarts, and each doubles the time until the next try.</summary>
    /// <remarks>Record "lock", in two copies: wrong tries in a row (1 octet). A try counts as wrong before it is compared, so that a power cut in the right moment gains
    /// nothing.</remarks>
    public sealed class ShellLock
    {
        /// <summary>The record's name.</summary>
        public const string Name = "lock";

        /// <summary>The longest time until the next try, in milliseconds.</summary>
        public const int LongestWaitMs = 300000;

        private const int FirstWaitMs = 1000;
        private const int Most = 255;

        private readonly IFileArea _files;
        private readonly ConsoleSettings _settings;
        private TwoCopyRecord _record;
        private int _wrongTries;
        private long _dueMs;
        private bool _isUnlocked;

        /// <summary>Makes it, locked where there is a PIN; reads nothing yet.</summary>
        /// <param name="files">Where tries are counted.</param>
        /// <param name="settings">The PIN.</param>
        public ShellLock(IFileArea files, ConsoleSettings settings)
        {
            _files = files;
            _settings = settings;
        }

        /// <summary>Whether there is a PIN.</summary>
        public bool HasPin
        {
            get { return _settings.PinLength > 0; }
        }

        /// <summary>Whether what changes something is refused.</summary>
        public bool IsLocked
        {
            get { return HasPin && !_isUnlocked; }
        }

        /// <summary>Whether somebody has unlocked it.</summary>
        public bool IsUnlocked
        {
            get { return HasPin && _isUnlocked; }
        }

        /// <summary>Tries a PIN.</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="offset">Index of its first digit.</param>
        /// <param name="length">Its digits.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>0: unlocked; else <see cref="ShellError.WrongPin"/>, or <see cref="ShellError.Wait"/>: it was not looked at.</returns>
        public int Try(byte[] octets, int offset, int length, long nowMs)
        {
            if (!HasPin)
            {
                return 0;
            }

            Load();
            if (nowMs < _dueMs)
            {
                return ShellError.Wait;
            }

            _wrongTries = _wrongTries < Most ? _wrongTries + 1 : Most;
            _dueMs = nowMs + WaitMs();
            Save();
            if (!IsPin(octets, offset, length))
            {
                return ShellError.WrongPin;
            }

            _wrongTries = 0;
            _dueMs = 0;
            Save();
            _isUnlocked = true;
            return 0;
        }

        /// <summary>Seconds until the next try, rounded up.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>0: it may come now.</returns>
        public int WaitSeconds(long nowMs)
        {
            return nowMs >= _dueMs ? 0 : (int)((_dueMs - nowMs + 999) / 1000);
        }

        /// <summary>Locks it.</summary>
        public void Lock()
        {
            _isUnlocked = false;
        }

        /// <summary>A PIN was set by somebody who was allowed to: they go on.</summary>
        public void Keep()
        {
            _isUnlocked = true;
        }

        /// <summary>Forgets wrong tries, also in flash.</summary>
        /// <returns>False when they could not be deleted.</returns>
        public bool Erase()
        {
            _wrongTries = 0;
            _record = null;
            return _files.Delete(Name + ".a") && _files.Delete(Name + ".b");
        }

        /// <summary>Looks at every digit, so that the time it takes tells nothing.</summary>
        private bool IsPin(byte[] octets, int offset, int length)
        {
            int difference = length ^ _settings.PinLength;
            for (int i = 0; i < _settings.PinLength; i++)
            {
                difference |= _settings.Pin[i] ^ (i < length ? octets[offset + i] : 0);
            }

            return difference == 0;
        }

        private int WaitMs()
        {
            int wait = _wrongTries == 0 ? 0 : FirstWaitMs;
            for (int i = 1; i < _wrongTries && wait < LongestWaitMs; i++)
            {
                wait *= 2;
            }

            return wait < LongestWaitMs ? wait : LongestWaitMs;
        }

        private void Load()
        {
            if (_record != null)
            {
                return;
            }

            _record = new TwoCopyRecord(_files, Name, 1);
            int length;
            if (_record.TryLoad(out length) && length == 1)
            {
                _wrongTries = _record.Buffer[_record.Offset];
                _dueMs = WaitMs(); // from this start on
            }
        }

        private void Save()
        {
            _record.Buffer[_record.Offset] = (byte)_wrongTries;
            _record.Save(1);
        }
    }
}
