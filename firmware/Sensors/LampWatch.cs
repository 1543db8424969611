namespace Sidetap.Sensors
{
    /// <summary>Tells a lamp that blinks from one that is lit or dark.</summary>
    /// <remarks>
    /// It blinks when its level has changed three times within the window, on, off, on, and goes on while two changes lie within it: between two changes the third
    /// one back is up to a period and a half old, so a lamp that needs most of the window would else blink on and off. A lamp that goes dark counts as lit for half a window more, so that the dark
    /// phases of one that begins to blink are not taken for darkness.
    /// </remarks>
    public sealed class LampWatch
    {
        private const int Changes = 3;

        private readonly int _windowMs;
        private readonly long[] _changedMs = new long[Changes];
        private int _newest;
        private bool _isOn;
        private bool _isBegun;

        /// <summary>Makes one.</summary>
        /// <param name="windowMs">The window in milliseconds.</param>
        public LampWatch(int windowMs)
        {
            _windowMs = windowMs;
            Reset();
        }

        /// <summary>Whether the lamp blinks.</summary>
        public bool IsBlinking { get; private set; }

        /// <summary>Whether the lamp is lit or blinks.</summary>
        public bool IsLit { get; private set; }

        /// <summary>Forgets what it has seen.</summary>
        public void Reset()
        {
            _isBegun = false;
            IsBlinking = false;
            IsLit = false;
            for (int i = 0; i < Changes; i++)
            {
                _changedMs[i] = long.MinValue / 2; // far from now, and the difference to now still a number
            }
        }

        /// <summary>Takes a level.</summary>
        /// <param name="nowMs">Uptime in milliseconds.</param>
        /// <param name="isOn">Whether the lamp is on.</param>
        public void Add(long nowMs, bool isOn)
        {
            if (isOn != _isOn && _isBegun)
            {
                _newest = (_newest + 1) % Changes;
                _changedMs[_newest] = nowMs;
            }

            _isOn = isOn;
            _isBegun = true;
            int before = (_newest + (IsBlinking ? Changes - 1 : 1)) % Changes;
            IsBlinking = nowMs - _changedMs[before] < _windowMs;
            IsLit = isOn || IsBlinking || nowMs - _changedMs[_newest] < _windowMs / 2;
        }
    }
}
