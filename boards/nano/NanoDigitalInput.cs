using System;
using System.Device.Gpio;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>Pins behind opto-couplers. A pin is taken when its channel is first read, so that a counter may have it in another profile.</summary>
    /// <remarks>nanoFramework gives a pin's level as a struct: 72 octets of heap a reading.</remarks>
    public sealed class NanoDigitalInput : IDigitalInput
    {
        private readonly GpioController _controller;
        private readonly int[] _numbers;
        private readonly GpioPin[] _pins;
        private readonly bool _isActiveLow;

        /// <summary>Makes the input.</summary>
        /// <param name="controller">nanoFramework's pins.</param>
        /// <param name="numbers">The pin of each channel; channel 0 first.</param>
        /// <param name="isActiveLow">Whether an energised terminal pulls its pin low, as an opto-coupler's transistor does.</param>
        public NanoDigitalInput(GpioController controller, int[] numbers, bool isActiveLow)
        {
            _controller = controller;
            _numbers = numbers;
            _pins = new GpioPin[numbers.Length];
            _isActiveLow = isActiveLow;
        }

        /// <inheritdoc/>
        public int ChannelCount
        {
            get { return _numbers.Length; }
        }

        /// <inheritdoc/>
        public InputStatus Read(int channel, out bool active)
        {
            active = false;
            if (channel < 0 || channel >= _numbers.Length)
            {
                return InputStatus.NotConnected;
            }

            try
            {
                if (_pins[channel] == null)
                {
                    _pins[channel] = Open(_numbers[channel]);
                }

                active = (bool)_pins[channel].Read() != _isActiveLow;
                return InputStatus.Good;
            }
            catch (Exception)
            {
                return InputStatus.DeviceFailure;
            }
        }

        /// <summary>With the chip's pull-up where the pin has one: an open wire is then a terminal without current.</summary>
        private GpioPin Open(int number)
        {
            PinMode mode = _isActiveLow ? PinMode.InputPullUp : PinMode.InputPullDown;
            GpioPin pin = _controller.OpenPin(number);
            pin.SetPinMode(pin.IsPinModeSupported(mode) ? mode : PinMode.Input);
            return pin;
        }
    }
}
