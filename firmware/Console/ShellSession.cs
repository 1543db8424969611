using Sidetap.Settings;

namespace Sidetap.Terminal
{
    /// <summary>What the shell's commands have in common while somebody is at the line: the lock, what is staged, and what they want the shell to do.</summary>
    public sealed class ShellSession
    {
        private readonly ShellParts _parts;
        private ConfigDesk _desk;
        private CalibrationPoints _points;

        /// <summary>Makes a session for parts; locked where there is a PIN.</summary>
        /// <param name="parts">What the shell works on.</param>
        internal ShellSession(ShellParts parts)
        {
            _parts = parts;
            if (parts.Start != null)
            {
                Console = parts.Start.Console;
                Trial = parts.Start.Trial;
            }
            else
            {
                // Without a start that has read the settings, the PIN counts all the same.
                Console = new ConsoleSettings();
                Trial = new SettingTrial(parts.Files, SettingStore.CapacityOf(SettingTable.Create()));
                LiveSettings.Apply(OpenDesk().Base, null, Console);
                _desk = null;
            }

            Lock = new ShellLock(parts.Files, Console);
        }

        /// <summary>What the shell goes by.</summary>
        public ConsoleSettings Console { get; }

        /// <summary>Settings on trial.</summary>
        public SettingTrial Trial { get; }

        /// <summary>The PIN.</summary>
        public ShellLock Lock { get; }

        /// <summary>Whether the line is in machine mode.</summary>
        public bool IsMachine { get; set; }

        /// <summary>Whether the clock was set by hand since the start.</summary>
        public bool HasSetTime { get; set; }

        /// <summary>What the shell does once the answer is on the line.</summary>
        public ShellEnding Ending { get; set; }

        /// <summary>Whether the session has been ended; the shell takes note of it and puts it back.</summary>
        public bool HasEnded { get; set; }

        /// <summary>Whether there is a desk.</summary>
        public bool HasDesk
        {
            get { return _desk != null; }
        }

        /// <summary>Points of a calibration that is under way; made with the first use.</summary>
        public CalibrationPoints Points
        {
            get
            {
                if (_points == null)
                {
                    _points = new CalibrationPoints();
                }

                return _points;
            }
        }

        /// <summary>Where settings are looked at and changed. Allocates some 20 KB the first time.</summary>
        /// <returns>The desk, up to date.</returns>
        public ConfigDesk OpenDesk()
        {
            if (_desk == null)
            {
                _desk = new ConfigDesk(_parts.Files, Trial);
            }

            _desk.Refresh();
            return _desk;
        }

        /// <summary>Ends the session: locks, drops what is staged and lets its memory go.</summary>
        public void End()
        {
            Lock.Lock();
            _desk = null;
            HasEnded = true;
        }
    }
}
