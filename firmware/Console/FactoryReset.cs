using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Outbox;
using Sidetap.Settings;
using Sidetap.Supervisor;

namespace Sidetap.Terminal
{
    /// <summary>Makes a box forget what it was given and what it has counted. Files that it does not know, such as certificates, stay.</summary>
    public static class FactoryReset
    {
        /// <summary>Erases what the box was given: profile, calibration, PIN's tries, trial, and last the settings, so that what a power cut leaves can be erased again.</summary>
        /// <param name="parts">The box.</param>
        /// <returns>False when the flash did not take it.</returns>
        public static bool EraseGiven(ShellParts parts)
        {
            return EraseRecord(parts.Files, ProfileStore.Name) && parts.Files.Delete(ProfileInbox.Name) && EraseRecord(parts.Files, Calibration.Name)
                && parts.Session.Lock.Erase() && parts.Session.OpenDesk().Erase();
        }

        /// <summary>Erases what the box has counted, and the messages that wait. The node writes these now and then, so the restart follows at once.</summary>
        /// <param name="files">Where they are.</param>
        public static void EraseCounts(IFileArea files)
        {
            EraseRecord(files, SourceStates.Name);
            EraseRecord(files, OutboxState.Name);
            EraseRecord(files, Node.BootRecord);
            EraseRecord(files, RestartRecord.Name);
            for (int i = 0; i < PageStore.MaxSlots; i++)
            {
                string name = PageStore.NameOf(i);
                if (files.Length(name) >= 0)
                {
                    files.Delete(name);
                }
            }
        }

        private static bool EraseRecord(IFileArea files, string name)
        {
            // The copy in use goes last: otherwise the power could bring back the one before it.
            int length;
            TwoCopyRecord record = new TwoCopyRecord(files, name, ProfileFormat.MaxLength);
            record.TryLoad(out length);
            return record.Delete();
        }
    }
}
