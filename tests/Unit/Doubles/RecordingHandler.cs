using Sidetap.MqttSn;

namespace Sidetap.Tests
{
    /// <summary>Keeps what a client tells its owner.</summary>
    public sealed class RecordingHandler : IClientHandler
    {
        /// <summary>State changes so far.</summary>
        public int StateChanges;

        /// <summary>The last state change.</summary>
        public ClientState State;

        /// <summary>Why the state changed last.</summary>
        public ClientEvent Cause;

        /// <summary>How many publications ended.</summary>
        public int Ended;

        /// <summary>How the last one ended.</summary>
        public PublishOutcome Outcome;

        /// <summary>Messages that arrived.</summary>
        public int Messages;

        /// <summary>The subscription of the last message.</summary>
        public Topic Subscription;

        /// <summary>The last message's topic name, for a wildcard subscription.</summary>
        public string LastName;

        /// <summary>The last message's data.</summary>
        public string LastMessage;

        /// <inheritdoc/>
        public void OnStateChanged(ClientState state, ClientEvent cause)
        {
            StateChanges++;
            State = state;
            Cause = cause;
        }

        /// <inheritdoc/>
        public void OnPublishEnded(Topic topic, PublishOutcome outcome)
        {
            Ended++;
            Outcome = outcome;
        }

        /// <inheritdoc/>
        public void OnMessage(Topic subscription, byte[] names, int nameOffset, int nameLength, Frame frame)
        {
            Messages++;
            Subscription = subscription;
            LastName = names == null ? null : Hex.Of(names, nameOffset, nameLength);
            LastMessage = Hex.Of(frame.Buffer, frame.DataOffset, frame.DataLength);
        }
    }
}
