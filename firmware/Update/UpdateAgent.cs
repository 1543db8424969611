using System.Text;
using System;
using Sidetap.Crypto;
using Sidetap.Hal;
using Sidetap.MqttSn;
using Sidetap.PubSub;
using Sidetap.Uplink;

namespace Sidetap.Update
{
    /// <summary>
    /// Takes firmware images over the link that telemetry uses. An offer is held against the box and against the owner's signature before anything is erased; the image arrives block by block,
    /// is verified as a whole, tried with the next start, and confirmed when the box has shown that it works; else the one before comes back.
    /// </summary>
    /// <remarks>No image is ever started that was not verified here. Everything is allocated in the constructor. What is said between box and server is in
    /// <see cref="UpdateMessages"/>.</remarks>
    public sealed partial class UpdateAgent : IMessageHandler
    {
        private const int StatusEveryMs = 10000;
        private const int StatusPauseMs = 1000;
        private const int CheckPauseMs = 30000; // between looks at offers that turned out to be nobody's
        private const int MostRestarts = 2;
        private const int OfferWaitMs = 3000;
        private const int RestartWaitMs = 30000;
        private const int BusyMs = 50;

        private readonly UpdateSettings _settings;
        private readonly IUpdateSlots _slots;
        private readonly IUplink _uplink;
        private readonly UpdateRecord _record;
        private readonly UpdatePolicy _policy;
        private readonly OwnerCheck _owner;
        private readonly ImageCheck _image;
        private readonly Download _download;
        private readonly UpdateTrial _trial;
        private readonly UpdateOffer _offer = new UpdateOffer();
        private readonly byte[] _buffer;
        private readonly int _payloadAt;
        private readonly byte[] _board;
        private readonly uint _starts;
        private Topic _offerTopic;
        private Topic _blockTopic;
        private Topic _askTopic;
        private Topic _statusTopic;
        private long _nowMs;
        private long _checkAtMs;
        private long _statusDueMs;
        private long _onlineMs;
        private long _restartMs;
        private int _restarts;
        private bool _isChecking;
        private bool _isCheckDue;
        private bool _isOnline;
        private bool _hasListened;
        private bool _isStatusWanted;

        /// <summary>Makes it, and reads how far an update was.</summary>
        /// <param name="settings">Keys and slots, which are there.</param>
        /// <param name="uplink">The way out.</param>
        /// <param name="files">Where it remembers.</param>
        /// <param name="maxPayloadLength">Octets of the longest message that a frame can carry.</param>
        /// <param name="starts">How often the box has started.</param>
        public UpdateAgent(UpdateSettings settings, IUplink uplink, IFileArea files, int maxPayloadLength, uint starts)
        {
            Sha256 hash = new Sha256();
            ImageTlvs tlvs = new ImageTlvs();
            _settings = settings;
            _slots = settings.Slots;
            _uplink = uplink;
            _starts = starts;
            _board = Encoding.UTF8.GetBytes(settings.Board);
            _payloadAt = uplink.HeaderRoom;
            _buffer = new byte[_payloadAt + UpdateMessages.StatusLength + _board.Length];
            Statistics = new UpdateStatistics();
            _record = new UpdateRecord(files);
            _policy = new UpdatePolicy(settings, _record, tlvs);
            _owner = new OwnerCheck(settings.Key, settings.NextKey, hash);
            _image = new ImageCheck(settings, _policy, _owner, hash, tlvs);
            _download = new Download(settings, uplink, Statistics, _buffer, _payloadAt, maxPayloadLength);
            _trial = new UpdateTrial(settings.TrialMs, _record);
            Health = new UpdateHealth();
        }

        /// <summary>How far it is.</summary>
        public UpdateState State { get; private set; }

        /// <summary>Why the last update ended, or the last offer was refused; None after a good end.</summary>
        public UpdateError Error { get; private set; }

        /// <summary>What has been counted.</summary>
        public UpdateStatistics Statistics { get; }

        /// <summary>How the box is; its owner writes it before each <see cref="Step"/>.</summary>
        public UpdateHealth Health { get; }

        /// <summary>How long messages may wait for the time before any is sent, in milliseconds; a trial lasts so much longer. To be set before <see cref="Start"/>.</summary>
        public int HeldMs { get; set; }

        /// <summary>Whether the box is to be restarted now: into the new image, or back.</summary>
        public bool IsRestartWanted { get; private set; }

        /// <summary>The running version, 8 octets (<see cref="ImageHeader"/>).</summary>
        public byte[] Version
        {
            get { return _policy.Version; }
        }

