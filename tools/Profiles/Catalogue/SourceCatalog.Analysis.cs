namespace Sidetap.Profiles.Catalogue;

/// <content>Kinds 50 to 69: what signals mean.</content>
public static partial class SourceCatalog
{
    private static SourceKindInfo[] Analysis() =>
    [
        new(50, "features", "Mean, RMS, peak, crest factor and kurtosis of a signal over windows of samples.")
        {
            Inputs = [new("input", "The signal")],
            Parameters = [Integer("samples", "Samples of a window", "", 2, 1024)],
            OutputsOf = Always(new("Mean"), new("Rms"), new("Peak"), new("CrestFactor"), new("Kurtosis")),
            OutputsText = "Mean, Rms, Peak, CrestFactor, Kurtosis",
        },
        new(51, "goertzel", "Amplitudes of a signal at given frequencies.")
        {
            Inputs = [new("input", "The signal")],
            Parameters = [Number("rateHz", "Samples a second", "Hz", 0.001, 100_000), Integer("samples", "Samples of a window", "", 2, 1024)],
            List = new("frequencies", "A frequency", 1, 4) { IsScalar = true, Parameters = [Number("frequency", "A frequency below half the rate", "Hz", 0.000001, 50_000)] },
            OutputsOf = shape => Numbered("Amplitude", shape.Items),
            OutputsText = "Amplitude1, Amplitude2…, one for each frequency",
            Rule = values => values.Skip(2).Any(frequency => frequency * 2 >= values[0])
                ? "a frequency is not below half of \"rateHz\"; it can't be told from a lower one" : null,
        },
        new(52, "machineState", "MachineryItemState from power, current and control voltage, with hysteresis.")
        {
            Inputs =
            [
                new("power", "The power that tells whether the machine works"),
                new("current", "A current that tells it as well", "", true),
                new("controlVoltage", "Active while the control voltage is on", "", true),
            ],
            Parameters =
            [
                Number("onPower", "From this power on it works"),
                Number("offPower", "Below this it stands"),
                Number("onCurrent", "From this current on it works", "", 0),
                Number("offCurrent", "Below this it stands", "", 0),
                Integer("holdMs", "How long a threshold must stay passed", "ms", 0, 3_600_000, 0),
            ],
            OutputsOf = Always(new SourceOutput("State", "", OutputForm.State)),
            OutputsText = "State (MachineryItemState: 0 NotAvailable, 1 OutOfService, 2 NotExecuting, 3 Executing)",
            Rule = values => values[1] > values[0] || values[3] > values[2] ? "an off threshold is above the on threshold; the other way round is hysteresis" : null,
        },
        new(53, "operationCounters", "How long the machine was on and working, and its cycles.")
        {
            IsKept = true,
            Inputs = [new("state", "MachineryItemState"), new("cycleCounter", "Counts cycles; without it every start of Executing is one", "", true)],
            OutputsOf = Always(new("PowerOnDuration", "HUR"), new("OperationDuration", "HUR"), new("OperationCycleCounter", "C62", OutputForm.Count)),
            OutputsText = "PowerOnDuration, OperationDuration (h), OperationCycleCounter",
        },
        new(54, "injectionCycle", "The cycle of an injection molding machine.")
        {
            IsKept = true,
            Inputs = [new("drive", "What rises in every cycle: power, pressure, or mould closed")],
            Parameters =
            [
                Number("on", "From this on a cycle runs"),
                Number("off", "Below this it is over"),
                Integer("minimumMs", "Shorter ones are no cycles", "ms", 0, 3_600_000),
                Integer("maximumMs", "Longer ones are no cycles", "ms", 1, 36_000_000),
            ],
            OutputsOf = Always(new("CycleTime", "SEC"), new("CycleCounter", "C62", OutputForm.Count), new("InCycle", "", OutputForm.Flag)),
            OutputsText = "CycleTime (s), CycleCounter, InCycle (0 or 1)",
            Rule = values => values[1] > values[0] ? "\"off\" is above \"on\"; the other way round is hysteresis"
                : values[2] >= values[3] ? "\"minimumMs\" is not below \"maximumMs\"; exchange them" : null,
        },
        new(55, "zoneDeviation", "Temperature zones against their nominal values.")
        {
            Parameters = [Number("lowDeviation", "How far below nominal a zone may be", "K", 0, 1_000), Number("highDeviation", "How far above", "K", 0, 1_000)],
            List = new("zones", "A zone", 1, 16)
            {
                Inputs = [new("temperature", "Its temperature", "°C")],
                Parameters = [Number("nominal", "What it should be", "°C", -273.15, 2_000)],
            },
            OutputsOf = shape =>
            [
                .. Numbered("Nominal", shape.Items, Celsius), .. Numbered("Deviation", shape.Items, "KEL"), new("Worst", "KEL"),
                new("ZonesOutside", "C62", OutputForm.Count),
            ],
            OutputsText = "Nominal1… (°C), Deviation1… (K), Worst (K), ZonesOutside",
        },
        new(56, "cycleProfile", "A signal's course over the last whole cycle, at a fixed number of points.")
        {
            Inputs = [new("value", "The signal"), new("inCycle", "1 while a cycle runs")],
            Parameters = [Integer("points", "Points of the course", "", 4, 32), Integer("longestMs", "The longest cycle", "ms", 100, 3_600_000)],
            OutputsOf = shape => Numbered("Point", (int)shape.Parameters[0]),
            OutputsText = "Point1, Point2…",
        },
        new(57, "cutting", "Whether the tool cuts, for how long it has, and tool changes.")
        {
            IsKept = true,
            Inputs = [new("state", "MachineryItemState"), new("spindle", "The spindle's power or current"), new("feed", "A feed drive's current")],
            Parameters =
            [
                Number("onSpindle", "From this on the spindle is loaded"),
                Number("offSpindle", "Below this it is not"),
                Number("onFeed", "From this on the feed drive is loaded"),
                Number("offFeed", "Below this it is not"),
                Integer("holdMs", "How long a threshold must stay passed", "ms", 0, 3_600_000, 0),
                Integer("toolChangeMs", "A standstill of so long counts as a tool change; 0: none does", "ms", 0, 36_000_000, 0),
            ],
            OutputsOf = Always(new("Cutting", "", OutputForm.Flag), new("CuttingTime", "SEC"), new("ToolChanges", "C62", OutputForm.Count)),
            OutputsText = "Cutting (0 or 1), CuttingTime (s, of this tool), ToolChanges",
            Rule = values => values[1] > values[0] || values[3] > values[2] ? "an off threshold is above the on threshold; the other way round is hysteresis" : null,
        },
    ];
}
