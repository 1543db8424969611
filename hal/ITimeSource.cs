namespace Sidetap.Hal
{
    /// <summary>Where the time comes from: SNTP, a radio, a clock chip. The answer shows in <see cref="IClock.UtcAtStart"/>.</summary>
    public interface ITimeSource
    {
        /// <summary>Asks for the time; returns at once.</summary>
        /// <returns>False when it could not even be asked for: no network, no server's name.</returns>
        bool Request();
    }
}
