using Sidetap.Hal;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A debounced digital channel as a signal, 0 or 1: a new level counts when it has been read for so long without another between.</summary>
    /// <remarks>
    /// A contact that never comes to rest keeps the last level that did, as Uncertain_LastUsableValue once it has bounced for
    /// <see cref="RestlessMs"/>.
    /// </remarks>
    public sealed class DigitalSource : SignalSource
    {
        /// <summary>How long a contact may bounce before its last level is in doubt, in milliseconds; ten debounce times where that is longer.</summary>
        public const int RestlessMs = 1000;

        private readonly IDigitalInput _input;
        private readonly int _channel;
        private readonly int _debounceMs;
        private readonly int _restlessMs;
        private readonly bool _inverted;
        private bool _candidate;
        private long _sinceMs = -1;
        private long _restlessSinceMs = -1;
        private bool _hasSettled;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its signal.</param>
        /// <param name="input">The board's digital channels.</param>
        /// <param name="channel">Which of them.</param>
        /// <param name="debounceMs">Milliseconds for which a level must have been read, 0 or more.</param>
        /// <param name="inverted">Whether an energised terminal is 0.</param>
        public DigitalSource(SignalTable signals, int first, IDigitalInput input, int channel, int debounceMs, bool inverted)
            : base(signals, first, 1)
        {
            _input = input;
            _channel = channel;
            _debounceMs = debounceMs;
            _restlessMs = debounceMs > RestlessMs / 10 ? debounceMs * 10 : RestlessMs;
            _inverted = inverted;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            bool active;
            uint status = InputStatusCodes.Of(_input.Read(_channel, out active));
            if (StatusCode.IsBad(status))
            {
                Fail(0, status);
                _sinceMs = -1; // a level has to be confirmed anew
                _hasSettled = false;
                return;
            }

            if (_sinceMs < 0 || active != _candidate)
            {
                _candidate = active;
                _sinceMs = nowMs;
            }

            if (nowMs - _sinceMs >= _debounceMs)
            {
                _hasSettled = true;
                _restlessSinceMs = -1;
                Set(0, active != _inverted ? 1 : 0, status);
            }
            else if (_restlessSinceMs < 0)
            {
                _restlessSinceMs = nowMs;
            }
            else if (_hasSettled && nowMs - _restlessSinceMs >= _restlessMs)
            {
                Signals.Statuses[First] = StatusCode.UncertainLastUsableValue;
            }
        }
    }
}
