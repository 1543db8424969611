namespace Sidetap.Supervisor
{
    /// <summary>Tells whether the main loop still comes round. The loop writes it, and the board's second thread, which no firmware code starts, reads it.</summary>
    public sealed class StepWatch
    {
        private readonly SupervisorSettings _settings;
        private long _aliveMs;

        /// <summary>Makes it.</summary>
        /// <param name="settings">How long the loop may take for a round.</param>
        public StepWatch(SupervisorSettings settings)
        {
            _settings = settings;
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
            return _settings.StepTimeoutMs > 0 && nowMs - _aliveMs > _settings.StepTimeoutMs;
        }
    }
}
