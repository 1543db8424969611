namespace Sidetap.MqttSn
{
    /// <content>What is sent, how a connection ends, and the will.</content>
    public sealed partial class Client
    {
        private static readonly byte[] Nothing = new byte[0];

        private int _overtaken;
        private bool _deletesWill;
        private bool _isWillOld;

        /// <summary>Changes the will: at the gateway with WILLTOPICUPD and WILLMSGUPD (6.4) when connected, and for the connections to come.</summary>
        /// <param name="topic">The will topic; of no octets: no will any more. (A will of before a restart of the box, in a kept session, stays until it is
        /// replaced or deleted here.)</param>
        /// <param name="message">The will message.</param>
        /// <param name="qos">0, 1 or 2.</param>
        /// <param name="retain">Whether it is to be retained.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <returns>False when topic or message do not fit a frame; then nothing has changed.</returns>
        public bool SetWill(byte[] topic, byte[] message, int qos, bool retain, long nowMs)
        {
            if (topic.Length + WillHeaderLength > _settings.MaxFrameLength || message.Length + WillHeaderLength > _settings.MaxFrameLength)
            {
                return false;
            }

            _settings.WillTopic = topic;
            _settings.WillMessage = message;
            _settings.WillQos = qos;
            _settings.WillRetain = retain;
            _deletesWill = topic.Length == 0 && !_settings.CleanSession;
            if (State == ClientState.Active)
            {
                UpdateWill(nowMs);
            }

            _isWillOld = State == ClientState.Connecting; // it may just have been told to the gateway
            return true;
        }

        private void UpdateWill(long nowMs)
        {
            _willMessage.IsOpen = false;
            _willTopic.Open(0, nowMs, _settings);
            SendWillTopic(MessageType.WillTopicUpd, nowMs);
        }

        /// <summary>CONNECT (5.4.4). A kept session keeps its will, too, when Will is 0: one that was deleted is deleted by setting Will and then naming
        /// none (6.3).</summary>
        private void SendConnect(long nowMs)
        {
            int flags = _settings.CleanSession ? Flags.CleanSession : 0;
            flags |= _settings.WillTopic.Length > 0 || _deletesWill ? Flags.Will : 0;
            Send(FrameWriter.Connect(_sendBuffer, _sendOffset, flags, _settings.KeepAliveSeconds, _settings.ClientId), nowMs);
        }

        /// <summary>WILLTOPIC or WILLTOPICUPD; without a will, the frame of two octets that says so (5.4.7, 5.4.22).</summary>
        private void SendWillTopic(MessageType type, long nowMs)
        {
            int flags = Flags.FromQos(_settings.WillQos) | (_settings.WillRetain ? Flags.Retain : 0);
            Send(FrameWriter.WillTopic(_sendBuffer, _sendOffset, type, flags, _settings.WillTopic), nowMs);
        }

        private void SendWillMessage(MessageType type, long nowMs)
        {
            Send(FrameWriter.Tail(_sendBuffer, _sendOffset, type, _settings.WillMessage), nowMs);
        }

        /// <summary>PINGREQ; with the ClientId where the client wakes from sleep (5.4.19).</summary>
        private void SendPing(long nowMs)
        {
            byte[] clientId = State == ClientState.Awake ? _settings.ClientId : Nothing;
            Send(FrameWriter.Tail(_sendBuffer, _sendOffset, MessageType.PingReq, clientId), nowMs);
        }

        private void Send(int length, long nowMs)
        {
            SendFrom(_sendBuffer, _sendOffset, length, nowMs);
        }

        private bool SendFrom(byte[] buffer, int offset, int length, long nowMs)
        {
            if (!_transport.Send(buffer, offset, length, _gateway))
            {
                return false;
            }

            _lastSentMs = nowMs;
            return true;
        }

        /// <summary>Ends the connection: everything under way is given up, or left to the next connection.</summary>
        private void Close(ClientEvent cause, long nowMs)
        {
            bool wasConnecting = State == ClientState.Connecting;
            CloseExchanges();
            _overtaken = 0; // the next attempt is a long time after
            if (State != ClientState.Disconnecting)
            {
                PlanReconnect(cause, wasConnecting, nowMs);
            }

            Change(cause);
            SuspendPublish();
        }

        /// <summary>A DISCONNECT that waits for its answer is overtaken by a CONNECT; the answers that may still come are not the gateway's will.</summary>
        private void NoteOvertaken()
        {
            _overtaken = _disconnect.IsOpen ? _settings.RetryCount - _disconnect.RetriesLeft + 1 : 0;
        }

        private void CloseExchanges()
        {
            _connect.IsOpen = false;
            _register.IsOpen = false;
            _subscribe.IsOpen = false;
            _ping.IsOpen = false;
            _measuredSinceMs = -1;
            _disconnect.IsOpen = false;
            _willTopic.IsOpen = false;
            _willMessage.IsOpen = false;
            _returnsFromSleep = false;
            _search.EndAnswer();
        }

        /// <summary>MsgIds run from 1 to 65,535 and start over; 0 is for messages without one.</summary>
        private int NextMsgId()
        {
            _lastMsgId = _lastMsgId == 0xFFFF ? 1 : _lastMsgId + 1;
            return _lastMsgId;
        }
    }
}
