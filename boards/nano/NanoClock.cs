using System;
using nanoFramework.Runtime.Native;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>The clocks of nanoFramework: the tick count of the CLR, and the system time once somebody has set it.</summary>
    public sealed class NanoClock : IClock, ISettableClock
    {
        private const long TicksFrom1To1601 = 504911232000000000;
        private const long TicksPerMs = 10000;

        // 2025-01-01: a clock that shows less has not been set since the power came.
        private const long EarliestUtc = 638712864000000000 - TicksFrom1To1601;

        // The system time comes as a struct, 72 octets of heap each time: it is looked at once a second.
        private const long LookEveryMs = 1000;

        // The tick count's resolution makes two readings differ by this much without a correction of the clock.
        private const long JitterTicks = 20 * TicksPerMs;

        private long _utcAtStart;
        private long _nextLookMs;

        /// <inheritdoc/>
        public long UptimeMs
        {
            get { return Environment.TickCount64; }
        }

        /// <inheritdoc/>
        public long UtcAtStart
        {
            get
            {
                long uptime = Environment.TickCount64;
                if (uptime >= _nextLookMs)
                {
                    _nextLookMs = uptime + LookEveryMs;
                    Look(uptime);
                }

                return _utcAtStart;
            }
        }

        /// <inheritdoc/>
        public bool SetUtc(long utc)
        {
            bool isSet = utc >= EarliestUtc && Rtc.SetSystemTime(new DateTime(utc + TicksFrom1To1601));
            _nextLookMs = 0;
            return isSet;
        }

        private void Look(long uptime)
        {
            long utc = DateTime.UtcNow.Ticks - TicksFrom1To1601;
            if (utc < EarliestUtc)
            {
                return;
            }

            long atStart = utc - (uptime * TicksPerMs);
            long change = atStart - _utcAtStart;
            if (change > JitterTicks || change < -JitterTicks)
            {
                _utcAtStart = atStart;
            }
        }
    }
}
