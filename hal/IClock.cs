namespace Sidetap.Hal
{
    /// <summary>The board's clocks. Only the board's main loop reads them; the firmware is told the time in <c>Node.Step</c>.</summary>
    public interface IClock
    {
        /// <summary>Milliseconds since start-up: never decreases, never jumps, does not wrap in a box's life. 0 or more.</summary>
        /// <remarks>A resolution of 10 ms is enough (that of the nanoCLR timer).</remarks>
        long UptimeMs { get; }

        /// <summary>
        /// The UTC time of <see cref="UptimeMs"/> = 0 in OPC UA DateTime units (100 ns since 1601-01-01, OPC 10000-6 5.2.2.5), or 0 while the
        /// board does not know the time. It may change when the clock is set or corrected; uptime does not.
        /// </summary>
        long UtcAtStart { get; }
    }
}
