namespace Sidetap.MqttSn
{
    /// <summary>
    /// MsgIds of messages that were delivered, so that a repeated one is not delivered again: those of QoS 2 until their PUBREL (6.9, and MQTT 3.1.1,
    /// 4.3.3), and the last few of QoS 1, of which a repetition carries DUP.
    /// </summary>
    internal sealed class ReceivedIds
    {
        private const int Capacity = 8;

        private readonly int[] _unreleased = new int[Capacity];
        private readonly int[] _recent = new int[Capacity];
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

        /// <summary>Whether a message of QoS 2 waits for its PUBREL.</summary>
        public bool IsUnreleased(int msgId)
        {
            return IndexOf(_unreleased, msgId) >= 0;
        }

        /// <summary>Keeps the id of a message of QoS 2; returns false when too many wait.</summary>
        public bool TryHold(int msgId)
        {
            int slot = IndexOf(_unreleased, 0);
            if (slot < 0)
            {
                return false;
            }

            _unreleased[slot] = msgId;
            return true;
        }

        /// <summary>Forgets the id of a message of QoS 2; returns false when it was not kept.</summary>
        public bool Release(int msgId)
        {
            int slot = IndexOf(_unreleased, msgId);
            if (slot < 0)
            {
                return false;
            }

            _unreleased[slot] = 0;
            return true;
        }

        /// <summary>Whether a message of QoS 1 is one of the last few.</summary>
        public bool IsRecent(int msgId)
        {
            return IndexOf(_recent, msgId) >= 0;
        }

        /// <summary>Keeps the id of a message of QoS 1 for a while.</summary>
        public void Note(int msgId)
        {
            _recent[_next] = msgId;
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
