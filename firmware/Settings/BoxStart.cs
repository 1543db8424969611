using System;
using Sidetap.Hal;
using Sidetap.Supervisor;

namespace Sidetap.Settings
{
    /// <summary>Which settings a box starts with: the saved ones, those on trial, or the factory defaults. Every board asks here, once for each start.</summary>
    public sealed class BoxStart
    {
        /// <summary>Reads the settings, and begins a trial that waits.</summary>
        /// <param name="files">Where they are.</param>
        /// <param name="uniqueId">The board's unique number.</param>
        /// <param name="restarts">What the box remembers: after quick restarts in a row, settings are left out.</param>
        public BoxStart(IFileArea files, ulong uniqueId, RestartRecord restarts)
        {
            SettingTable table = SettingTable.Create();
            SettingStore store = new SettingStore(files, table);
            Trial = new SettingTrial(files, SettingStore.CapacityOf(table));
            ConsoleSettings saved = new ConsoleSettings();
            Status = store.Load();
            IsSafe = !SafeStart.UsesSettings(restarts);
            if (IsSafe)
            {
                LiveSettings.ApplyPin(store.Values, saved);
                store.Values.CopyFrom(store.Defaults);
                Trial.Look();
            }
            else
            {
                Trial.TryBegin(store.Values, store.Defaults);
            }

            Settings = new BoxSettings(store.Values, uniqueId, files);
            Console = Settings.Console;
            Trial.Seconds = Console.TrialSeconds;
            LeavesOutProfile = !SafeStart.UsesProfile(restarts);
            int faultId = Settings.Error != SettingError.None ? Settings.ErrorId : IsSafe ? 0 : store.RefusedId;
            SettingError fault = Settings.Error != SettingError.None ? Settings.Error : store.RefusedError;
            Fault = faultId == 0 ? string.Empty : NameOf(table, faultId) + " " + SettingErrors.TextOf(fault);
            if (IsSafe)
            {
                // Somebody who makes a box restart must not get past its PIN.
                Array.Copy(saved.Pin, 0, Console.Pin, 0, saved.PinLength);
                Console.PinLength = saved.PinLength;
            }
        }

        /// <summary>What the box is told; null after <see cref="LetGo"/>.</summary>
        public BoxSettings Settings { get; private set; }

        /// <summary>What the shell goes by.</summary>
        public ConsoleSettings Console { get; }

        /// <summary>Settings on trial.</summary>
        public SettingTrial Trial { get; }

        /// <summary>Where the saved settings came from.</summary>
        public SettingStatus Status { get; }

        /// <summary>Whether the settings were left out, because the box did not last with them.</summary>
        public bool IsSafe { get; }

        /// <summary>Whether the stored profile is left out too.</summary>
        public bool LeavesOutProfile { get; }

        /// <summary>What is wrong with the settings, for people: those in use do not go together, or a saved value is not allowed any more; empty: nothing is.</summary>
        public string Fault { get; }

        /// <summary>Lets go of what only putting the box together needs: the table of settings takes some 14 KB.</summary>
        public void LetGo()
        {
            Settings = null;
        }

        private static string NameOf(SettingTable table, int id)
        {
            int index = table.IndexOf(id);
            return index < 0 ? "A former setting" : table.NameOf(index);
        }
    }
}
