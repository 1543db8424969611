namespace Sidetap.Profiles.Catalogue;

/// <content>Kinds 30 to 49: digital channels, counters, serial lines, accelerometers, and what an AGV or a stack light tells.</content>
public static partial class SourceCatalog
{
    private const double MaxUnits = 1e12;

    /// <summary>As many as the count of parameters, an octet, has room for.</summary>
    private const int MaxRegisters = (byte.MaxValue - 7) / 5;

    private static string[] MachineryItemStates => ["NotAvailable", "OutOfService", "NotExecuting", "Executing"];

    private static SourceParameter WindowMs() => Integer("windowMs", "Time over which the rate is taken", "ms", 1, Hour, 1_000);

    private static SourceParameter Port() => Integer("port", "The board's serial port to the machine, counted from 0", "", 0, 7);

    private static SourceParameter Baud() => Integer("baud", "Speed of the line", "bit/s", 1_200, 921_600, 9_600);

    private static SourceParameter ItemState(string name, string when, int value) =>
        Named(name, $"MachineryItemState while {when}", value, MachineryItemStates);

    private static SourceKindInfo[] Io() =>
    [
        new(30, "digital", "A digital channel of the board, debounced.")
        {
            Parameters =
            [
                Channel("digital channel"),
                Integer("debounceMs", "How long a new level must stay", "ms", 0, 60_000, 30),
                Flag("inverted", "Active while the channel is not", false),
            ],
            OutputsOf = Always(new SourceOutput("Active", "", OutputForm.Flag)),
            OutputsText = "Active (0 or 1)",
        },
        new(31, "pulseCounter", "A pulse counter: the sum, and the rate.")
        {
            IsKept = true,
            Parameters = [Channel("counter"), Gain("unitsPerPulse", "Output per pulse", most: MaxUnits), WindowMs()],
            OutputsOf = Always(new SourceOutput("Total"), new SourceOutput("Rate")),
            OutputsText = "Total, Rate (a second)",
        },
        new(32, "quadrature", "A quadrature encoder.")
        {
            Parameters = [Channel("quadrature counter"), Gain("unitsPerCount", "Output per count; negative to turn the direction round", most: MaxUnits), WindowMs()],
            OutputsOf = Always(new SourceOutput("Position"), new SourceOutput("Velocity")),
            OutputsText = "Position, Velocity (a second)",
        },
        new(33, "modbus", "Registers of a Modbus RTU device, of which the box is the master.")
        {
            Parameters =
            [
                Port(),
                Baud(),
                Named("parity", "The line's parity", 2, "none", "odd", "even"),
                OneOf("stopBits", "Stop bits", "", 1, 1, 2),
                Integer("address", "The device's address", "", 1, 247),
                Integer("timeoutMs", "How long an answer may take", "ms", 1, 10_000, 500),
                Integer("retries", "How often a request is repeated", "", 0, 10, 2),
            ],
            List = new("registers", "A register or bit", 1, MaxRegisters)
            {
                HasNames = true,
                Parameters =
                [
                    Integer("function", "Function code: 1 coils, 2 discrete inputs, 3 holding registers, 4 input registers", "", 1, 4),
                    Integer("register", "Its number as the line carries it, counted from 0", "", 0, 65_535),
                    Named("format", "How it is read", 0, "uint16", "int16", "uint32", "int32", "float32", "bit"),
                    Named("order", "Order of the octets of 32 bits", 0, "ABCD", "CDAB", "BADC", "DCBA"),
                    Gain("gain", "Output per unit of the register", 1, MaxUnits),
                ],
            },
            OutputsOf = shape => [.. Enumerable.Range(0, shape.Items).Select(i => new SourceOutput(i < shape.Names.Count ? shape.Names[i] : $"Register{i + 1}"))],
            OutputsText = "one for each register, by its name",
            Rule = ModbusRule,
        },
        new(34, "accelerometer", "Vibration from an ADXL345 or ADXL355, read in bursts: three axes, and bands of one of them.")
        {
            Parameters =
            [
                Named("chip", "The chip and its bus", null, "ADXL345-SPI", "ADXL345-I2C", "ADXL355-SPI", "ADXL355-I2C"),
                Integer("device", "SPI: the chip, counted from 0; I²C: its address", "", 0, 119),
                OneOf("rangeG", "Measuring range", "g", null, 2, 4, 8, 16),
                Number("rateHz", "Samples a second, one of the chip's: ADXL345 1600, 800… 12.5; ADXL355 2000, 1000… 3.90625", "Hz", 0, 2_000),
                Integer("window", "Samples that one value is taken over", "", 32, 1024, 256),
                Named("bandAxis", "The axis of the bands", 0, "X", "Y", "Z"),
            ],
            List = new("bands", "The frequency of a band", 0, 4)
            {
                IsScalar = true,
                PaddedTo = 4,
                Parameters = [Number("frequency", "A frequency below half the rate", "Hz", 0, 2_000)],
            },
            OutputsOf = _ => AccelerometerOutputs,
            Rule = AccelerometerRule,
            OutputsText = "XRms, XPeak, XCrest, XKurtosis, the same for Y and Z, Band1..Band4 (m/s²)",
        },
        new(35, "battery", "A traction battery's state of charge: coulomb counting, corrected by the rest voltage.")
        {
            IsKept = true,
            Inputs = [new("voltage", "The battery's voltage", "V"), new("current", "Its current, positive while it is charged", "A")],
            Parameters =
            [
                Number("capacityAh", "Its capacity", "A·h", 0.1, 100_000),
                Number("efficiency", "Charge that comes out again per charge that goes in", "", 0.5, 1, 0.97),
                Number("restA", "Below this current it rests", "A", 0.001, 1_000),
                Number("restMinutes", "How long it must rest until the voltage counts", "min", 0, 1_440, 30),
            ],
            List = new("restVoltages", "A point of the rest-voltage curve, rising", 2, 16)
            {
                Parameters = [Number("volts", "Rest voltage", "V", 0.1, 2_000), Number("percent", "State of charge", "%", 0, 100)],
            },
            OutputsOf = Always(new("StateOfCharge", "P1"), new("Voltage", "VLT"), new("Current", "AMP"), new("Charging", "", OutputForm.Flag)),
            OutputsText = "StateOfCharge (%), Voltage (V), Current (A), Charging (0 or 1)",
            Rule = BatteryRule,
        },
        new(36, "odometry", "Velocity and position from the two wheels of a differential drive.")
        {
            IsKept = true,
            Inputs = [new("left", "Way of the left wheel", "m"), new("right", "Way of the right wheel", "m")],
            Parameters =
            [
                Number("trackMetres", "Distance between the wheels", "m", 0.01, 20),
                Number("standstill", "Below this velocity it stands", "m/s", 0, 10, 0.01),
                WindowMs(),
                Number("maximumSpeed", "A wheel that would be faster has a broken encoder", "m/s", 0.01, 100, 10) with { CanBeMissing = true },
            ],
            OutputsOf = Always(
                new("Vx", "MTS"), new("Omega", "2A"), new("X", "MTR"), new("Y", "MTR"), new("Theta", "C81"), new("Distance", "MTR"), new("Driving", "", OutputForm.Flag)),
            OutputsText = "Vx (m/s), Omega (rad/s), X, Y (m), Theta (rad), Distance (m), Driving (0 or 1)",
        },
        new(37, "safetyState", "Emergency stop and bumper, as VDA 5050's safetyState.")
        {
            Inputs = [new("eStop", "The emergency stop circuit"), new("bumper", "The bumper or protective field; without it FieldViolation is Bad_NotConnected", "", true)],
            Parameters =
            [
                Named("eStopType", "eStop while the circuit is active: how it is acknowledged", 1, "AUTOACK", "MANUAL", "REMOTE"),
                OneOf("eStopActiveLevel", "Value of the eStop signal that means stop", "", 1, 0, 1),
                OneOf("bumperActiveLevel", "Value of the bumper signal that means violated", "", 1, 0, 1),
            ],
            OutputsOf = Always(new("EStop", "", OutputForm.State), new("FieldViolation", "", OutputForm.Flag)),
            OutputsText = "EStop (0 AUTOACK, 1 MANUAL, 2 REMOTE, 3 NONE), FieldViolation (0 or 1)",
        },
        new(38, "tagReader", "A reader of floor tags on a serial line.")
        {
            Parameters =
            [
                Port(),
                Baud(),
                Integer("maxLength", "Octets of the longest tag", "", 1, 32, 16),
                Integer("timeoutMs", "How long a tag counts as here; 0: until the next one", "ms", 0, Hour, 0),
            ],
            OutputsOf = Always(new("LastNodeId", "", OutputForm.Text), new("ReadCount", "C62", OutputForm.Count)),
            OutputsText = "LastNodeId (text), ReadCount",
        },
        new(39, "stackLight", "A stack light's meaning: the worst that is lit wins.")
        {
            Inputs = [new("red", "The red lamp", "", true), new("yellow", "The yellow lamp", "", true), new("green", "The green lamp", "", true)],
            Parameters =
            [
                Integer("blinkWindowMs", "A lamp that goes on, off and on again within this time blinks", "ms", 1, Hour, 2_500),
                ItemState("allOff", "all lamps are off", 0),
                ItemState("greenOn", "green is lit", 3),
                ItemState("greenBlinking", "green blinks", 2),
                ItemState("yellowOn", "yellow is lit", 2),
                ItemState("redOn", "red is lit", 1),
                ItemState("redBlinking", "red blinks", 1),
            ],
            OutputsOf = Always(new("State", "", OutputForm.State), new("Colour", "", OutputForm.State), new("Blinking", "", OutputForm.Flag)),
            OutputsText = "State (MachineryItemState), Colour (0 off, 1 green, 2 yellow, 3 red), Blinking (0 or 1)",
            Rule = source => source.Has(0) || source.Has(1) || source.Has(2) ? null : "no lamp is there; name one of \"red\", \"yellow\" and \"green\"",
        },
        new(40, "selector", "A number chosen by digital signals, the first active one: an operation mode.")
        {
            Parameters = [Number("otherwise", "The value while none is active", "", -MaxUnits, MaxUnits, 0)],
            List = new("choices", "A signal and the value it chooses", 1, 6)
            {
                Inputs = [new("input", "The signal")],
                Parameters = [Number("value", "The value while it is active", "", -MaxUnits, MaxUnits)],
            },
            OutputsOf = Always(new SourceOutput("Value", "", OutputForm.State)),
            OutputsText = "Value",
        },
    ];

