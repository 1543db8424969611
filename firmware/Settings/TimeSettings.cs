namespace Sidetap.Settings
{
    /// <summary>Where a box gets the time.</summary>
    public sealed class TimeSettings
    {
        /// <summary>The SNTP server's name or IPv4 address; empty: nobody is asked.</summary>
        public string Server = "pool.ntp.org";

        /// <summary>A second server, for when the first does not answer; empty: none.</summary>
        public string FallbackServer = string.Empty;
    }
}
