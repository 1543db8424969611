using Sidetap.Hal;

namespace Sidetap.MqttSn
{
    /// <content>Which gateway, and how it is found (MQTT-SN 1.2, 6.1 and 6.13).</content>
    public sealed partial class Client
    {
        // Tadv (7.2, Table 30): how long a GWINFO is good for, in place of the Duration that an ADVERTISE tells.
        private const int AdvertiseMs = 900000;

        // A gateway that did not take the client back is left alone for ReturnMs, then four times as long, and so on up to so many times.
        private const int MaxReturnFactor = 16;

        private readonly GatewayList _gateways = new GatewayList();
        private readonly RandomDelay _delay;
        private readonly GatewaySearch _search;
        private readonly LinkAddress _gateway = new LinkAddress();
        private readonly LinkAddress _heard = new LinkAddress();
        private int _gatewayIndex = -1;
        private int _failures;
        private int _returnTo = -1;
        private int _returnFactor = 1;
        private bool _isReturning;
        private bool _hasServed;
        private long _returnDueMs = long.MaxValue;

        /// <summary>The gateway the client is connected to, or tries; of no octets while it knows none. Belongs to the client.</summary>
        public LinkAddress Gateway
        {
            get { return _gateway; }
        }

        /// <summary>How many gateways are known: configured and heard of.</summary>
        public int KnownGateways
        {
            get { return _gateways.Count; }
        }

        /// <summary>Adds a gateway behind those that were given before: it is tried when they are lost. Before <see cref="Start"/>.</summary>
        /// <param name="address">Its address; copied.</param>
        /// <returns>False when there are four already, it has no octets, or the client was started.</returns>
        public bool AddGateway(LinkAddress address)
        {
            return State == ClientState.Stopped && _gateways.Configure(address);
        }

        private void StepDisconnected(long nowMs)
        {
            if (nowMs < _reconnectAtMs)
            {
                return;
            }

            if (_gatewayIndex < 0)
            {
                _gatewayIndex = _gateways.Choose(0, nowMs); // heard of since
            }

            if (_gatewayIndex < 0)
            {
                if (_settings.Discover)
                {
                    Change(ClientEvent.NoGateway);
                    if (State == ClientState.Searching && _search.SearchDueMs == long.MaxValue)
                    {
                        _search.Begin(nowMs);
                    }

                    StepSearching(nowMs);
                }

                return;
            }

            _gateway.CopyFrom(_gateways.AddressOf(_gatewayIndex));
            BeginConnect(ClientEvent.RetryDue, nowMs);
        }

        private void BeginConnect(ClientEvent cause, long nowMs)
        {
            Change(cause);
            _isWillOld = false;
            if (State == ClientState.Connecting)
            {
                _connect.Open(0, nowMs, _settings);
                SendConnect(nowMs);
            }
        }

        private void StepSearching(long nowMs)
        {
            if (nowMs >= _search.SearchDueMs)
            {
                _search.WasSent(nowMs);
                _transport.Broadcast(_sendBuffer, _sendOffset, FrameWriter.SearchGw(_sendBuffer, _sendOffset, _settings.SearchRadius), _settings.SearchRadius);
            }
        }

        /// <summary>Answers for the gateway (6.1), forgets gateways that are silent, and asks whether a better one is back.</summary>
        private void StepGateways(long nowMs)
        {
            if (nowMs >= _search.AnswerDueMs)
            {
                SendAnswer();
            }

            _gateways.Expire(nowMs, _gateway);
            if (nowMs >= _returnDueMs)
            {
                _returnDueMs = nowMs + _settings.ReturnMs;
                for (int i = 0; i < PreferredGateways(); i++)
                {
                    int length = FrameWriter.SearchGw(_sendBuffer, _sendOffset, _settings.SearchRadius);
                    _transport.Send(_sendBuffer, _sendOffset, length, _gateways.AddressOf(i));
                }
            }

            if (_returnTo >= 0 && !AwaitsAnswer)
            {
                Send(FrameWriter.Disconnect(_sendBuffer, _sendOffset, -1), nowMs);
                Close(ClientEvent.GatewayReturned, nowMs);
            }
        }

        private void SendAnswer()
        {
            int radius = _search.AnswerRadius;
            int index = _gateways.Find(_gateway);
            _search.EndAnswer();
            if (index >= 0)
            {
                int length = FrameWriter.GwInfo(_sendBuffer, _sendOffset, _gateways.GwIdOf(index), _gateway.Octets, _gateway.Length);
                _transport.Broadcast(_sendBuffer, _sendOffset, length, radius);
            }
        }

        /// <summary>How many configured gateways come before the present one.</summary>
        private int PreferredGateways()
        {
            int index = _gateways.Find(_gateway);
            return index < 0 || index > _gateways.Configured ? _gateways.Configured : index;
        }

        /// <summary>A connection was accepted: the search for a better gateway begins where there is one.</summary>
        private void BeginReturn(long nowMs)
        {
            _returnTo = -1;
            _returnFactor = _isReturning ? 1 : _returnFactor;
            _isReturning = false;
            _hasServed = false;
            _returnDueMs = _settings.ReturnMs > 0 && PreferredGateways() > 0 ? nowMs + _settings.ReturnMs : long.MaxValue;
        }

