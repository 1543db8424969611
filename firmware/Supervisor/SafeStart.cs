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
