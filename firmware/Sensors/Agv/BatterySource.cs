using System;
using Sidetap.PubSub;

namespace Sidetap.Sensors
{
    /// <summary>A traction battery's state of charge from its voltage and current: the charge that flows is counted, and corrected when the battery rests.</summary>
    /// <remarks>
    /// At rest (no current to speak of for so many minutes) the voltage says how full the battery is, as well as it can be measured: within
    /// <see cref="VoltageTolerance"/> of it. A count within that is left alone, one outside is set to the nearest end. So a correction is sharp where the
    /// table is steep and does no harm where it is flat, as for lithium iron phosphate; there it does not count as confirmed either. Before the first rest the charge is Uncertain_InitialValue: guessed from
    /// the voltage under load, or kept from an earlier start. A current that is the last usable value is no reading: it is neither counted nor a rest.
    /// Without a current or a voltage it is Uncertain_LastUsableValue for <see cref="PatienceMs"/>,
    /// then Bad; charge that flowed unseen for more than <see cref="LongestStepMs"/> leaves it Uncertain_SubNormal until the next rest.
    /// </remarks>
    public sealed class BatterySource : SignalSource
    {
        /// <summary>How well the voltage at rest is known, as a part of it: what a converter with a divider can do.</summary>
        public const double VoltageTolerance = 0.002;

        /// <summary>How long the charge is still told without new readings, in milliseconds.</summary>
        public const int PatienceMs = 300000;

        /// <summary>The longest time between two readings over which a current is taken to have changed evenly, in milliseconds.</summary>
        public const int LongestStepMs = 60000;

        /// <summary>How sharp a rest voltage must be to confirm a charge: what its tolerance makes in percent.</summary>
        public const double SharpPercent = 15;

        /// <summary>How many signals it fills.</summary>
        public const int Outputs = 4;

        private const int StateOfCharge = 0;
        private const int Voltage = 1;
        private const int Current = 2;
        private const int Charging = 3;
        private const double MsPerHour = 3600000;

        private readonly int _voltage;
        private readonly int _current;
        private readonly double _capacity;
        private readonly double _efficiency;
        private readonly double _restCurrent;
        private readonly double _restMs;
        private readonly RestVoltage _table;
        private double _percent = -1;
        private double _lastCurrent;
        private long _lastMs = -1;
        private long _lastBothMs = -1;
        private long _restSinceMs = -1;
        private bool _isGuess;
        private bool _isConfirmed;
        private bool _hasMissed;

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of the state of charge (percent); voltage, current and charging (0 or 1) follow.</param>
        /// <param name="voltage">The signal of the voltage, in volts.</param>
        /// <param name="current">That of the current in amperes, positive when it charges.</param>
        /// <param name="capacityAh">What a full battery gives, in ampere hours, more than 0.</param>
        /// <param name="efficiency">The part of a charging current that is stored, 0.5..1.</param>
        /// <param name="restCurrent">The current up to which the battery rests, in amperes; more than the sensor's offset.</param>
        /// <param name="restMinutes">How long it must rest before its voltage counts.</param>
        /// <param name="table">The charge by voltage at rest.</param>
        public BatterySource(
            SignalTable signals, int first, int voltage, int current, double capacityAh, double efficiency, double restCurrent, double restMinutes, RestVoltage table)
            : base(signals, first, Outputs)
        {
            _voltage = voltage;
            _current = current;
            _capacity = capacityAh;
            _efficiency = efficiency;
            _restCurrent = restCurrent;
            _restMs = restMinutes * 60000;
            _table = table;
        }

