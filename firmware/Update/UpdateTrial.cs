namespace Sidetap.Update
{
    /// <summary>Whether a new image proves itself: the sensors answer that answered before, gateway or broker is reached, and a publication was acknowledged.</summary>
    internal sealed class UpdateTrial
    {
        private const int LeastMs = 10000; // what goes wrong at once shall have its chance to
        private const int LookMs = 1000;
        private const int AgainMs = 10000;

        private readonly int _durationMs;
        private readonly UpdateRecord _record;
        private long _readyMs;

        /// <summary>Makes it.</summary>
        public UpdateTrial(int durationMs, UpdateRecord record)
        {
            _durationMs = durationMs;
            _record = record;
        }

        /// <summary>Uptime at which it ends by itself, in milliseconds.</summary>
        public long DueMs { get; private set; }

        /// <summary>Uptime of the next look.</summary>
        public long NextMs { get; private set; }

        /// <summary>Whether the last look found everything well.</summary>
        public bool IsHealthy { get; private set; }

        /// <summary>Begins.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="heldMs">How long messages may be held back besides, in which none can be acknowledged.</param>
        public void Start(long nowMs, int heldMs)
        {
            DueMs = nowMs + _durationMs + heldMs;
            _readyMs = nowMs + LeastMs;
            NextMs = _readyMs;
        }

        /// <summary>Looks again later.</summary>
        public void TryAgain(long nowMs)
        {
            IsHealthy = false;
            NextMs = nowMs + AgainMs;
        }

        /// <summary>Looks.</summary>
        /// <returns>What was missing to the end: SensorsSilent, NoGateway or NotAcknowledged; None: it is not over, or all is well.</returns>
        public UpdateError Step(UpdateHealth health, long nowMs)
        {
            if (nowMs < NextMs && nowMs < DueMs)
            {
                return UpdateError.None;
            }

            NextMs = nowMs + LookMs;
            UpdateError error = !health.IsConnected && !health.HasDelivered ? UpdateError.NoGateway
                : !health.HasDelivered ? UpdateError.NotAcknowledged
                : health.NotGood > _record.NotGoodBefore ? UpdateError.SensorsSilent
                : UpdateError.None;
            IsHealthy = error == UpdateError.None && nowMs >= _readyMs;
            return nowMs >= DueMs ? error : UpdateError.None;
        }
    }
}