    private static SourceOutput[] AccelerometerOutputs =>
    [
        .. "XYZ".SelectMany(axis => new SourceOutput[] { new($"{axis}Rms", "MSK"), new($"{axis}Peak", "MSK"), new($"{axis}Crest"), new($"{axis}Kurtosis") }),
        .. Numbered("Band", 4, "MSK"),
    ];

    private static string? ModbusRule(SourceSettings source)
    {
        IReadOnlyList<double> values = source.Parameters;
        const int Fixed = 7;
        const int FirstWide = 2;
        const int Bit = 5;
        for (int i = Fixed; i < values.Count; i += 5)
        {
            bool isBits = values[i] <= 2;
            bool isWide = values[i + 2] is >= FirstWide and < Bit;
            if (isWide && values[i + 1] == ushort.MaxValue)
            {
                return $"register {(i - Fixed) / 5 + 1} has 32 bits, and there is none behind 65535; correct its \"register\"";
            }

            if (isBits != (values[i + 2] == Bit))
            {
                return isBits
                    ? $"register {(i - Fixed) / 5 + 1} is a coil or discrete input; its \"format\" is \"bit\""
                    : $"register {(i - Fixed) / 5 + 1} is no coil or discrete input; \"bit\" is not a \"format\" for it";
            }
        }

        return null;
    }

