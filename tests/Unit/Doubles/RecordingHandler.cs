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
        public void OnMessage(Frame frame)
        {
            Messages++;
            LastMessage = Hex.Of(frame.Buffer, frame.DataOffset, frame.DataLength);
        }
    }
}
