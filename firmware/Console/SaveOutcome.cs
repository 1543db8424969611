namespace Sidetap.Terminal
{
    /// <summary>What has become of staged settings that were to be saved.</summary>
    public enum SaveOutcome : byte
    {
        /// <summary>Nothing was staged.</summary>
        Nothing = 0,

        /// <summary>They are saved, and in force.</summary>
        Saved = 1,

        /// <summary>They are saved; the next start uses them.</summary>
        NeedsRestart = 2,

        /// <summary>They are kept besides the saved ones; the next start tries them.</summary>
        Trial = 3,

        /// <summary>They contradict each other; nothing is saved.</summary>
        Conflict = 4,

        /// <summary>The flash did not take them; what was saved stands.</summary>
        NotStored = 5,
    }
}