    private static string? AccelerometerRule(SourceSettings source)
    {
        const int FifoSamples = 32;
        const double Tolerance = 0.001;
        IReadOnlyList<double> values = source.Parameters;
        bool is345 = values[0] <= 1;
        (double Highest, int Count) rates = is345 ? (1600, 8) : (2000, 10);
        double rate = values[3];
        if (!Enumerable.Range(0, rates.Count).Any(i => Math.Abs((rate / (rates.Highest / (1 << i))) - 1) < Tolerance))
        {
            return $"\"rateHz\" is none of the chip's; take {rates.Highest} or that halved up to {rates.Count - 1} times";
        }

        if (!is345 && values[2] > 8)
        {
            return "an ADXL355 measures 2, 4 or 8 g; take one of them as \"rangeG\"";
        }

        if (values[0] % 2 == 0 && values[1] > MaxSpiDevice)
        {
            return $"\"device\" is no chip on SPI; take 0..{MaxSpiDevice}";
        }

        if (values[0] % 2 == 1 && values[1] < 8)
        {
            return "\"device\" is no I²C address (8..119); an ADXL345 has 83 or 29, an ADXL355 29 or 83";
        }

        if (source.IntervalMs * rate > FifoSamples * 1000)
        {
            return $"the chip keeps {FifoSamples} samples, which come in {FifoSamples * 1000 / rate:0.#} ms, and it is read every {source.IntervalMs} ms; read it oftener or take a lower rate";
        }

        return values.Skip(6).Any(band => band > 0 && (band * 2 >= rate || band * values[4] < rate))
            ? "a band is not below half of \"rateHz\", or a window holds no whole period of it" : null;
    }

    private static string? BatteryRule(SourceSettings source)
    {
        IReadOnlyList<double> values = source.Parameters;
        for (int i = 6; i < values.Count; i += 2)
        {
            if (values[i] <= values[i - 2] || values[i + 1] < values[i - 1])
            {
                return "\"restVoltages\" do not rise; sort them, each with more \"volts\" and no less \"percent\" than the one before";
            }
        }

        return null;
    }
}
