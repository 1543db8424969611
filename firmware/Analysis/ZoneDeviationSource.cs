using Sidetap.PubSub;
using Sidetap.Sensors;

namespace Sidetap.Analysis
{
    /// <summary>
    /// Temperature zones against their nominal values (TemperatureZoneType, OPC 40083): per zone the nominal value, then per zone actual less nominal, then the
    /// deviation of the worst zone and how many are outside the limits.
    /// </summary>
    /// <remarks>
    /// The worst deviation is the one of the largest magnitude, with its sign. A zone that is Bad has a Bad deviation and takes no part; the last two signals are
    /// then Uncertain_SubNormal, and Bad when all zones are. A zone at a limit is inside.
    /// </remarks>
    public sealed class ZoneDeviationSource : SignalSource
    {
        private readonly int[] _zones;
        private readonly double[] _nominals;
        private readonly double _low;
        private readonly double _high;
        private readonly WindowStatus _status = new WindowStatus();

        /// <summary>Makes the source.</summary>
        /// <param name="signals">The box's signals.</param>
        /// <param name="first">The number of its first signal.</param>
        /// <param name="zones">The numbers of the zones' signals.</param>
        /// <param name="nominals">One nominal value per zone, in the zones' unit.</param>
        /// <param name="low">How far below its nominal value a zone may be, 0 or more.</param>
        /// <param name="high">How far above, 0 or more.</param>
        public ZoneDeviationSource(SignalTable signals, int first, int[] zones, double[] nominals, double low, double high)
            : base(signals, first, OutputsOf(zones.Length))
        {
            _zones = zones;
            _nominals = nominals;
            _low = low;
            _high = high;
        }

        /// <inheritdoc/>
        public override int BufferOctets
        {
            get { return _zones.Length * 12; }
        }

        /// <summary>How many signals it fills.</summary>
        /// <param name="zones">The number of zones.</param>
        /// <returns>Two per zone, and two.</returns>
        public static int OutputsOf(int zones)
        {
            return (zones * 2) + 2;
        }

        /// <inheritdoc/>
        public override void Sample(long nowMs)
        {
            int zones = _zones.Length;
            double worst = 0;
            int outside = 0;
            _status.Reset();
            for (int i = 0; i < zones; i++)
            {
                Set(i, _nominals[i], StatusCode.Good);
                uint status = Inputs.StatusOf(Signals, _zones[i]);
                if (!_status.Add(status))
                {
                    Fail(zones + i, status);
                    continue;
                }

                double deviation = Signals.Values[_zones[i]] - _nominals[i];
                Set(zones + i, deviation, status);
                outside += deviation < -_low || deviation > _high ? 1 : 0;
                double magnitude = deviation < 0 ? -deviation : deviation;
                if (magnitude > (worst < 0 ? -worst : worst))
                {
                    worst = deviation;
                }
            }

            Summarize(zones * 2, worst, outside);
        }

        private void Summarize(int output, double worst, int outside)
        {
            uint status = _status.Value;
            if (StatusCode.IsBad(status))
            {
                Fail(output, status);
                Fail(output + 1, status);
                return;
            }

            Set(output, worst, status);
            Set(output + 1, outside, status);
        }
    }
}