        /// <summary>The lowest security counter of images that are taken.</summary>
        public uint SecurityCounter
        {
            get { return _policy.LeastCounter; }
        }

        /// <summary>Header of the image that is under way, or was last; its version from <see cref="ImageHeader.VersionAt"/> on.</summary>
        public byte[] Header
        {
            get
            {
                return State != UpdateState.Idle ? _slots.Header
                    : _offer.IsThere ? _offer.Header
                    : _slots.State != UpdateSlotState.None ? _slots.Header
                    : _record.Header;
            }
        }

        /// <summary>Octets of the image under way that are here.</summary>
        public int Received
        {
            get { return State == UpdateState.Idle ? 0 : _slots.NextOffset; }
        }

        /// <summary>Octets of the image under way; 0: there is none.</summary>
        public int TotalLength
        {
            get { return State == UpdateState.Idle ? 0 : _slots.TotalLength; }
        }

        /// <summary>Milliseconds until a trial ends by itself; 0 without one.</summary>
        public long TrialLeftMs
        {
            get { return State == UpdateState.Trial && _trial.DueMs > _nowMs ? _trial.DueMs - _nowMs : 0; }
        }

        /// <summary>Whether a box that would sleep should stay awake: an update goes on, or an offer may be about to come.</summary>
        public bool KeepsAwake
        {
            get
            {
                return _isChecking || _isCheckDue || State == UpdateState.Verifying || State == UpdateState.Trial || _download.IsFlowing(_nowMs)
                    || (_isOnline && !_hasListened && _nowMs - _onlineMs < OfferWaitMs);
            }
        }

        /// <summary>Octets of its buffers for messages.</summary>
        public int BufferOctets
        {
            get { return _buffer.Length + UpdateOffer.MaxLength; }
        }

        /// <summary>Makes its topics and subscriptions.</summary>
        /// <param name="prefix">The site's prefix of topics.</param>
        /// <param name="publisherId">The box's PublisherId.</param>
        /// <returns>False when the way out has no room for them.</returns>
        public bool Attach(string prefix, ulong publisherId)
        {
            _offerTopic = TopicOf(prefix, publisherId, "offer", 1);
            _blockTopic = TopicOf(prefix, publisherId, "block", 0);
            _askTopic = TopicOf(prefix, publisherId, "ask", 0);
            _statusTopic = TopicOf(prefix, publisherId, "status", 0);
            _download.Attach(_askTopic);
            return _uplink.AddSubscription(_offerTopic) && _uplink.AddSubscription(_blockTopic)
                && _uplink.AddTopic(_askTopic) && _uplink.AddTopic(_statusTopic);
        }

        /// <summary>Begins where the start before has ended.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Start(long nowMs)
        {
            _nowMs = nowMs;
            switch (_slots.State)
            {
                case UpdateSlotState.Trial:
                    State = UpdateState.Trial;
                    _trial.Start(nowMs, HeldMs);
                    break;

                case UpdateSlotState.Reverted:
                    Error = _record.Error != UpdateError.None ? _record.Error : UpdateError.Restarted;
                    _record.NoteEnd(Error, 0);
                    break;

                case UpdateSlotState.Receiving:
                    if (_slots.Resume(_slots.TotalLength, _slots.Header))
                    {
                        Receive();
                    }

                    break;

                case UpdateSlotState.Staged:
                    _slots.Abort(true); // it was to be started, and could not be: it is not what was written
                    Error = UpdateError.Storage;
                    break;
            }
        }

        /// <summary>Does what is due.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>Uptime at which to call again at the latest.</returns>
        public long Step(long nowMs)
        {
            _nowMs = nowMs;
            NoteConnection();
            long due = _isChecking || _isCheckDue ? StepCheck() : long.MaxValue;
            switch (State)
            {
                case UpdateState.Receiving:
                    due = Earlier(due, StepDownload());
                    break;

                case UpdateState.Verifying:
                    due = nowMs;
                    if (_image.Step())
                    {
                        EndVerification();
                    }

                    break;

                case UpdateState.Staged:
                    IsRestartWanted |= Health.IsDrained || nowMs >= _restartMs;
                    due = Earlier(due, _restartMs);
                    break;

                case UpdateState.Trial:
                    due = Earlier(due, StepTrial());
                    break;
            }

            return Earlier(due, StepStatus());
        }

        /// <summary>Drops an image that is arriving, by hand.</summary>
        /// <returns>False when none is.</returns>
        public bool Abort()
        {
            Withdraw();
            return State == UpdateState.Idle;
        }

