namespace Sidetap.MqttSn
{
    /// <summary>
    /// MsgIds of messages that were delivered, so that a repeated one is not delivered again: those of QoS 2 until their PUBREL (6.9, and MQTT 3.1.1,
    /// 4.3.3), and the last few of QoS 1, of which a repetition carries DUP. MsgIds are used again, so what is old says nothing of a new message.
    /// </summary>
    internal sealed class ReceivedIds
    {
        private const int Capacity = 8;

        private readonly int[] _unreleased = new int[Capacity];
        private readonly long[] _heldAtMs = new long[Capacity];
        private readonly int[] _recent = new int[Capacity];
        private readonly long[] _notedAtMs = new long[Capacity];
        private int _next;

        /// <summary>Forgets everything: a new session begins to count anew.</summary>
        public void Clear()
        {
            for (int i = 0; i < Capacity; i++)
            {
                _unreleased[i] = 0;
                _recent[i] = 0;
            }
        }

        /// <summary>Whether a message of QoS 2 is one that waits for its PUBREL.</summary>
        /// <param name="msgId">Its MsgId, not 0.</param>
        /// <param name="isRepeated">Whether it carries DUP: otherwise it may only be the network that repeats it, which it does soon.</param>
        /// <param name="sinceMs">Uptime from which on "soon" counts, in milliseconds.</param>
        public bool IsUnreleased(int msgId, bool isRepeated, long sinceMs)
        {
            int slot = IndexOf(_unreleased, msgId);
            return slot >= 0 && (isRepeated || _heldAtMs[slot] >= sinceMs);
        }

        /// <summary>Keeps the id of a message of QoS 2. When too many wait, one whose PUBREL has not come for long is given up.</summary>
        /// <param name="msgId">Its MsgId, not 0.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="sinceMs">Uptime from which on an id is too young to be given up.</param>
        /// <returns>False when all are.</returns>
        public bool TryHold(int msgId, long nowMs, long sinceMs)
        {
            int slot = IndexOf(_unreleased, msgId);
            slot = slot < 0 ? IndexOf(_unreleased, 0) : slot;
            for (int i = 0; i < Capacity && slot < 0; i++)
            {
                slot = _heldAtMs[i] < sinceMs ? i : -1;
            }

            if (slot < 0)
            {
                return false;
            }

            _unreleased[slot] = msgId;
            _heldAtMs[slot] = nowMs;
            return true;
        }

        /// <summary>Forgets the id of a message of QoS 2; returns false when it was not kept.</summary>
        public bool Release(int msgId)
        {
            int slot = msgId == 0 ? -1 : IndexOf(_unreleased, msgId);
            if (slot < 0)
            {
                return false;
            }

            _unreleased[slot] = 0;
            return true;
        }

        /// <summary>Whether a message of QoS 1 is one of the last few.</summary>
        /// <param name="msgId">Its MsgId, not 0.</param>
        /// <param name="sinceMs">Uptime from which on it counts, in milliseconds.</param>
        public bool IsRecent(int msgId, long sinceMs)
        {
            for (int i = 0; i < Capacity; i++)
            {
                if (_recent[i] == msgId && _notedAtMs[i] >= sinceMs)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Keeps the id of a message of QoS 1 for a while.</summary>
        public void Note(int msgId, long nowMs)
        {
            _recent[_next] = msgId;
            _notedAtMs[_next] = nowMs;
            _next = (_next + 1) % Capacity;
        }

        private static int IndexOf(int[] ids, int msgId)
        {
            for (int i = 0; i < Capacity; i++)
            {
                if (ids[i] == msgId)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
