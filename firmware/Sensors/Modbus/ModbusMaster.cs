using System;
using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>The Modbus RTU master of a serial line: asks what its sources want, one request at a time, each in its turn.</summary>
    /// <remarks>
    /// <para>A frame does not say which request it answers. So behind a request that was repeated or given up the line is left alone for its timeout once more,
    /// and what comes then is dropped. An answer that is later than twice the timeout, from a device that is then asked for as many registers elsewhere, would
    /// be taken for theirs: give a slow device a timeout that it keeps.</para>
    /// <para>An adapter's echo of the request is passed over. An answer with the very octets of the request counts as one.</para>
    /// </remarks>
    public sealed class ModbusMaster
    {
        /// <summary>The pause before a busy device is asked again, in milliseconds.</summary>
        public const int BusyPauseMs = 200;

        /// <summary>How long a line that is never silent is waited for, in milliseconds.</summary>
        public const int BabbleMs = 2000;

        /// <summary>So many rounds in a row a device may be busy before its values are Bad.</summary>
        public const int MaxBusyRounds = 10;

        private readonly ModbusLine _line;
        private ModbusRequest[] _requests = new ModbusRequest[0];
        private ModbusRequest _current;
        private int _turn = -1;
        private int _attempts;
        private bool _isWaiting;
        private long _deadlineMs;
        private long _readyMs;
        private long _pickedMs;

        /// <summary>What it has counted.</summary>
        public readonly ModbusStatistics Statistics = new ModbusStatistics();

        /// <summary>Makes a master. The port is opened in the first step.</summary>
        /// <param name="port">The port.</param>
        /// <param name="baud">Its speed in bit/s.</param>
        /// <param name="parity">0 none, 1 odd, 2 even.</param>
        /// <param name="stopBits">1 or 2.</param>
        public ModbusMaster(ISerialPort port, int baud, int parity, int stopBits)
        {
            _line = new ModbusLine(port, baud, parity, stopBits, Statistics);
        }

        /// <summary>Octets of its buffers.</summary>
        public int BufferOctets
        {
            get { return _line.BufferOctets; }
        }

        /// <summary>Whether the port runs with these settings.</summary>
        /// <param name="baud">Speed in bit/s.</param>
        /// <param name="parity">0..2.</param>
        /// <param name="stopBits">1 or 2.</param>
        /// <returns>True when they are the same.</returns>
        public bool HasSettings(int baud, int parity, int stopBits)
        {
            return _line.HasSettings(baud, parity, stopBits);
        }

        /// <summary>Takes over requests. At start-up only: it allocates.</summary>
        /// <param name="requests">The requests.</param>
        public void Add(ModbusRequest[] requests)
        {
            ModbusRequest[] all = new ModbusRequest[_requests.Length + requests.Length];
            Array.Copy(_requests, 0, all, 0, _requests.Length);
            Array.Copy(requests, 0, all, _requests.Length, requests.Length);
            _requests = all;
        }

        /// <summary>How long a request may take when no other is before it.</summary>
        /// <param name="request">The request.</param>
        /// <returns>Milliseconds, repetitions included.</returns>
        public int BudgetMs(ModbusRequest request)
        {
            return (request.Device.Retries + 1) * (AnswerMs(request) + BusyPauseMs + _line.QuietMs);
        }

        /// <summary>Does what is due, without waiting.</summary>
        /// <param name="nowMs">Uptime in milliseconds; never less than in the call before.</param>
        /// <returns>When it wants to be called next: every tick while it waits for something, else <see cref="long.MaxValue"/>.</returns>
        public long Step(long nowMs)
        {
            if (!_line.IsOpen && !Open(nowMs))
            {
                return _line.OpenMs;
            }

            if (!Receive(nowMs))
            {
                PortFailed(nowMs);
                return _line.OpenMs;
            }

            if (_isWaiting && nowMs >= _deadlineMs)
            {
                AttemptFailed(nowMs);
            }

            if (!_isWaiting)
            {
                Ask(nowMs);
            }

            return _isWaiting || _current != null ? nowMs + ModbusLine.TickMs : long.MaxValue;
        }

        private bool Open(long nowMs)
        {
            if (nowMs < _line.OpenMs)
            {
                return false;
            }

            if (!_line.Open(nowMs))
            {
                FailAll(StatusCode.BadConfigurationError);
                return false;
            }

            _readyMs = nowMs;
            return true;
        }

        private void PortFailed(long nowMs)
        {
            _line.Fail(nowMs);
            FailAll(StatusCode.BadDeviceFailure);
        }

        private void FailAll(uint status)
        {
            _isWaiting = false;
            _current = null;
            for (int i = 0; i < _requests.Length; i++)
            {
                _requests[i].Status = status;
                _requests[i].IsWanted = false;
            }
        }

        /// <summary>Takes what has arrived. False when the port failed.</summary>
        private bool Receive(long nowMs)
        {
            int taken = _line.Receive(nowMs);
            if (taken <= 0)
            {
                return taken == 0;
            }

            if (!_isWaiting)
            {
                Statistics.StrayOctets += taken;
                _line.Inbox.Clear();
                return true;
            }

            _line.DropEchoes();
            int at;
            ModbusReply reply = _line.Inbox.Search(_current, out at);
            if (reply == ModbusReply.Answer)
            {
                TakeAnswer(nowMs, at);
            }
            else if (reply == ModbusReply.Exception)
            {
                TakeException(nowMs, _line.Inbox.CodeOf(at));
            }

            return true;
        }

        private void TakeAnswer(long nowMs, int at)
        {
            ModbusRequest request = _current;
            Statistics.Answers++;
            _line.Inbox.CopyData(at, request.Data);
            request.HasData = true;
            request.BusyRounds = 0;
            Answered(request);
            EndRound(nowMs, StatusCode.Good, true);
        }

        private void TakeException(long nowMs, int code)
        {
            ModbusRequest request = _current;
            Statistics.Exceptions++;
            Answered(request);
            if (code != ModbusStatus.Acknowledge && code != ModbusStatus.Busy)
            {
                EndRound(nowMs, ModbusStatus.OfException(code), true);
                return;
            }

            if (_attempts <= request.Device.Retries)
            {
                _isWaiting = false;
                _readyMs = nowMs + BusyPauseMs;
                _pickedMs = _readyMs;
                return;
            }

            uint status = request.HasData ? StatusCode.UncertainLastUsableValue : StatusCode.BadWaitingForInitialData;
            EndRound(nowMs, ++request.BusyRounds >= MaxBusyRounds ? StatusCode.BadDeviceFailure : status, true);
        }

        private static void Answered(ModbusRequest request)
        {
            request.Device.HasAnswered = true;
            request.Device.FailedRounds = 0;
        }

        private void AttemptFailed(long nowMs)
        {
            bool isSilent = _line.Inbox.IsEmpty;
            CountReason(isSilent);
            ModbusDevice device = _current.Device;
            int retries = device.FailedRounds >= ModbusDevice.GoneRounds ? 0 : device.Retries;
            if (_attempts <= retries)
            {
                _isWaiting = false;
                _pickedMs = nowMs;
                return;
            }

            device.FailedRounds++;
            uint status = ModbusStatus.OfFailure(device, isSilent);
            if (device.FailedRounds >= ModbusDevice.GoneRounds)
            {
                GiveUp(device, status);
            }

            EndRound(nowMs, status, false);
        }

        private void CountReason(bool isSilent)
        {
            if (isSilent)
            {
                Statistics.Timeouts++;
                return;
            }

            switch (_line.Inbox.ReasonOf(_current))
            {
                case ModbusReply.WrongAddress:
                    Statistics.WrongAddress++;
                    break;

                case ModbusReply.WrongFunction:
                    Statistics.WrongFunction++;
                    break;

                case ModbusReply.WrongByteCount:
                    Statistics.WrongByteCount++;
                    break;

                case ModbusReply.Incomplete:
                    Statistics.Incomplete++;
                    break;

                default:
                    Statistics.BadCrc++;
                    break;
            }
        }

        /// <summary>What else is wanted of a device that is gone would not be answered either, and the others would wait for it.</summary>
        private void GiveUp(ModbusDevice device, uint status)
        {
            for (int i = 0; i < _requests.Length; i++)
            {
                if (_requests[i].Device == device)
                {
                    _requests[i].IsWanted = false;
                    _requests[i].Status = status;
                }
            }
        }

        private void EndRound(long nowMs, uint status, bool isAnswered)
        {
            // Nothing comes behind the answer, be it an exception, to a request that was sent once.
            _readyMs = _attempts > 1 || !isAnswered ? nowMs + _current.Device.TimeoutMs : nowMs;
            _current.Status = status;
            _current.IsWanted = false;
            _current = null;
            _isWaiting = false;
        }

        private void Ask(long nowMs)
        {
            if (_current == null)
            {
                _current = Next();
                _attempts = 0;
                _pickedMs = nowMs > _readyMs ? nowMs : _readyMs;
            }

            if (_current == null || nowMs < _readyMs)
            {
                return;
            }

            if (!_line.IsQuiet(nowMs))
            {
                if (nowMs - _pickedMs > BabbleMs)
                {
                    EndRound(nowMs, StatusCode.BadCommunicationError, false);
                }

                return;
            }

            Send(nowMs);
        }

        private void Send(long nowMs)
        {
            if (!_line.Send(_current))
            {
                PortFailed(nowMs);
                return;
            }

            Statistics.Repetitions += _attempts > 0 ? 1 : 0;
            _attempts++;
            _isWaiting = true;
            _deadlineMs = nowMs + AnswerMs(_current);
        }

        private int AnswerMs(ModbusRequest request)
        {
            int octets = ModbusFrame.RequestLength + ModbusFrame.AnswerLength(request);
            return request.Device.TimeoutMs + _line.TimeOf(octets) + ModbusLine.TickMs + 1;
        }

        private ModbusRequest Next()
        {
            for (int i = 0; i < _requests.Length; i++)
            {
                _turn = _turn + 1 < _requests.Length ? _turn + 1 : 0;
                if (_requests[_turn].IsWanted)
                {
                    return _requests[_turn];
                }
            }

            return null;
        }
    }
}
