namespace Sidetap.Sensors
{
    /// <summary>The kinds of sources, by the number they have in a compiled profile. A number is never used for anything else.</summary>
    public enum SourceKind : byte
    {
        /// <summary>A number that never changes: a nominal value.</summary>
        Constant = 1,

        /// <summary>The box itself: lost messages, uptime, messages waiting.</summary>
        Box = 2,

        /// <summary>The box's health: free heap, starts, why it restarted last.</summary>
        Diagnostics = 3,

        /// <summary>An analog channel, scaled.</summary>
        Analog = 10,

        /// <summary>An ADS1115 converter on I²C.</summary>
        Ads1115 = 11,

        /// <summary>A signal times a gain plus an offset.</summary>
        Linear = 12,

        /// <summary>4 to 20 mA with NAMUR NE 43.</summary>
        CurrentLoop = 13,

        /// <summary>True RMS of a current clamp's wave form.</summary>
        CurrentClamp = 14,

        /// <summary>The root mean square of a signal over a number of samples.</summary>
        Rms = 15,

        /// <summary>A thermocouple's millivolts and its cold junction.</summary>
        Thermocouple = 16,

        /// <summary>A MAX31856 thermocouple converter on SPI.</summary>
        Max31856 = 17,

        /// <summary>A platinum resistor's ohms.</summary>
        Rtd = 18,

        /// <summary>A MAX31865 RTD converter on SPI.</summary>
        Max31865 = 19,

        /// <summary>An NTC thermistor's ohms.</summary>
        Ntc = 20,

        /// <summary>Ohms from the voltage of a divider.</summary>
        Divider = 21,

        /// <summary>A debounced digital channel.</summary>
        Digital = 30,

        /// <summary>A pulse counter.</summary>
        PulseCounter = 31,

        /// <summary>A quadrature encoder.</summary>
        Quadrature = 32,

        /// <summary>Registers of a Modbus RTU device.</summary>
        Modbus = 33,

        /// <summary>Vibration from an ADXL345 or ADXL355.</summary>
        Accelerometer = 34,

        /// <summary>A traction battery's state of charge.</summary>
        Battery = 35,

        /// <summary>Velocity and position from two wheels.</summary>
        Odometry = 36,

        /// <summary>Emergency stop and bumper.</summary>
        SafetyState = 37,

        /// <summary>A tag reader on a serial line.</summary>
        TagReader = 38,

        /// <summary>A stack light's meaning.</summary>
        StackLight = 39,

        /// <summary>A number chosen by digital signals: an operation mode.</summary>
        Selector = 40,

        /// <summary>Mean, RMS, peak, crest factor and kurtosis of a signal.</summary>
        Features = 50,

        /// <summary>Amplitudes of a signal at given frequencies.</summary>
        Goertzel = 51,

        /// <summary>MachineryItemState from power and current.</summary>
        MachineState = 52,

        /// <summary>Power-on and operation durations and the cycle counter.</summary>
        OperationCounters = 53,

        /// <summary>The cycle of an injection molding machine.</summary>
        InjectionCycle = 54,

        /// <summary>Temperature zones against their nominal values.</summary>
        ZoneDeviation = 55,

        /// <summary>A signal's course over a cycle, at a fixed number of points.</summary>
        CycleProfile = 56,

        /// <summary>Cutting, cutting time and tool changes.</summary>
        Cutting = 57,

        /// <summary>The tool-wear index.</summary>
        ToolWear = 60,
    }
}
