namespace System.Device.Adc
{
    public sealed class AdcController
    {
        public int MaxValue => 4095;

        /// <summary>What a channel reads, by its number.</summary>
        public Func<int, int> Signal { get; set; } = _ => 0;

        /// <summary>Channels opened so far.</summary>
        public int Opened { get; private set; }

        public AdcChannel OpenChannel(int channelNumber)
        {
            Opened++;
            return channelNumber < 0 ? throw new ArgumentException("no such channel") : new AdcChannel(this, channelNumber);
        }
    }

    public sealed class AdcChannel
    {
        private readonly AdcController _controller;
        private readonly int _number;

        internal AdcChannel(AdcController controller, int number)
        {
            _controller = controller;
            _number = number;
        }

        public int ReadValue() => _controller.Signal(_number);
    }
}
