using Sidetap.Hal;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>
    /// Where settings are looked at and changed: the table, the saved values and the staged ones, which nobody uses before they are saved. Made when the first command
    /// needs it, let go when the session ends: a box that runs by itself has the memory for its own.
    /// </summary>
    public sealed class ConfigDesk
    {
        private readonly SettingStore _store;
        private readonly SettingTrial _trial;
        private readonly SettingRules _rules;
        private readonly SettingValues _base;
        private int _seen;

        /// <summary>Room for a value as people read it.</summary>
        internal readonly byte[] Text = new byte[SettingText.MaxOctets];

        /// <summary>Reads the settings.</summary>
        /// <param name="files">Where they are.</param>
        /// <param name="trial">Settings on trial.</param>
        public ConfigDesk(IFileArea files, SettingTrial trial)
        {
            Table = SettingTable.Create();
            _store = new SettingStore(files, Table);
            _trial = trial;
            _base = new SettingValues(Table);
            Staged = new SettingValues(Table);
            _rules = new SettingRules(Staged);
            Reload();
            Staged.CopyFrom(_base);
        }

        /// <summary>What settings there are.</summary>
        public SettingTable Table { get; }

        /// <summary>What the box is going to be told, once it is saved.</summary>
        public SettingValues Staged { get; }

        /// <summary>What it was told last: the saved settings, or those on trial.</summary>
        public SettingValues Base
        {
            get { return _base; }
        }

        /// <summary>Factory defaults.</summary>
        public SettingValues Defaults
        {
            get { return _store.Defaults; }
        }

        /// <summary>What contradicts, after a check or a save that says so.</summary>
        public SettingError Error { get; private set; }

        /// <summary>Index of the setting that has to change.</summary>
        public int ErrorIndex { get; private set; }

        /// <summary>How many settings are staged and not saved.</summary>
        public int StagedCount
        {
            get
            {
                int count = 0;
                for (int i = 0; i < Table.Count; i++)
                {
                    count += Staged.IsSame(i, _base) ? 0 : 1;
                }

                return count;
            }
        }

        /// <summary>Reads again what has changed below: a trial that was confirmed. What is staged stays.</summary>
        public void Refresh()
        {
            if (_seen != _trial.Changes)
            {
                Reload();
            }
        }

        /// <summary>Holds what is staged to the rules between settings.</summary>
        /// <returns>True when they go together.</returns>
        public bool Check()
        {
            Error = _rules.First();
            ErrorIndex = Error == SettingError.None ? -1 : Table.IndexOf(_rules.Id);
            return Error == SettingError.None;
        }

        /// <summary>Saves what is staged, or keeps it for a trial where a setting has changed that may cut the box off.</summary>
        /// <param name="patience">Takes over what needs no restart; null: there is nobody to.</param>
        /// <param name="console">Takes over what concerns the shell.</param>
        /// <returns>What became of it.</returns>
        public SaveOutcome Save(SupervisorSettings patience, ConsoleSettings console)
        {
            if (StagedCount == 0)
            {
                return SaveOutcome.Nothing;
            }

            return !Check() ? SaveOutcome.Conflict : HasRisk() ? Propose() : Store(patience, console);
        }

        /// <summary>Drops what is staged, and a trial that has not begun.</summary>
        /// <returns>False when the flash did not take the latter.</returns>
        public bool Revert()
        {
            bool isDropped = !_trial.IsPending || _trial.Drop();
            Refresh();
            Staged.CopyFrom(_base);
            return isDropped;
        }

        /// <summary>Erases all settings: both copies hold none, then they are deleted. A cut at any moment leaves the settings or the defaults.</summary>
        /// <returns>False when the flash did not take it.</returns>
        public bool Erase()
        {
            if (!_trial.Erase())
            {
                return false;
            }

            _store.Values.CopyFrom(_store.Defaults);
            return _store.Save() == SettingError.None && _store.Save() == SettingError.None && _store.Erase();
        }

        private bool HasRisk()
        {
            bool hasRisk = false;
            for (int i = 0; i < Table.Count && !hasRisk; i++)
            {
                hasRisk = Table.IsRisky(i) && !Staged.IsSame(i, _store.Values);
            }

            return hasRisk;
        }

        private SaveOutcome Propose()
        {
            if (_trial.Propose(Staged, _store.Defaults) != SettingError.None)
            {
                return SaveOutcome.NotStored;
            }

            Refresh();
            return SaveOutcome.Trial;
        }

        private SaveOutcome Store(SupervisorSettings patience, ConsoleSettings console)
        {
            // The values in use are others than the saved ones while a trial is on.
            bool needsRestart = _trial.IsUnconfirmed;
            for (int i = 0; i < Table.Count && !needsRestart; i++)
            {
                needsRestart = Table.NeedsRestart(i) && !Staged.IsSame(i, _base);
            }

            // In this order flash that fails, or a power cut between the two, leaves the trial and does not lose both.
            _store.Values.CopyFrom(Staged);
            if (_store.Save() != SettingError.None || !_trial.Drop())
            {
                Reload();
                return SaveOutcome.NotStored;
            }

            Reload();
            LiveSettings.Apply(Staged, patience, console);
            return needsRestart ? SaveOutcome.NeedsRestart : SaveOutcome.Saved;
        }

        private void Reload()
        {
            _seen = _trial.Changes;
            _store.Load();
            _base.CopyFrom(_store.Values);
            _trial.TryRead(_base, _store.Defaults);
        }
    }
}