        /// <inheritdoc/>
        public override int StateOctets
        {
            get { return 8; }
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            uint voltageStatus = Signals.Statuses[_voltage];
            uint currentStatus = Signals.Statuses[_current];
            double volts = Signals.Values[_voltage];
            double amperes = Signals.Values[_current];
            Pass(Voltage, volts, voltageStatus);
            Pass(Current, amperes, currentStatus);
            if (StatusCode.IsBad(currentStatus))
            {
                Fail(Charging, currentStatus);
                _restSinceMs = -1;
            }
            else
            {
                bool isCharging = amperes > _restCurrent;
                Set(Charging, isCharging ? 1 : 0, currentStatus);
                if (currentStatus != StatusCode.UncertainLastUsableValue)
                {
                    Count(nowMs, amperes);
                    Rest(nowMs, amperes, volts, voltageStatus);
                }
            }

            Tell(nowMs, volts, LevelSignal.Worse(currentStatus, voltageStatus));
        }

        /// <inheritdoc/>
        public override void SaveState(byte[] buffer, int offset)
        {
            UaBinary.Put64(buffer, offset, UaBinary.BitsOf(_percent));
        }

        /// <inheritdoc/>
        public override void LoadState(byte[] buffer, int offset)
        {
            double percent = BitConverter.Int64BitsToDouble((long)UaBinary.Get64(buffer, offset));
            if (percent >= 0 && percent <= 100)
            {
                _percent = percent;
            }
        }

        private static double Bounded(double value, double low, double high)
        {
            return value < low ? low : value > high ? high : value;
        }

        private void Pass(int output, double value, uint status)
        {
            if (StatusCode.IsBad(status))
            {
                Fail(output, status);
            }
            else
            {
                Set(output, value, status);
            }
        }

        private void Count(long nowMs, double amperes)
        {
            long step = nowMs - _lastMs;
            if (_lastMs >= 0 && step <= LongestStepMs)
            {
                double mean = (amperes + _lastCurrent) / 2;
                double stored = mean > 0 ? mean * _efficiency : mean;
                double change = stored * step * 100 / (MsPerHour * _capacity);
                _percent = _percent < 0 ? _percent : Bounded(_percent + change, 0, 100);
            }
            else if (_lastMs >= 0)
            {
                _hasMissed = true;
                _restSinceMs = -1; // nobody saw it rest
            }

            _lastCurrent = amperes;
            _lastMs = nowMs;
        }

        private void Rest(long nowMs, double amperes, double volts, uint voltageStatus)
        {
            if (amperes >= _restCurrent || amperes <= -_restCurrent)
            {
                _restSinceMs = -1;
                return;
            }

            if (_restSinceMs < 0)
            {
                _restSinceMs = nowMs;
            }

            if (nowMs - _restSinceMs < _restMs || !StatusCode.IsGood(voltageStatus))
            {
                return;
            }

            double low = Bounded(_table.PercentAt(volts * (1 - VoltageTolerance)), 0, 100);
            double high = Bounded(_table.PercentAt(volts * (1 + VoltageTolerance)), 0, 100);
            bool isSharp = high - low <= SharpPercent;
            if (_percent < 0 || (_isGuess && isSharp))
            {
                _percent = Bounded(_table.PercentAt(volts), 0, 100);
            }

            _percent = Bounded(_percent, low, high);
            if (isSharp)
            {
                _isGuess = false;
                _isConfirmed = true;
                _hasMissed = false;
            }
        }

        private void Tell(long nowMs, double volts, uint status)
        {
            if (StatusCode.IsBad(status))
            {
                if (_percent >= 0 && _lastBothMs >= 0 && nowMs - _lastBothMs < PatienceMs)
                {
                    Set(StateOfCharge, _percent, StatusCode.UncertainLastUsableValue);
                }
                else
                {
                    Fail(StateOfCharge, status);
                }

                return;
            }

            _lastBothMs = nowMs;
            if (_percent < 0)
            {
                _percent = Bounded(_table.PercentAt(volts), 0, 100);
                _isGuess = true;
            }

            uint own = _hasMissed ? StatusCode.UncertainSubNormal : _isConfirmed ? StatusCode.Good : StatusCode.UncertainInitialValue;
            Set(StateOfCharge, _percent, LevelSignal.Worse(own, status));
        }
    }
}
