using Sidetap.Model;

namespace Sidetap.Supervisor
{
    /// <summary>
    /// A box that restarts soon after each start has been given something that it can't bear. After some restarts in a row it leaves out what it was given, the
    /// profile first and then the settings as well, and it waits longer from start to start, so that somebody can get hold of it.
    /// </summary>
    public static class SafeStart
    {
        /// <summary>Restarts in a row after which the built-in profile takes the place of the stored one.</summary>
        public const int WithoutProfile = 3;

        /// <summary>Restarts in a row after which the defaults take the place of the stored settings too.</summary>
        public const int WithoutSettings = 6;

        private const int FirstPauseMs = 2000;
        private const int LongestPauseMs = 128000;

        /// <summary>Whether the stored profile may be used.</summary>
        public static bool UsesProfile(RestartRecord record)
        {
            return record.QuickRestarts < WithoutProfile;
        }

        /// <summary>Whether the stored settings may be used.</summary>
        public static bool UsesSettings(RestartRecord record)
        {
            return record.QuickRestarts < WithoutSettings;
        }

        /// <summary>The profile of this start: the stored one, or the built-in one where the box did not last with it.</summary>
        /// <param name="record">What the box remembers.</param>
        /// <param name="store">Where the profile is kept.</param>
        /// <param name="samplingIntervalMs">Milliseconds from sample to sample; 0: as the profile says.</param>
        /// <returns>The profile.</returns>
        public static MachineProfile LoadProfile(RestartRecord record, ProfileStore store, int samplingIntervalMs)
        {
            MachineProfile profile = UsesProfile(record) ? store.Load() : BuiltInProfile.Create();
            profile.SamplingIntervalMs = samplingIntervalMs > 0 ? samplingIntervalMs : profile.SamplingIntervalMs;
            return profile;
        }

        /// <summary>How long to wait before the restart that the record speaks of.</summary>
        /// <returns>Milliseconds: 2 s, doubled with each restart in a row, 128 s at the most.</returns>
        public static int PauseMs(RestartRecord record)
        {
            int pause = FirstPauseMs;
            for (int i = 1; i < record.QuickRestarts && pause < LongestPauseMs; i++)
            {
                pause *= 2;
            }

            return pause;
        }
    }
}
