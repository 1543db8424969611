using System;
using System.Device.Adc;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>The converter on the chip: volts at the pin, by a straight line that the board has measured or takes from the data sheet.</summary>
    /// <remarks>A channel is opened when it is first read. At the upper end a reading says no more than that it is too high; 0 is 0 V.</remarks>
    public sealed class NanoAnalogInput : IAnalogInput
    {
        private readonly AdcController _controller;
        private readonly int[] _numbers;
        private readonly AdcChannel[] _channels;
        private readonly float _voltsPerCount;
        private readonly float _voltsAtZero;
        private readonly int _highest;

        /// <summary>Makes the input.</summary>
        /// <param name="controller">nanoFramework's converter.</param>
        /// <param name="numbers">nanoFramework's number of each channel; channel 0 of the board first.</param>
        /// <param name="fullScaleVolts">Volts that the highest count stands for.</param>
        /// <param name="voltsAtZero">Volts that count 1 stands for, as the line through the middle of the range says.</param>
        public NanoAnalogInput(AdcController controller, int[] numbers, float fullScaleVolts, float voltsAtZero)
        {
            _controller = controller;
            _numbers = numbers;
            _channels = new AdcChannel[numbers.Length];
            _highest = controller.MaxValue;
            _voltsAtZero = voltsAtZero;
            _voltsPerCount = (fullScaleVolts - voltsAtZero) / _highest;
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _numbers.Length; }
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out float value)
        {
            value = 0;
            if (channel < 0 || channel >= _numbers.Length)
            {
                return InputStatus.NotConnected;
            }

            try
            {
                if (_channels[channel] == null)
                {
                    _channels[channel] = _controller.OpenChannel(_numbers[channel]);
                }

                int count = _channels[channel].ReadValue();
                value = count <= 0 ? 0 : _voltsAtZero + (count * _voltsPerCount);
                return count >= _highest ? InputStatus.OutOfRange : InputStatus.Good;
            }
            catch (Exception)
            {
                return InputStatus.DeviceFailure;
            }
        }
    }
}
