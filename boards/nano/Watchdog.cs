using System;
using System.Threading;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>A second thread that restarts the box when the main loop has not come round for a time. nanoFramework v1 gives managed code no
    /// hardware watchdog (the CLR feeds STM32's itself), so a call that hangs inside the CLR is not caught by it; one that hangs in managed code or
    /// waits for ever is.</summary>
    public sealed class Watchdog
    {
        private const int LookEveryMs = 1000;

        private readonly ISystem _system;
        private readonly IClock _clock;
        private readonly CrashRecord _crashes;
        private readonly int _timeoutMs;
        private long _aliveMs;

        /// <summary>Makes it; it does not look yet.</summary>
        /// <param name="system">The box.</param>
        /// <param name="clock">Its clock.</param>
        /// <param name="crashes">Where the reason is kept.</param>
        /// <param name="timeoutMs">How long the main loop may take for a round.</param>
        public Watchdog(ISystem system, IClock clock, CrashRecord crashes, int timeoutMs)
        {
            _system = system;
            _clock = clock;
            _crashes = crashes;
            _timeoutMs = timeoutMs;
        }

        /// <summary>Begins to look.</summary>
        public void Start()
        {
            Alive(_clock.UptimeMs);
            Thread thread = new Thread(Run);
            thread.Priority = ThreadPriority.AboveNormal; // a loop that spins must not starve it
            thread.Start();
        }

        /// <summary>Says that the main loop has come round.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Alive(long nowMs)
        {
            _aliveMs = nowMs;
        }

        private void Run()
        {
            while (true)
            {
                try
                {
                    Thread.Sleep(LookEveryMs);
                    if (_clock.UptimeMs - _aliveMs > _timeoutMs)
                    {
                        _crashes.Note("Step did not return");
                        _system.Restart();
                    }
                }
                catch (Exception)
                {
                    // It looks again: nothing may end this thread.
                }
            }
        }
    }
}
