using Sidetap.Analysis;
using Sidetap.Hal;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>
    /// Reads the board's channels as the profile says, brings the values into the data set and decides which fields are due: changed beyond their
    /// deadband, changed in status, or silent for longer than their heartbeat.
    /// </summary>
    public sealed class FieldSampler
    {
        // Control voltage is a relay contact: three equal readings in a row.
        private const int DebounceSamples = 3;

        private readonly DataSet _dataSet;
        private readonly FieldBinding[] _bindings;
        private readonly AnalogSensor[] _sensors;
        private readonly RmsWindow[] _windows;
        private readonly AnalogSnapshot _analog;
        private readonly AnalogSensor _power;
        private readonly DigitalSensor _controlVoltage;
        private readonly MachineState _state;
        private readonly double[] _values;
        private readonly double[] _published;
        private readonly uint[] _publishedStatuses;
        private readonly long[] _publishedAtMs;

        /// <summary>Makes a sampler.</summary>
        /// <param name="profile">What to read.</param>
        /// <param name="dataSet">The data set of the profile's fields.</param>
        /// <param name="analog">The board's analog channels.</param>
        /// <param name="digital">The board's digital channels.</param>
        public FieldSampler(MachineProfile profile, DataSet dataSet, IAnalogInput analog, IDigitalInput digital)
        {
            int count = profile.Fields.Length;
            _dataSet = dataSet;
            _bindings = profile.Fields;
            _sensors = new AnalogSensor[count];
            _windows = new RmsWindow[count];
            _values = new double[count];
            _published = new double[count];
            _publishedStatuses = new uint[count];
            _publishedAtMs = new long[count];
            _analog = new AnalogSnapshot(analog);
            _power = new AnalogSensor(_analog, profile.PowerChannel, profile.PowerGain, 0);
            _controlVoltage = new DigitalSensor(digital, profile.ControlVoltageChannel, DebounceSamples);
            _state = new MachineState(profile.OnPower, profile.OffPower, profile.HoldMs);
            for (int i = 0; i < count; i++)
            {
                FieldBinding binding = _bindings[i];
                if (binding.Source == FieldSource.Analog || binding.Source == FieldSource.AnalogRms)
                {
                    _sensors[i] = new AnalogSensor(_analog, binding.Channel, binding.Gain, binding.Offset);
                }

                if (binding.Source == FieldSource.AnalogRms)
                {
                    _windows[i] = new RmsWindow(binding.WindowSamples);
                }
            }
        }

        /// <summary>Octets of the tables: per field three values of eight octets, a status and two references; per analog channel a reading.</summary>
        internal int BufferOctets
        {
            get { return (_bindings.Length * ((3 * 8) + (3 * 4))) + _analog.BufferOctets; }
        }

        /// <summary>Takes one sample of everything.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="lostMessages">The count for <see cref="FieldSource.LostMessages"/>.</param>
        /// <returns>How many fields are due.</returns>
        public int Sample(long nowMs, uint lostMessages)
        {
            _analog.Renew();
            _power.Sample();
            _controlVoltage.Sample();
            _state.Update(nowMs, _power.Value, _power.Status, _controlVoltage.IsActive, _controlVoltage.Status);

            int due = 0;
            for (int i = 0; i < _bindings.Length; i++)
            {
                SampleField(i, lostMessages);
                if (_dataSet.Due[i] || IsDue(i, nowMs))
                {
                    _dataSet.Due[i] = true;
                    due++;
                }
            }

            return due;
        }

        /// <summary>Notes that a message with the due fields, or with all of them, was made.</summary>
        /// <param name="all">Whether it was a key frame.</param>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void MarkPublished(bool all, long nowMs)
        {
            for (int i = 0; i < _bindings.Length; i++)
            {
                if (all || _dataSet.Due[i])
                {
                    _dataSet.Due[i] = false;
                    _published[i] = _values[i];
                    _publishedStatuses[i] = _dataSet.Statuses[i];
                    _publishedAtMs[i] = nowMs;
                }
            }
        }

        private void SampleField(int index, uint lostMessages)
        {
            switch (_bindings[index].Source)
            {
                case FieldSource.Analog:
                    AnalogSensor sensor = _sensors[index];
                    sensor.Sample();
                    SetFloat(index, sensor.Value, sensor.Status);
                    break;

                case FieldSource.AnalogRms:
                    AnalogSensor sampled = _sensors[index];
                    RmsWindow window = _windows[index];
                    sampled.Sample();
                    if (window.Add(sampled.Value, sampled.Status))
                    {
                        SetFloat(index, window.Value, window.Status);
                    }

                    break;

                case FieldSource.MachineState:
                    SetInteger(index, (uint)_state.Value, _state.Status);
                    break;

                case FieldSource.LostMessages:
                    SetInteger(index, lostMessages, StatusCode.Good);
                    break;
            }
        }

        private void SetFloat(int index, float value, uint status)
        {
            _dataSet.SetStatus(index, status);
            if (!StatusCode.IsBad(status))
            {
                _values[index] = value;
                _dataSet.SetFloat(index, value);
            }
        }

        private void SetInteger(int index, uint value, uint status)
        {
            _dataSet.SetStatus(index, status);
            if (!StatusCode.IsBad(status))
            {
                _values[index] = value;
                _dataSet.SetInteger(index, value);
            }
        }

        private bool IsDue(int index, long nowMs)
        {
            uint status = _dataSet.Statuses[index];
            if (status != _publishedStatuses[index])
            {
                return true;
            }

            FieldBinding binding = _bindings[index];
            if (!StatusCode.IsBad(status))
            {
                double difference = _values[index] - _published[index];
                if (difference > binding.Deadband || -difference > binding.Deadband)
                {
                    return true;
                }
            }

            return binding.HeartbeatMs > 0 && nowMs - _publishedAtMs[index] >= binding.HeartbeatMs;
        }
    }
}
