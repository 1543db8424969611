namespace Sidetap.Profiles.Catalogue;

/// <content>Kinds 50 to 59: what signals mean.</content>
public static partial class SourceCatalog
{
    private const string NoHysteresis = "an off threshold is above its on threshold; the other way round is hysteresis";

    private static SourceParameter HoldMs() => Integer("holdMs", "How long a threshold must stay passed", "ms", 0, Day, 0);

    private static SourceParameter Off(string name) => AtLeast0(name, "Below this it does not");

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
            Parameters = [Number("rateHz", "Samples a second: what the interval gives", "Hz", 0.001, 100_000), Integer("samples", "Samples of a window", "", 3, 1024)],
            List = new("frequencies", "A frequency", 1, 4) { IsScalar = true, Parameters = [Number("frequency", "A frequency below half the rate", "Hz", 0, 50_000)] },
            OutputsOf = shape => Numbered("Amplitude", shape.Items),
            OutputsText = "Amplitude1, Amplitude2…, one for each frequency",
            Rule = GoertzelRule,
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
                Above0("onPower", "From this power on it works"),
                Off("offPower"),
                AtLeast0("onCurrent", "From this current on it works", "", 0),
                AtLeast0("offCurrent", "Below this it does not", "", 0),
                HoldMs(),
            ],
            OutputsOf = Always(new SourceOutput("State", "", OutputForm.State)),
            OutputsText = "State (MachineryItemState: 0 NotAvailable, 1 OutOfService, 2 NotExecuting, 3 Executing)",
            Rule = source => source.Parameters[1] > source.Parameters[0] || source.Parameters[3] > source.Parameters[2] ? NoHysteresis
                : source.Has(1) && source.Parameters[2] == 0 ? "\"current\" is read without a threshold; give an \"onCurrent\" above 0" : null,
        },
        new(53, "operationCounters", "How long the machine was on and working, and its cycles.")
        {
            IsKept = true,
            Inputs = [new("state", "MachineryItemState"), new("cycleCounter", "Counts cycles; without it every start of Executing is one", "", true)],
            Parameters =
            [
                Integer("gapMs", "The longest time that a state lasts without being seen; without it a minute, or three intervals where these are longer", "ms", 1, Day)
                    with { CanBeMissing = true },
            ],
            OutputsOf = Always(new("PowerOnDuration", "HUR"), new("OperationDuration", "HUR"), new("OperationCycleCounter", "C62", OutputForm.Count)),
            OutputsText = "PowerOnDuration, OperationDuration (h), OperationCycleCounter",
        },
        new(54, "injectionCycle", "The cycle of an injection molding machine.")
        {
            IsKept = true,
            Inputs = [new("drive", "What rises in every cycle: power, pressure, or mould closed")],
            Parameters =
            [
                Above0("on", "From this on a cycle runs"),
                AtLeast0("off", "Below this it is over"),
                Integer("minimumMs", "Shorter ones are no cycles; longer than from a cycle's beginning to the drive's last start in it", "ms", 0, Day - 1),
                Integer("maximumMs", "Longer ones are no cycles: more than the longest cycle and less than two of the usual ones", "ms", 1, Day),
                HoldMs() with { CanBeMissing = true },
            ],
            OutputsOf = Always(new("CycleTime", "SEC"), new("CycleCounter", "C62", OutputForm.Count), new("InCycle", "", OutputForm.Flag)),
            OutputsText = "CycleTime (s), CycleCounter, InCycle (0 or 1)",
            Rule = source => source.Parameters[1] > source.Parameters[0] ? NoHysteresis
                : source.Parameters[2] >= source.Parameters[3] ? "\"minimumMs\" is not below \"maximumMs\"; exchange them" : null,
        },
        new(55, "zoneDeviation", "Temperature zones against their nominal values.")
        {
            Parameters = [Number("lowDeviation", "How far below nominal a zone may be; the sign does not count", "K"), AtLeast0("highDeviation", "How far above", "K")],
            List = new("zones", "A zone", 1, 16) { Inputs = [new("temperature", "Its temperature", "°C")], Parameters = [Number("nominal", "What it should be", "°C")] },
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
            Parameters = [Integer("points", "Points of the course", "", 4, 32), Integer("longestMs", "The longest cycle", "ms", 1, Day)],
            OutputsOf = shape => Numbered("Point", (int)shape.Parameters[0]),
            OutputsText = "Point1, Point2…",
        },
        new(57, "cutting", "Whether the tool cuts, for how long it has, and tool changes.")
        {
            IsKept = true,
            Inputs =
            [
                new("state", "MachineryItemState"),
                new("spindle", "The spindle's power or current; this or \"feed\" must be there", "", true),
                new("feed", "A feed drive's current", "", true),
                new("tool", "A tool number or a tool-change signal", "", true) { CanBeMissing = true },
            ],
            Parameters =
            [
                AtLeast0("onSpindle", "From this on the spindle is loaded", "", 0),
                AtLeast0("offSpindle", "Below this it is not", "", 0),
                AtLeast0("onFeed", "From this on the feed drive is loaded", "", 0),
                AtLeast0("offFeed", "Below this it is not", "", 0),
                HoldMs(),
                Integer("toolChangeMs", "Without \"tool\": a standstill of so long counts as a tool change; 0: none does", "ms", 0, Day, 0),
            ],
            OutputsOf = Always(new("Cutting", "", OutputForm.Flag), new("CuttingTime", "SEC"), new("ToolChanges", "C62", OutputForm.Count)),
            OutputsText = "Cutting (0 or 1), CuttingTime (s, of this tool), ToolChanges",
            Rule = CuttingRule,
        },
    ];

    private static string? GoertzelRule(SourceSettings source)
    {
        const double Tolerance = 0.01; // milliseconds are whole
        double rate = source.Parameters[0];
        double samples = source.Parameters[1];
        if (Math.Abs((rate * source.IntervalMs / 1000) - 1) > Tolerance)
        {
            return $"it is sampled every {source.IntervalMs} ms, which is not \"rateHz\"; make both the same";
        }

        return source.Parameters.Skip(2).Any(frequency => frequency * 2 >= rate) ? "a frequency is not below half of \"rateHz\", and can't be told from a lower one"
            : source.Parameters.Skip(2).Any(frequency => frequency * samples < rate) ? "a window of \"samples\" holds no whole period of a frequency; take more samples"
            : null;
    }

    private static string? CuttingRule(SourceSettings source)
    {
        IReadOnlyList<double> values = source.Parameters;
        if (!source.Has(1) && !source.Has(2))
        {
            return "neither \"spindle\" nor \"feed\" is there; name one of them";
        }

        if ((source.Has(1) && values[0] == 0) || (source.Has(2) && values[2] == 0))
        {
            return "an input is read without a threshold; give \"onSpindle\" for \"spindle\" and \"onFeed\" for \"feed\", above 0";
        }

        return values[1] > values[0] || values[3] > values[2] ? NoHysteresis : null;
    }
}
