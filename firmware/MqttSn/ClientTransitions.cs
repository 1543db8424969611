namespace Sidetap.MqttSn
{
    /// <summary>
    /// Every change of state a client can make, once: from which state, by which event, to which (MQTT-SN 1.2, 6.1 to 6.14). The client takes its
    /// next state from here, and ARCHITECTURE.md shows this table.
    /// </summary>
    public static class ClientTransitions
    {
        /// <summary>How many states there are.</summary>
        public const int StateCount = (int)ClientState.Awake + 1;

        /// <summary>How many events there are.</summary>
        public const int EventCount = (int)ClientEvent.GoodbyeAnswered + 1;

        private const byte Disconnected = (byte)ClientState.Disconnected;
        private const byte Connecting = (byte)ClientState.Connecting;
        private const byte Active = (byte)ClientState.Active;
        private const byte Disconnecting = (byte)ClientState.Disconnecting;
        private const byte Stopped = (byte)ClientState.Stopped;
        private const byte Searching = (byte)ClientState.Searching;
        private const byte FallingAsleep = (byte)ClientState.FallingAsleep;
        private const byte Asleep = (byte)ClientState.Asleep;
        private const byte Awake = (byte)ClientState.Awake;

        private static readonly string[] StateNames =
        {
            "Disconnected", "Connecting", "Active", "Disconnecting", "Stopped", "Searching", "FallingAsleep", "Asleep", "Awake",
        };

        private static readonly string[] EventNames =
        {
            "Started", "ConnectAccepted", "ConnectRejected", "GatewayLost", "GatewayDisconnected", "LinkDown", "Stopped", "RetryDue", "NoGateway",
            "GatewayFound", "GatewayReturned", "SleepRequested", "SleepAccepted", "WakeDue", "BufferEmpty", "WakeRequested", "GoodbyeAnswered",
        };

        // From, event, to.
        private static readonly byte[] Rows =
        {
            Stopped, (byte)ClientEvent.Started, Disconnected,

            Disconnected, (byte)ClientEvent.RetryDue, Connecting,
            Disconnected, (byte)ClientEvent.NoGateway, Searching,
            Disconnected, (byte)ClientEvent.Stopped, Stopped,

            Searching, (byte)ClientEvent.GatewayFound, Disconnected,
            Searching, (byte)ClientEvent.Stopped, Stopped,

            Connecting, (byte)ClientEvent.ConnectAccepted, Active,
            Connecting, (byte)ClientEvent.ConnectRejected, Disconnected,
            Connecting, (byte)ClientEvent.GatewayLost, Disconnected,
            Connecting, (byte)ClientEvent.GatewayDisconnected, Disconnected,
            Connecting, (byte)ClientEvent.LinkDown, Disconnected,
            Connecting, (byte)ClientEvent.Stopped, Stopped,

            Active, (byte)ClientEvent.GatewayLost, Disconnected,
            Active, (byte)ClientEvent.GatewayDisconnected, Disconnected,
            Active, (byte)ClientEvent.GatewayReturned, Disconnected,
            Active, (byte)ClientEvent.LinkDown, Disconnected,
            Active, (byte)ClientEvent.SleepRequested, FallingAsleep,
            Active, (byte)ClientEvent.Stopped, Disconnecting,

            FallingAsleep, (byte)ClientEvent.SleepAccepted, Asleep,
            FallingAsleep, (byte)ClientEvent.GatewayLost, Disconnected,
            FallingAsleep, (byte)ClientEvent.LinkDown, Disconnected,
            FallingAsleep, (byte)ClientEvent.WakeRequested, Connecting,
            FallingAsleep, (byte)ClientEvent.Stopped, Disconnecting,

            Asleep, (byte)ClientEvent.WakeDue, Awake,
            Asleep, (byte)ClientEvent.SleepRequested, FallingAsleep,
            Asleep, (byte)ClientEvent.WakeRequested, Connecting,
            Asleep, (byte)ClientEvent.Stopped, Disconnecting,

            Awake, (byte)ClientEvent.BufferEmpty, Asleep,
            Awake, (byte)ClientEvent.GatewayLost, Disconnected,
            Awake, (byte)ClientEvent.GatewayDisconnected, Disconnected,
            Awake, (byte)ClientEvent.LinkDown, Disconnected,
            Awake, (byte)ClientEvent.WakeRequested, Connecting,
            Awake, (byte)ClientEvent.Stopped, Disconnecting,

            Disconnecting, (byte)ClientEvent.GoodbyeAnswered, Stopped,
            Disconnecting, (byte)ClientEvent.GatewayLost, Stopped,
            Disconnecting, (byte)ClientEvent.LinkDown, Stopped,
            Disconnecting, (byte)ClientEvent.Started, Disconnected,
        };

        /// <summary>The state an event leads to.</summary>
        /// <param name="state">The state before.</param>
        /// <param name="cause">The event.</param>
        /// <returns>A <see cref="ClientState"/>, or -1 when the event has no place in that state.</returns>
        public static int Next(ClientState state, ClientEvent cause)
        {
            byte[] rows = Rows;
            for (int i = 0; i < rows.Length; i += 3)
            {
                if (rows[i] == (byte)state && rows[i + 1] == (byte)cause)
                {
                    return rows[i + 2];
                }
            }

            return -1;
        }

        /// <summary>The state's name.</summary>
        /// <param name="state">The state.</param>
        /// <returns>Its name, as in <see cref="ClientState"/>.</returns>
        public static string NameOf(ClientState state)
        {
            return StateNames[(int)state];
        }

        /// <summary>The event's name.</summary>
        /// <param name="cause">The event.</param>
        /// <returns>Its name, as in <see cref="ClientEvent"/>.</returns>
        public static string NameOf(ClientEvent cause)
        {
            return EventNames[(int)cause];
        }
    }
}
