using System.Collections.Generic;

namespace System.Device.Gpio
{
    public enum PinMode { Input = 0, InputPullDown = 1, InputPullUp = 2, Output = 3 }

    [Flags]
    public enum PinEventTypes { None = 0, Rising = 1, Falling = 2 }

    public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);

    public readonly struct PinValue
    {
        private readonly bool _isHigh;

        private PinValue(bool isHigh)
        {
            _isHigh = isHigh;
        }

        public static PinValue High => new PinValue(true);

        public static PinValue Low => new PinValue(false);

        public static explicit operator bool(PinValue value) => value._isHigh;
    }

    public class PinValueChangedEventArgs
    {
        public PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber)
        {
            ChangeType = changeType;
            PinNumber = pinNumber;
        }

        public PinEventTypes ChangeType { get; }

        public int PinNumber { get; }
    }

    public sealed class GpioPin
    {
        private bool _isHigh;

        internal GpioPin(int number)
        {
            PinNumber = number;
        }

        public event PinValueChangedEventHandler ValueChanged;

        public int PinNumber { get; }

        public PinMode Mode { get; private set; }

        /// <summary>Of a pin that has no resistors of its own.</summary>
        public bool HasPulls { get; set; } = true;

        public bool Fails { get; set; }

        /// <summary>Writes since it was opened.</summary>
        public int Writes { get; private set; }

        public bool IsHigh
        {
            get => _isHigh;
            set
            {
                if (value != _isHigh)
                {
                    _isHigh = value;
                    ValueChanged?.Invoke(this, new PinValueChangedEventArgs(value ? PinEventTypes.Rising : PinEventTypes.Falling, PinNumber));
                }
            }
        }

        public bool IsPinModeSupported(PinMode mode) => HasPulls || mode is PinMode.Input or PinMode.Output;

        public void SetPinMode(PinMode mode)
        {
            Mode = IsPinModeSupported(mode) ? mode : throw new ArgumentException(mode.ToString());
        }

        public PinValue Read() => Fails ? throw new InvalidOperationException() : IsHigh ? PinValue.High : PinValue.Low;

        public void Write(PinValue value)
        {
            Writes++;
            IsHigh = (bool)value;
        }
    }

    public sealed class GpioController
    {
        private readonly HashSet<int> _open = new HashSet<int>();

        /// <summary>The pins by their numbers, open or not: what is wired to them.</summary>
        public Dictionary<int, GpioPin> Wired { get; } = new Dictionary<int, GpioPin>();

        public GpioPin OpenPin(int pinNumber)
        {
            if (!_open.Add(pinNumber))
            {
                throw new InvalidOperationException("The pin is open.");
            }

            return PinOf(pinNumber);
        }

        public GpioPin OpenPin(int pinNumber, PinMode mode)
        {
            GpioPin pin = OpenPin(pinNumber);
            pin.SetPinMode(mode);
            return pin;
        }

        public GpioPin PinOf(int number)
        {
            if (!Wired.TryGetValue(number, out GpioPin pin))
            {
                pin = new GpioPin(number);
                Wired[number] = pin;
            }

            return pin;
        }
    }
}