        /// <summary>
        /// Which gateway to try next, and when. One that does not answer, or refuses, makes room for the next; each round through all of them doubles the
        /// pause.
        /// </summary>
        private void PlanReconnect(ClientEvent cause, bool wasConnecting, long nowMs)
        {
            int from = _gateways.Find(_gateway);
            if (cause == ClientEvent.GatewayReturned)
            {
                from = _returnTo;
                _isReturning = true;
            }
            else if (cause != ClientEvent.LinkDown && (wasConnecting || cause == ClientEvent.GatewayLost || !_hasServed))
            {
                if (_isReturning && _settings.ReturnMs > 0)
                {
                    LeaveAlone(from, nowMs);
                }

                bool isGone = cause == ClientEvent.GatewayLost && wasConnecting && _gateways.Forget(from);
                from = isGone ? from : from + 1;
            }

            _returnTo = -1;
            _returnDueMs = long.MaxValue;
            long atMs = nowMs + _reconnectDelayMs + _delay.Next(_reconnectDelayMs / 2);
            _failures++;
            if (_failures >= _gateways.Count)
            {
                _failures = 0;
                if (_settings.Discover && _search.SearchDueMs == long.MaxValue)
                {
                    _search.Begin(nowMs); // none of those that are known: there may be another
                }

                _reconnectDelayMs = _reconnectDelayMs > _settings.ReconnectMaxMs / 2 ? _settings.ReconnectMaxMs : _reconnectDelayMs * 2;
            }

            _gatewayIndex = _gateways.Choose(from < 0 ? 0 : from, atMs);
            if (_gatewayIndex >= 0 && _gateways.NotBeforeMs(_gatewayIndex) > atMs)
            {
                atMs = _gateways.NotBeforeMs(_gatewayIndex);
            }

            _reconnectAtMs = atMs;
        }

        /// <summary>The gateway said that it was back, and then did not take the client.</summary>
        private void LeaveAlone(int gateway, long nowMs)
        {
            _isReturning = false;
            _gateways.LeaveAlone(gateway, nowMs + ((long)_settings.ReturnMs * _returnFactor));
            _returnFactor = _returnFactor < MaxReturnFactor ? _returnFactor * 4 : MaxReturnFactor;
        }

        /// <summary>The gateway has done something for the client: it is not one that only accepts connections.</summary>
        private void NoteService()
        {
            _hasServed = true;
            _reconnectDelayMs = _settings.ReconnectMinMs;
        }

        /// <summary>ADVERTISE, SEARCHGW and GWINFO (6.1), from wherever they come.</summary>
        /// <returns>Whether the frame meant something to this client.</returns>
        private bool HandleSearch(Frame frame, long nowMs)
        {
            switch (frame.Type)
            {
                case MessageType.SearchGw:
                    return _settings.Discover && HandleSearchGw(frame, nowMs);

                case MessageType.Advertise:
                    return HandleGateway(_from, frame.Octet, false, frame.Duration * 1000L, nowMs);

                default:
                    _search.EndAnswer();
                    if (frame.DataLength == 0)
                    {
                        return HandleGateway(_from, frame.Octet, false, AdvertiseMs, nowMs);
                    }

                    if (frame.DataLength > LinkAddress.MaxLength)
                    {
                        return false;
                    }

                    System.Array.Copy(frame.Buffer, frame.DataOffset, _heard.Octets, 0, frame.DataLength);
                    _heard.Length = frame.DataLength;
                    return _settings.Discover && HandleGateway(_heard, frame.Octet, true, AdvertiseMs, nowMs);
            }
        }

        private bool HandleSearchGw(Frame frame, long nowMs)
        {
            if (_search.Hear(frame.Octet, nowMs))
            {
                return true;
            }

            int index = _gateways.Find(_gateway);
            if (State == ClientState.Active && _settings.AnswersSearchGw && index >= 0 && _gateways.GwIdOf(index) >= 0)
            {
                _search.PlanAnswer(frame.Octet, nowMs);
                return true;
            }

            return false;
        }

        /// <summary>A gateway was heard of: it may be the one that was looked for, or a better one than the present.</summary>
        private bool HandleGateway(LinkAddress address, int gwId, bool isHearsay, long advertiseMs, long nowMs)
        {
            int index = _gateways.Find(address);
            bool isConfigured = index >= 0 && index < _gateways.Configured;
            if (!isConfigured && !_settings.Discover)
            {
                return false;
            }

            if (!_gateways.Note(address, gwId, isHearsay, nowMs + (advertiseMs * _settings.AdvertiseLossCount)))
            {
                return false;
            }

            if (State == ClientState.Searching)
            {
                _search.End();
                _gatewayIndex = _gateways.Find(address);
                _reconnectAtMs = nowMs;
                Change(ClientEvent.GatewayFound);
            }
            else if (State == ClientState.Active && isConfigured && _settings.ReturnMs > 0 && index < PreferredGateways()
                && nowMs >= _gateways.NotBeforeMs(index) && (_returnTo < 0 || index < _returnTo))
            {
                _returnTo = index;
            }

            return true;
        }
    }
}
