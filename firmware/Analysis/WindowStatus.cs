using Sidetap.PubSub;

namespace Sidetap.Analysis
{
    /// <summary>
    /// The StatusCode of a result that is made of many samples: Bad when none was usable, Uncertain_SubNormal when some were not, else the last one that was
    /// not Good.
    /// </summary>
    public sealed class WindowStatus
    {
        private uint _worst;
        private int _usable;

        /// <summary>Samples that were usable.</summary>
        public int Usable
        {
            get { return _usable; }
        }

        /// <summary>The last Bad status of the window; without one Bad_WaitingForInitialData.</summary>
        public uint LastBad
        {
            get { return StatusCode.IsBad(_worst) ? _worst : StatusCode.BadWaitingForInitialData; }
        }

        /// <summary>The result's status.</summary>
        public uint Value
        {
            get
            {
                if (_usable == 0)
                {
                    return LastBad;
                }

                return StatusCode.IsBad(_worst) ? StatusCode.UncertainSubNormal : _worst;
            }
        }

        /// <summary>Begins a new window.</summary>
        public void Reset()
        {
            _worst = StatusCode.Good;
            _usable = 0;
        }

        /// <summary>Takes a sample's status.</summary>
        /// <param name="status">The status: of <see cref="Inputs.StatusOf"/>, so that what is no number is Bad.</param>
        /// <returns>Whether the sample is usable.</returns>
        public bool Add(uint status)
        {
            if (StatusCode.IsBad(status))
            {
                _worst = status;
                return false;
            }

            _usable++;
            if (!StatusCode.IsGood(status) && !StatusCode.IsBad(_worst))
            {
                _worst = status;
            }

            return true;
        }
    }
}
