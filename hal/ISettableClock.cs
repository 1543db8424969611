namespace Sidetap.Hal
{
    /// <summary>A board's clock that can be set by hand, for a site where no server tells the time.</summary>
    public interface ISettableClock
    {
        /// <summary>Sets the time; <see cref="IClock.UtcAtStart"/> shows it from the next look on.</summary>
        /// <param name="utc">UTC in 100 ns since 1601-01-01 (OPC UA DateTime, OPC 10000-6 5.2.2.5), 2025 or later.</param>
        /// <returns>False when the board did not take it.</returns>
        bool SetUtc(long utc);
    }
}
