using System;
using System.Device.Gpio;
using Sidetap.Hal;

namespace Sidetap.Boards.Nano
{
    /// <summary>A lamp at a pin.</summary>
    public sealed class NanoStatusLed : IStatusLed
    {
        private readonly GpioPin _pin;
        private readonly bool _isActiveLow;
        private bool _isOn;

        /// <summary>Takes the pin and puts the lamp out.</summary>
        /// <param name="controller">nanoFramework's pins.</param>
        /// <param name="pin">The pin.</param>
        /// <param name="isActiveLow">Whether the lamp is lit while the pin is low.</param>
        public NanoStatusLed(GpioController controller, int pin, bool isActiveLow)
        {
            _isActiveLow = isActiveLow;
            try
            {
                _pin = controller.OpenPin(pin, PinMode.Output);
            }
            catch (Exception)
            {
                _pin = null; // a box without its lamp is still a box
            }

            _isOn = true;
            Set(false);
        }

        /// <inheritdoc/>
        public void Set(bool isOn)
        {
            if (_pin == null || isOn == _isOn)
            {
                return; // a level is a struct and costs heap: only when it changes
            }

            try
            {
                _pin.Write(isOn != _isActiveLow ? PinValue.High : PinValue.Low);
                _isOn = isOn;
            }
            catch (Exception)
            {
                // The next change tries again.
            }
        }
    }
}
