using Sidetap.Hal;
using Sidetap.Mqtt;
using Sidetap.MqttSn;
using Sidetap.Settings;
using Sidetap.Update;

namespace Sidetap.Supervisor
{
    /// <summary>Looks after each Step for what has changed, and notes it. What goes on and on is noted once, or now and then: 32 notes shall tell of more than one bad
    /// hour.</summary>
    internal sealed class NoteKeeper
    {
        private const int FaultsEveryMs = 10000;
        private const int LostEveryMs = 60000;

        private readonly Notes _notes;
        private readonly Node _node;
        private readonly MqttUplink _broker;
        private readonly SettingTrial _trial;
        private bool _isTrial;
        private bool _isUp;
        private bool _hasTime;
        private bool _wasConnected;
        private ClientState _state;
        private uint _connections;
        private NoteKind _connectionKind;
        private int _connectionNumber;
        private uint _lost;
        private int _faults;
        private UpdateState _updateState;
        private UpdateError _updateError;
        private long _lostDueMs;
        private long _faultsDueMs;

        /// <summary>Makes it; <paramref name="trial"/> is null where settings are not tried.</summary>
        public NoteKeeper(Notes notes, Node node, SettingTrial trial)
        {
            _trial = trial;
            _notes = notes;
            _node = node;
            _broker = node.Uplink as MqttUplink;
            _state = node.Uplink.State;
            _lost = node.Statistics.Lost;
        }

        /// <summary>Notes the start.</summary>
        public void Start(StartCause cause, RestartReason reason, long nowMs)
        {
            int number = (int)cause;
            number += cause == StartCause.Restart || cause == StartCause.Unknown ? 256 * (int)reason : 0;
            _notes.Add(NoteKind.Started, number, nowMs);
            if (_node.Calibration.Dropped > 0)
            {
                _notes.Add(NoteKind.CalibrationDropped, _node.Calibration.Dropped, nowMs);
            }

            if (_trial != null && _trial.HasFailed)
            {
                _notes.Add(NoteKind.RolledBack, 0, nowMs);
            }

            _isTrial = _trial != null && _trial.IsRunning;
            if (_isTrial)
            {
                _notes.Add(NoteKind.TrialBegun, _trial.Seconds, nowMs);
            }

            _faultsDueMs = nowMs + FaultsEveryMs;
        }

        /// <summary>Notes what has changed since the last Step.</summary>
        public void Step(bool isUp, bool hasTime, long nowMs)
        {
            if (isUp != _isUp)
            {
                _isUp = isUp;
                _notes.Add(isUp ? NoteKind.NetworkUp : NoteKind.NetworkDown, 0, nowMs);
            }

            if (hasTime != _hasTime)
            {
                _hasTime = hasTime;
                if (hasTime)
                {
                    _notes.Add(NoteKind.TimeKnown, 0, nowMs);
                }
            }

            if (_isTrial && !_trial.IsUnconfirmed)
            {
                _isTrial = false;
                _notes.Add(NoteKind.TrialConfirmed, 0, nowMs);
            }

            if (_node.Update != null)
            {
                NoteUpdate(_node.Update, nowMs);
            }

            ClientState state = _node.Uplink.State;
            if (state != _state || _connections != _node.Uplink.Connections)
            {
                NoteConnection(state, nowMs);
            }

            if (_node.Statistics.Lost != _lost && nowMs >= _lostDueMs)
            {
                _notes.Add(NoteKind.MessagesLost, (int)(_node.Statistics.Lost - _lost), nowMs);
                _lost = _node.Statistics.Lost;
                _lostDueMs = nowMs + LostEveryMs;
            }

            if (_node.DataSet.NotGood != _faults && nowMs >= _faultsDueMs)
            {
                _faults = _node.DataSet.NotGood;
                _notes.Add(NoteKind.Faults, _faults, nowMs);
                _faultsDueMs = nowMs + FaultsEveryMs;
            }
        }

        /// <summary>How an update goes on, and why it does not.</summary>
        private void NoteUpdate(UpdateAgent agent, long nowMs)
        {
            bool isConfirmed = _updateState == UpdateState.Trial && agent.State == UpdateState.Idle && agent.Error == UpdateError.None;
            if (agent.State != _updateState)
            {
                _updateState = agent.State;
                if (isConfirmed || _updateState != UpdateState.Idle)
                {
                    _notes.Add(isConfirmed ? NoteKind.UpdateConfirmed : NoteKind.UpdateState, (int)_updateState, nowMs);
                }
            }

            if (agent.Error != _updateError)
            {
                _updateError = agent.Error;
                if (_updateError != UpdateError.None)
                {
                    _notes.Add(NoteKind.UpdateFailed, (int)_updateError, nowMs);
                }
            }
        }

        private void NoteConnection(ClientState state, long nowMs)
        {
            ClientEvent cause = _node.Uplink.LastEvent;
            uint connections = _node.Uplink.Connections;
            bool hasNew = connections != _connections;
            _state = state;
            _connections = connections;
            if (hasNew)
            {
                if (!_wasConnected)
                {
                    NoteOnce(NoteKind.Connected, (int)connections, nowMs);
                }

                _wasConnected = true;
            }

            if (state == ClientState.Disconnected && cause == ClientEvent.ConnectRejected)
            {
                _wasConnected = false;
                NoteOnce(NoteKind.Refused, _broker == null ? _node.Client.ConnectReturnCode : _broker.RefusalCode, nowMs);
            }
            else if (IsLoss(cause) && (state == ClientState.Disconnected || state == ClientState.Searching))
            {
                _wasConnected = false;
                NoteOnce(NoteKind.Disconnected, (int)cause, nowMs);
            }
        }

        /// <summary>A connection that fails in the same way again and again is one note.</summary>
        private void NoteOnce(NoteKind kind, int number, long nowMs)
        {
            if (kind != _connectionKind || number != _connectionNumber)
            {
                _connectionKind = kind;
                _connectionNumber = number;
                _notes.Add(kind, number, nowMs);
            }
        }

        private static bool IsLoss(ClientEvent cause)
        {
            return cause == ClientEvent.GatewayLost || cause == ClientEvent.GatewayDisconnected || cause == ClientEvent.LinkDown || cause == ClientEvent.GatewayReturned
                || cause == ClientEvent.NoGateway;
        }
    }
}
