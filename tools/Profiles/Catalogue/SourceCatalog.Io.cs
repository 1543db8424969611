namespace Sidetap.Profiles.Catalogue;

/// <content>Kinds 30 to 49: digital channels, counters, serial lines, accelerometers, and what an AGV or a stack light tells.</content>
public static partial class SourceCatalog
{
    private static string[] MachineryItemStates => ["NotAvailable", "OutOfService", "NotExecuting", "Executing"];

    private static SourceParameter WindowMs() => Integer("windowMs", "Time over which the rate is taken", "ms", 10, 3_600_000, 1_000);

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
        new(31, "pulseCounter", "A pulse counter: the sum since the start, and the rate.")
        {
            Parameters = [Channel("counter"), Gain("unitsPerPulse", "Output per pulse"), WindowMs()],
            OutputsOf = Always(new SourceOutput("Total"), new SourceOutput("Rate")),
            OutputsText = "Total, Rate (a second)",
        },
        new(32, "quadrature", "A quadrature encoder.")
        {
            Parameters = [Channel("quadrature counter"), Gain("unitsPerCount", "Output per count; negative to turn the direction round"), WindowMs()],
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
                Integer("timeoutMs", "How long an answer may take", "ms", 10, 10_000, 500),
                Integer("retries", "How often a request is repeated", "", 0, 10, 2),
            ],
            List = new("registers", "A register or bit", 1, 16)
            {
                HasNames = true,
                Parameters =
                [
                    Integer("function", "Function code: 1 coils, 2 discrete inputs, 3 holding registers, 4 input registers", "", 1, 4),
                    Integer("register", "Its number as the line carries it, counted from 0", "", 0, 65_535),
                    Named("format", "How it is read", 0, "uint16", "int16", "uint32", "int32", "float32", "bit"),
                    Named("order", "Order of the octets of 32 bits", 0, "ABCD", "CDAB", "BADC", "DCBA"),
                    Gain("gain", "Output per unit of the register", 1),
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
                Number("rateHz", "Samples a second, one of the chip's rates", "Hz", 1, 4_000),
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
            OutputsText = "XRms, XPeak, XCrest, XKurtosis, the same for Y and Z, Band1..Band4 (m/s²)",
        },
        new(35, "battery", "A traction battery's state of charge: coulomb counting, corrected by the rest voltage.")
        {
            IsKept = true,
            Inputs = [new("voltage", "The battery's voltage", "V"), new("current", "Its current, positive while it is charged", "A")],
            Parameters =
            [
                Number("capacityAh", "Its capacity", "A·h", 0.01, 100_000),
                Number("efficiency", "Charge that comes out again per charge that goes in", "", 0.5, 1, 0.97),
                Number("restA", "Below this current it rests", "A", 0.001, 1_000),
                Number("restMinutes", "How long it must rest until the voltage counts", "min", 1, 1_440, 30),
            ],
            List = new("restVoltages", "A point of the rest-voltage curve, rising", 2, 16)
            {
                Parameters = [Number("volts", "Rest voltage", "V", 0, 1_000), Number("percent", "State of charge", "%", 0, 100)],
            },
            OutputsOf = Always(new("StateOfCharge", "P1"), new("Voltage", "VLT"), new("Current", "AMP"), new("Charging", "", OutputForm.Flag)),
            OutputsText = "StateOfCharge (%), Voltage (V), Current (A), Charging (0 or 1)",
            Rule = BatteryRule,
        },
        new(36, "odometry", "Velocity and position from the two wheels of a differential drive.")
        {
            Inputs = [new("left", "Way of the left wheel", "m"), new("right", "Way of the right wheel", "m")],
            Parameters =
            [
                Number("trackMetres", "Distance between the wheels", "m", 0.01, 10),
                Number("standstill", "Below this velocity it stands", "m/s", 0, 1, 0.01),
                WindowMs(),
            ],
            OutputsOf = Always(
                new("Vx", "MTS"), new("Omega", "2A"), new("X", "MTR"), new("Y", "MTR"), new("Theta", "C81"), new("Distance", "MTR"), new("Driving", "", OutputForm.Flag)),
            OutputsText = "Vx (m/s), Omega (rad/s), X, Y (m), Theta (rad), Distance (m), Driving (0 or 1)",
        },
        new(37, "safetyState", "Emergency stop and bumper, as VDA 5050's safetyState.")
        {
            Inputs = [new("eStop", "The emergency stop circuit"), new("bumper", "The bumper or protective field", "", true)],
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
                Integer("timeoutMs", "How long a tag counts as here; 0: until the next one", "ms", 0, 3_600_000, 0),
            ],
            OutputsOf = Always(new("LastNodeId", "", OutputForm.Text), new("ReadCount", "C62", OutputForm.Count)),
            OutputsText = "LastNodeId (text), ReadCount",
        },
        new(39, "stackLight", "A stack light's meaning: the worst that is lit wins.")
        {
            Inputs = [new("red", "The red lamp", "", true), new("yellow", "The yellow lamp", "", true), new("green", "The green lamp", "", true)],
            Parameters =
            [
                Integer("blinkWindowMs", "A lamp that changes twice within this time blinks", "ms", 100, 60_000, 2_500),
                ItemState("allOff", "all lamps are off", 0),
                ItemState("greenOn", "green is lit", 3),
                ItemState("greenBlinking", "green blinks", 2),
                ItemState("yellowOn", "yellow is lit", 2),
                ItemState("redOn", "red is lit", 1),
                ItemState("redBlinking", "red blinks", 1),
            ],
            OutputsOf = Always(new("State", "", OutputForm.State), new("Colour", "", OutputForm.State), new("Blinking", "", OutputForm.Flag)),
            OutputsText = "State (MachineryItemState), Colour (0 off, 1 green, 2 yellow, 3 red), Blinking (0 or 1)",
        },
        new(40, "selector", "A number chosen by digital signals, the first active one: an operation mode.")
        {
            Parameters = [Integer("otherwise", "The value while none is active", "", 0, 65_535, 0)],
            List = new("choices", "A signal and the value it chooses", 1, 6)
            {
                Inputs = [new("input", "The signal")],
                Parameters = [Integer("value", "The value while it is active", "", 0, 65_535)],
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
        const int Bit = 5;
        for (int i = Fixed; i < values.Count; i += 5)
        {
            bool isBits = values[i] <= 2;
            if (isBits != (values[i + 2] == Bit))
            {
                return isBits
                    ? $"register {(i - Fixed) / 5 + 1} is a coil or discrete input; its \"format\" is \"bit\""
                    : $"register {(i - Fixed) / 5 + 1} is no coil or discrete input; \"bit\" is not a \"format\" for it";
            }
        }

        return null;
    }

    private static string? BatteryRule(SourceSettings source)
    {
        IReadOnlyList<double> values = source.Parameters;
        for (int i = 6; i < values.Count; i += 2)
        {
            if (values[i] <= values[i - 2] || values[i + 1] <= values[i - 1])
            {
                return "\"restVoltages\" do not rise; sort them, with both \"volts\" and \"percent\" greater than before";
            }
        }

        return null;
    }
}
