namespace Sidetap.MqttSn
{
    /// <summary>One request that waits for its answer, with the timer that sends it again (MQTT-SN 1.2, 6.13).</summary>
    internal sealed class Exchange
    {
        /// <summary>Whether an answer is awaited.</summary>
        public bool IsOpen;

        /// <summary>MsgId of the request; 0 where the message has none.</summary>
        public int MsgId;

        /// <summary>Uptime at which the request is sent again, in milliseconds.</summary>
        public long DueMs;

        /// <summary>Milliseconds from one sending to the next.</summary>
        public int RetryMs;

        /// <summary>How often it may still be sent again.</summary>
        public int RetriesLeft;

        /// <summary>Starts waiting.</summary>
        public void Open(int msgId, long nowMs, ClientSettings settings)
        {
            IsOpen = true;
            MsgId = msgId;
            RetryMs = settings.RetryMs;
            DueMs = nowMs + settings.RetryMs;
            RetriesLeft = settings.RetryCount;
        }

        /// <summary>Shortens the time from one sending to the next.</summary>
        public void Hasten(long retryMs, long nowMs)
        {
            if (retryMs < RetryMs)
            {
                RetryMs = (int)retryMs;
                DueMs = nowMs + retryMs;
            }
        }

        /// <summary>Whether an answer with this MsgId ends the exchange.</summary>
        public bool Answers(int msgId)
        {
            return IsOpen && MsgId == msgId;
        }
    }
}