        /// <summary>Ends a trial well, by hand.</summary>
        /// <returns>False when there is none, or the memory failed: it goes on.</returns>
        public bool Confirm()
        {
            if (State != UpdateState.Trial || IsRestartWanted || !_slots.Confirm())
            {
                return false;
            }

            _record.NoteEnd(UpdateError.None, _policy.RunningCounter);
            State = UpdateState.Idle;
            Error = UpdateError.None;
            _isStatusWanted = true;
            return true;
        }

        /// <summary>Ends a trial by hand: the box restarts with the image before, and does not try this one again.</summary>
        /// <returns>False when there is none.</returns>
        public bool Revert()
        {
            if (State == UpdateState.Trial)
            {
                GoBack(UpdateError.Withdrawn);
            }

            return IsRestartWanted;
        }

        /// <inheritdoc/>
        void IMessageHandler.OnMessage(Topic subscription, byte[] buffer, int offset, int length)
        {
            if (subscription == _blockTopic)
            {
                _download.OnBlock(buffer, offset, length, _nowMs);
            }
            else if (subscription == _offerTopic)
            {
                OnOffer(buffer, offset, length);
            }
        }

        private static long Earlier(long a, long b)
        {
            return a < b ? a : b;
        }

        private static Topic TopicOf(string prefix, ulong publisherId, string kind, int qos)
        {
            return Topic.Named(Encoding.UTF8.GetBytes(UpdateMessages.TopicName(prefix, publisherId, kind)), qos);
        }

        /// <summary>A new connection is told how the box is, and asked at once for what is missing.</summary>
        private void NoteConnection()
        {
            bool isOnline = _uplink.State == ClientState.Active && _blockTopic.IsReady;
            if (isOnline != _isOnline)
            {
                _isOnline = isOnline;
                _onlineMs = _nowMs;
                _hasListened &= isOnline;
                _isStatusWanted |= isOnline;
                if (isOnline)
                {
                    _download.AskNow(_nowMs);
                }
            }

            _hasListened |= isOnline && _nowMs - _onlineMs >= OfferWaitMs;
        }

        private void Receive()
        {
            Error = UpdateError.None;
            State = UpdateState.Receiving;
            _download.Start(_nowMs);
            _isStatusWanted = true;
        }

        private long StepDownload()
        {
            if (_download.HasFailed)
            {
                End(UpdateError.Storage);
                return long.MaxValue;
            }

            if (_slots.NextOffset == _slots.TotalLength)
            {
                if (_isChecking)
                {
                    return _nowMs; // another offer is being looked at, with the same tools
                }

                _download.Stop();
                _isStatusWanted = true;
                if (_slots.VerifiesItself)
                {
                    Stage();
                    return _nowMs;
                }

                _image.Begin();
                State = UpdateState.Verifying;
                return _nowMs;
            }

            return _isOnline ? _download.Step(Health.Waiting, _nowMs) : long.MaxValue;
        }

        private void EndVerification()
        {
            UpdateError error = _image.Error;
            if (error != UpdateError.None)
            {
                End(error);
            }
            else
            {
                Stage();
            }
        }

        private void Stage()
        {
            if (!_record.NoteTry(_slots.Header, Health.NotGood) || !_slots.Complete())
            {
                End(UpdateError.Storage);
            }
            else
            {
                State = UpdateState.Staged;
                _restartMs = _nowMs + RestartWaitMs;
                _isStatusWanted = true;
            }
        }

        /// <summary>The update is over, and what has arrived is of no use. Where only octets are wrong, it begins again.</summary>
        private void End(UpdateError error)
        {
            bool isWorthAnother = (error == UpdateError.WrongDigest || error == UpdateError.Storage || error == UpdateError.OtherImage)
                && _restarts < MostRestarts && _offer.IsThere && ImageHeader.IsSame(_offer.Header, 0, _slots.Header, 0);
            _download.Stop();
            _slots.Abort(true);
            State = UpdateState.Idle;
            Error = error;
            _isStatusWanted = true;
            if (isWorthAnother)
            {
                _restarts++;
                _isCheckDue = true;
            }
        }

        private long StepTrial()
        {
            UpdateError error = _trial.Step(Health, _nowMs);
            if (_trial.IsHealthy)
            {
                // The trial goes on while the memory does not take its end.
                if (Confirm())
                {
                    return long.MaxValue;
                }

                _trial.TryAgain(_nowMs);
            }
            else if (error != UpdateError.None && !IsRestartWanted)
            {
                GoBack(error);
            }

            return _trial.NextMs;
        }

        private void GoBack(UpdateError error)
        {
            Error = error;
            _record.NoteEnd(error, 0);
            _slots.Revert(); // where it fails, the start finds the trial unconfirmed: the same
            IsRestartWanted = true;
        }
    }
}
