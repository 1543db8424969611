namespace Sidetap.Supervisor
{
    /// <summary>Tells whether the main loop still comes round. The loop writes it, and the board's second thread, which no firmware code starts, reads it.</summary>
    public sealed class StepWatch
    {
        private readonly int _timeoutMs;
        private long _aliveMs;

        /// <summary>Makes it.</summary>
        /// <param name="timeoutMs">Milliseconds that the loop may take for a round; 0: it is not watched.</param>
        public StepWatch(int timeoutMs)
        {
            _timeoutMs = timeoutMs;
        }

        /// <summary>The loop has come round.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Alive(long nowMs)
        {
            _aliveMs = nowMs;
        }

        /// <summary>Whether it has not for too long: the box is to be restarted, <see cref="RestartReason.StepOverdue"/>.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public bool IsOverdue(long nowMs)
        {
            return _timeoutMs > 0 && nowMs - _aliveMs > _timeoutMs;
        }
    }
}
