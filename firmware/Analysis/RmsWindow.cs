using System;
using Sidetap.PubSub;

namespace Sidetap.Analysis
{
    /// <summary>The root mean square over windows of a fixed number of samples, one after the other, in one pass.</summary>
    /// <remarks>
    /// A window with a missing sample is computed from the rest and is Uncertain_SubNormal; one without any is as bad as its last sample.
    /// </remarks>
    public sealed class RmsWindow
    {
        private readonly int _samples;
        private double _sumOfSquares;
        private int _taken;
        private int _good;
        private uint _worst;

        /// <summary>The RMS of the last complete window, in the samples' unit.</summary>
        public float Value;

        /// <summary>The StatusCode of the last complete window.</summary>
        public uint Status = StatusCode.BadWaitingForInitialData;

        /// <summary>Makes a window.</summary>
        /// <param name="samples">Its length, 1 or more.</param>
        public RmsWindow(int samples)
        {
            if (samples < 1)
            {
                throw new ArgumentException();
            }

            _samples = samples;
        }

        /// <summary>Takes a sample.</summary>
        /// <param name="value">The sample; ignored when its status is Bad.</param>
        /// <param name="status">Its status.</param>
        /// <returns>True when it completed a window: <see cref="Value"/> and <see cref="Status"/> are new.</returns>
        public bool Add(float value, uint status)
        {
            if (StatusCode.IsBad(status))
            {
                _worst = status;
            }
            else
            {
                _sumOfSquares += (double)value * value;
                _good++;
                if (!StatusCode.IsGood(status) && !StatusCode.IsBad(_worst))
                {
                    _worst = status;
                }
            }

            if (++_taken < _samples)
            {
                return false;
            }

            if (_good == 0)
            {
                Status = _worst;
            }
            else
            {
                Value = (float)Math.Sqrt(_sumOfSquares / _good);
                Status = StatusCode.IsBad(_worst) ? StatusCode.UncertainSubNormal : _worst;
            }

            _sumOfSquares = 0;
            _taken = 0;
            _good = 0;
            _worst = StatusCode.Good;
            return true;
        }
    }
}
