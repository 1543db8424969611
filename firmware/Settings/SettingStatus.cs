namespace Sidetap.Settings
{
    /// <summary>Where a box's settings came from at this start.</summary>
    public enum SettingStatus : byte
    {
        /// <summary>Nothing was ever saved: factory defaults.</summary>
        Defaults = 0,

        /// <summary>From the newest copy.</summary>
        Loaded = 1,

        /// <summary>From the only copy that is good; the other one is damaged or can't be used, so these may be the settings before the last.</summary>
        OneCopyBad = 2,

        /// <summary>There are copies and none is good: factory defaults.</summary>
        BothBad = 3,
    }
}
