using System;
using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Model
{
    /// <summary>
    /// Brings the signals into the data set as the profile's fields say and decides which fields are due: changed beyond their deadband, changed in status, or
    /// silent for longer than their heartbeat.
    /// </summary>
    /// <remarks>This runs for every field of every sample, so what most fields are, a scalar Float, is handled without a call.</remarks>
    public sealed class FieldSampler
    {
        private readonly DataSet _dataSet;
        private readonly SourceSet _sources;
        private readonly FieldBinding[] _bindings;
        private readonly byte[] _kinds;
        private readonly double[] _deadbands;
        private readonly int[] _elements;
        private readonly double[] _values;
        private readonly double[] _published;
        private readonly uint[] _publishedStatuses;
        private readonly int[] _signals;
        private readonly long[] _publishedAtMs; // in a delta frame
        private long _keyFrameAtMs;

        /// <summary>Makes a sampler.</summary>
        /// <param name="profile">What the signals mean. Its fields refer to signals that there are, texts to texts and numbers to numbers; see
        /// <see cref="ProfileCheck"/>.</param>
        /// <param name="dataSet">The data set of the profile's fields.</param>
        /// <param name="sources">The profile's sources.</param>
        public FieldSampler(MachineProfile profile, DataSet dataSet, SourceSet sources)
        {
            int count = profile.Fields.Length;
            _dataSet = dataSet;
            _sources = sources;
            _bindings = profile.Fields;
            _kinds = new byte[count];
            _deadbands = new double[count];
            _elements = new int[count];
            _publishedStatuses = new uint[count];
            _publishedAtMs = new long[count];
            _signals = new int[count];
            int values = count;
            for (int i = 0; i < count; i++)
            {
                FieldBinding binding = _bindings[i];
                _kinds[i] = Conversion.KindOf(binding);

                // A Float is compared as a Float: 0.05 is not beyond a deadband of 0.05.
                _deadbands[i] = binding.MetaData.Type == BuiltInType.Float ? (double)(float)binding.Deadband : binding.Deadband;
                _elements[i] = values;
                _signals[i] = binding.Signal;
                _publishedStatuses[i] = StatusCode.BadWaitingForInitialData; // as the data set begins
                values += binding.MetaData.ArrayLength;
            }

            _values = new double[values];
            _published = new double[values];
        }

        /// <summary>Octets of the tables.</summary>
        internal int BufferOctets
        {
            get { return (_bindings.Length * (1 + 8 + 4 + 4 + 4 + 8)) + (_values.Length * 2 * 8); }
        }

        /// <summary>Takes one sample of everything: the data set has the values of now.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        public void Sample(long nowMs)
        {
            _sources.Sample(nowMs);
            BringAll();
        }

        /// <summary>Brings what the sources have last read into the data set.</summary>
        public unsafe void BringAll()
        {
            double[] signals = _sources.Signals.Values;
            uint[] signalStatuses = _sources.Signals.Statuses;
            int[] signalOf = _signals;
            double[] values = _values;
            byte[] kinds = _kinds;
            byte[] octets = _dataSet.Octets;
            int[] offsets = _dataSet.Offsets;
            uint[] statuses = _dataSet.Statuses;
            int count = kinds.Length;
            float value;
            byte* bits = (byte*)&value; // little-endian, as every board and desktop is

            for (int i = 0; i < count; i++)
            {
                int signal = signalOf[i];
                uint status = signalStatuses[signal];
                if (kinds[i] != Conversion.PlainFloat || (status | statuses[i]) != 0)
                {
                    BringSlowly(i, status);
                    continue;
                }

                // A good Float that was good before, DataSet.SetFloat written out: a call costs as much as the rest.
                value = (float)signals[signal];
                if (value == values[i])
                {
                    continue;
                }

                if (value - value != 0)
                {
                    _dataSet.SetStatus(i, StatusCode.BadOutOfRange); // infinite: no Float
                    continue;
                }

                values[i] = value;
                int at = offsets[i];
                octets[at] = *bits;
                octets[at + 1] = bits[1];
                octets[at + 2] = bits[2];
                octets[at + 3] = bits[3];
            }
        }

        /// <summary>Looks which fields are due for a delta frame. Before a key frame nobody needs to know.</summary>
        /// <param name="nowMs">Uptime in milliseconds, of the last sample.</param>
        /// <returns>How many are.</returns>
        public int MarkDue(long nowMs)
        {
            bool[] dues = _dataSet.Due;
            uint[] statuses = _dataSet.Statuses;
            uint[] published = _publishedStatuses;
            int due = 0;
            for (int i = 0; i < dues.Length; i++)
            {
                if (dues[i] || statuses[i] != published[i] || IsDue(i, statuses[i], nowMs))
                {
                    dues[i] = true;
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
            bool[] dues = _dataSet.Due;
            if (all)
            {
                Array.Copy(_values, 0, _published, 0, _values.Length);
                Array.Copy(_dataSet.Statuses, 0, _publishedStatuses, 0, dues.Length);
                Array.Clear(dues, 0, dues.Length);
                _keyFrameAtMs = nowMs;
                return;
            }

            for (int i = 0; i < dues.Length; i++)
            {
                if (dues[i])
                {
                    dues[i] = false;
                    _published[i] = _values[i];
                    _publishedStatuses[i] = _dataSet.Statuses[i];
                    _publishedAtMs[i] = nowMs;
                    if (_kinds[i] == Conversion.Array)
                    {
                        Array.Copy(_values, _elements[i], _published, _elements[i], _bindings[i].MetaData.ArrayLength);
                    }
                }
            }
        }

        /// <summary>Brings a field that is no plain Float, or has a status, or had one.</summary>
        private void BringSlowly(int index, uint status)
        {
            status = BringOther(index, status);
            if (status != _dataSet.Statuses[index])
            {
                _dataSet.SetStatus(index, status);
            }
        }

        private uint BringOther(int index, uint status)
        {
            if (_kinds[index] == Conversion.Array)
            {
                return BringArray(index);
            }

            return (status & StatusCode.Bad) != 0 ? status : Bring(index, status);
        }

        /// <summary>Brings a scalar that is not Bad and no plain Float; returns its status.</summary>
        private uint Bring(int index, uint status)
        {
            FieldBinding binding = _bindings[index];
            SignalTable signals = _sources.Signals;
            double value = signals.Values[binding.Signal];
            if (_kinds[index] == Conversion.Text)
            {
                if (value != _values[index] || _dataSet.Statuses[index] == StatusCode.BadWaitingForInitialData)
                {
                    _values[index] = value; // how often the text has changed
                    _dataSet.SetText(index, signals.Texts[binding.Signal], signals.TextLengths[binding.Signal]);
                }

                return status;
            }

            value = (value * binding.Gain) + binding.Offset;
            if (_kinds[index] == Conversion.Float || _kinds[index] == Conversion.PlainFloat)
            {
                if (!Conversion.IsFloat(value))
                {
                    return StatusCode.BadOutOfRange;
                }

                float single = (float)value;
                _dataSet.SetFloat(index, single);
                _values[index] = single;
                value = single;
            }
            else if (_kinds[index] == Conversion.Double)
            {
                if (value - value != 0)
                {
                    return StatusCode.BadOutOfRange;
                }

                _dataSet.SetDouble(index, value);
                _values[index] = value;
            }
            else
            {
                long integer;
                if (!Conversion.TryInteger(binding.MetaData.Type, value, out integer))
                {
                    return StatusCode.BadOutOfRange;
                }

                _dataSet.SetInteger(index, integer);
                _values[index] = integer;
            }

            return binding.HasLimits ? WithLimits(status, LimitsOf(index, value)) : status;
        }

        /// <summary>Brings an array's elements; returns the status of the whole. A Bad element is no number where the type has that, else it keeps its last
        /// value.</summary>
        private uint BringArray(int index)
        {
            FieldBinding binding = _bindings[index];
            SignalTable signals = _sources.Signals;
            int length = binding.MetaData.ArrayLength;
            int bad = 0;
            uint firstBad = StatusCode.Good;
            uint worst = StatusCode.Good;
            uint limits = 0;
            for (int i = 0; i < length; i++)
            {
                double value = (signals.Values[binding.Signal + i] * binding.Gain) + binding.Offset;
                uint status = signals.Statuses[binding.Signal + i];
                status = BringElement(index, i, value, status);
                if ((status & StatusCode.Bad) != 0)
                {
                    firstBad = bad == 0 ? status : firstBad;
                    bad++;
                    continue;
                }

                worst = worst == StatusCode.Good ? status : worst;
                if (binding.HasLimits && limits == 0)
                {
                    limits = LimitsOf(index, value);
                }
            }

            if (bad == length)
            {
                return firstBad;
            }

            return WithLimits(bad > 0 ? StatusCode.UncertainSubNormal : worst, limits);
        }

        /// <summary>Brings an element; returns its status.</summary>
        private uint BringElement(int index, int element, double value, uint status)
        {
            BuiltInType type = _bindings[index].MetaData.Type;
            bool isBad = (status & StatusCode.Bad) != 0;
            if (type == BuiltInType.Float || type == BuiltInType.Double)
            {
                isBad |= value - value != 0 || (type == BuiltInType.Float && !Conversion.IsFloat(value));
                double shown = isBad ? double.NaN : value;
                if (type == BuiltInType.Float)
                {
                    shown = (float)shown;
                    _dataSet.SetFloatElement(index, element, (float)shown);
                }
                else
                {
                    _dataSet.SetDoubleElement(index, element, shown);
                }

                _values[_elements[index] + element] = shown;
            }
            else
            {
                long integer = 0;
                isBad = isBad || !Conversion.TryInteger(type, value, out integer);
                if (!isBad)
                {
                    _dataSet.SetIntegerElement(index, element, integer);
                    _values[_elements[index] + element] = integer;
                }
            }

            if (!isBad)
            {
                return status;
            }

            return (status & StatusCode.Bad) != 0 ? status : StatusCode.BadOutOfRange;
        }

        /// <summary>The limit bits of a value, and 0 when it is within. What was outside has to come back by the deadband.</summary>
        private uint LimitsOf(int index, double value)
        {
            FieldBinding binding = _bindings[index];
            uint before = _dataSet.Statuses[index];
            before = (before & StatusCode.Bad) != 0 ? 0 : before & StatusCode.LimitMask;
            double margin = _deadbands[index];
            double half = (binding.HighLimit - binding.LowLimit) / 2;
            margin = margin < half ? margin : half;
            if (value > binding.HighLimit || (before == StatusCode.LimitHigh && value > binding.HighLimit - margin))
            {
                return StatusCode.LimitHigh;
            }

            return value < binding.LowLimit || (before == StatusCode.LimitLow && value < binding.LowLimit + margin) ? StatusCode.LimitLow : 0;
        }

        private static uint WithLimits(uint status, uint limits)
        {
            if (limits == 0)
            {
                return status;
            }

            return (status == StatusCode.Good ? StatusCode.UncertainEngineeringUnitsExceeded : status) | limits;
        }

        /// <summary>Whether a field whose status has not changed is due.</summary>
        private bool IsDue(int index, uint status, long nowMs)
        {
            FieldBinding binding = _bindings[index];
            long publishedAtMs = _publishedAtMs[index] > _keyFrameAtMs ? _publishedAtMs[index] : _keyFrameAtMs;
            long silence = nowMs - publishedAtMs;
            if (binding.HeartbeatMs > 0 && silence >= binding.HeartbeatMs)
            {
                return true;
            }

            if ((status & StatusCode.Bad) != 0 || silence < binding.PublishingMs)
            {
                return false;
            }

            if (_kinds[index] == Conversion.Array)
            {
                return HasChanged(index);
            }

            double difference = _values[index] - _published[index];
            return difference > _deadbands[index] || -difference > _deadbands[index];
        }

        private bool HasChanged(int index)
        {
            int from = _elements[index];
            int end = from + _bindings[index].MetaData.ArrayLength;
            double deadband = _deadbands[index];
            for (int i = from; i < end; i++)
            {
                // With '<', not '>': on a nanoCLR whatever is no number is greater than anything, and an element that stays Bad would be due in every sample.
                double difference = _values[i] - _published[i];
                if (deadband < difference || deadband < -difference)
                {
                    return true;
                }

                // An element has become a number, or has ceased to be one.
                if (double.IsNaN(_values[i]) != double.IsNaN(_published[i]))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
