using System;
using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Update
{
    /// <content>Offers that come, and the status that goes out.</content>
    public sealed partial class UpdateAgent
    {
        private void OnOffer(byte[] buffer, int offset, int length)
        {
            Statistics.Offers++;
            _isStatusWanted = true;
            if (length == 0)
            {
                Withdraw();
                return;
            }

            if (_isChecking)
            {
                Refuse(UpdateError.Busy);
                return;
            }

            _isCheckDue = false;
            if (!_offer.Read(buffer, offset, length))
            {
                Refuse(UpdateError.NotAnOffer);
                return;
            }

            bool isUnderWay = State != UpdateState.Idle && ImageHeader.IsSame(_offer.Header, 0, _slots.Header, 0);
            if (isUnderWay || _policy.IsRunning(_offer))
            {
                return;
            }

            UpdateError error = Look();
            if (error != UpdateError.None)
            {
                Refuse(error);
                return;
            }

            _restarts = 0;
            _isCheckDue = true;
        }

        /// <summary>What can be said of an offer before the signature is looked at.</summary>
        private UpdateError Look()
        {
            if (State != UpdateState.Idle && State != UpdateState.Receiving)
            {
                return UpdateError.Busy;
            }

            if (_offer.TotalLength > (uint)_slots.Capacity)
            {
                return UpdateError.TooLong;
            }

            UpdateError error = ImageHeader.Check(_offer.Header, 0, (int)_offer.TotalLength);
            error = error != UpdateError.None
                ? error
                : _policy.Check(_offer.Header, _offer.Octets, _offer.BoardOffset, _offer.BoardLength, _offer.Counter);
            bool isStep = State == UpdateState.Idle
                || ImageHeader.CompareVersions(_offer.Header, ImageHeader.VersionAt, _slots.Header, ImageHeader.VersionAt) > 0;
            return error == UpdateError.None && !isStep ? UpdateError.Busy : error; // two offers in turn would wear the flash out
        }

        /// <summary>Looks at the signature under the offered digest. After one that was nobody's, the next has to wait, and gives way to any that comes meanwhile.</summary>
        private long StepCheck()
        {
            if (!_isChecking)
            {
                if (State == UpdateState.Verifying)
                {
                    return long.MaxValue; // which does it with the same tools
                }

                if (State != UpdateState.Idle && State != UpdateState.Receiving)
                {
                    _isCheckDue = false;
                    Refuse(UpdateError.Busy);
                    return _nowMs;
                }

                if (_nowMs < _checkAtMs)
                {
                    return _checkAtMs;
                }

                _isCheckDue = false;
                _isChecking = true;
                _owner.Begin(_offer.Octets, _offer.DigestOffset, _offer.Octets, _offer.SignatureOffset, _offer.SignatureLength, null, 0);
            }

            if (!_owner.Step())
            {
                return _nowMs;
            }

            _isChecking = false;
            int total = (int)_offer.TotalLength;
            if (!_owner.HasSigned(_offer.Octets, _offer.DigestOffset))
            {
                _checkAtMs = _nowMs + CheckPauseMs;
                Refuse(UpdateError.NotSigned);
            }
            else if (_slots.Resume(total, _offer.Header) || _slots.Start(total, _offer.Header))
            {
                Receive();
            }
            else
            {
                _download.Stop();
                State = UpdateState.Idle;
                Refuse(UpdateError.Storage);
            }

            return _nowMs;
        }

        /// <summary>What is under way goes on, whatever else was offered.</summary>
        private void Refuse(UpdateError error)
        {
            Statistics.Refused++;
            Statistics.LastRefusal = error;
            _isStatusWanted = true;
            if (State == UpdateState.Idle)
            {
                Error = error;
            }
        }

        private void Withdraw()
        {
            if (State == UpdateState.Receiving || State == UpdateState.Verifying)
            {
                _restarts = MostRestarts;
                End(UpdateError.Withdrawn);
            }
        }

        private long StepStatus()
        {
            if (!_isOnline)
            {
                return long.MaxValue;
            }

            _isStatusWanted |= State != UpdateState.Idle && _nowMs >= _statusDueMs - StatusPauseMs + StatusEveryMs;
            if (!_isStatusWanted)
            {
                return State == UpdateState.Idle ? long.MaxValue : _statusDueMs - StatusPauseMs + StatusEveryMs;
            }

            if (_nowMs < _statusDueMs)
            {
                return _statusDueMs;
            }

            if (!_uplink.CanPublish(_statusTopic, 0, _nowMs))
            {
                return _nowMs + BusyMs;
            }

            int length = WriteStatus(_buffer, _payloadAt);
            _uplink.TryPublish(_statusTopic, _buffer, _payloadAt, length, 0, true, _nowMs);
            _isStatusWanted = false;
            _statusDueMs = _nowMs + StatusPauseMs;
            return State == UpdateState.Idle ? long.MaxValue : _nowMs + StatusEveryMs;
        }

        private int WriteStatus(byte[] buffer, int at)
        {
            byte[] header = Header;
            UpdateMessages.WriteStatusHead(buffer, at, State, Error);
            Array.Copy(_policy.Version, 0, buffer, at + 6, ImageHeader.VersionLength);
            UaBinary.Put32(buffer, at + 14, _policy.LeastCounter);
            Array.Copy(header, ImageHeader.VersionAt, buffer, at + 18, ImageHeader.VersionLength);
            UaBinary.Put32(buffer, at + 26, UpdateMessages.SessionOf(header));
            UaBinary.Put32(buffer, at + 30, (uint)Received);
            UaBinary.Put32(buffer, at + 34, (uint)TotalLength);
            UaBinary.Put32(buffer, at + 38, _starts);
            buffer[at + 42] = (byte)_board.Length;
            Array.Copy(_board, 0, buffer, at + UpdateMessages.StatusLength, _board.Length);
            return UpdateMessages.StatusLength + _board.Length;
        }
    }
}
