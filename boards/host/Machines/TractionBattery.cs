namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A lithium iron phosphate battery of eight cells: 25.6 V, 60 Ah. Its voltage is that of rest, which hardly tells the charge between 20 and 90 %, less
/// what internal resistance and polarisation take.
/// </summary>
public sealed class TractionBattery
{
    /// <summary>Capacity, Ah.</summary>
    public const double CapacityAh = 60;

    private const double Resistance = 0.012;       // ohm: eight cells, contactor and cables
    private const double Polarisation = 0.008;     // ohm, settles with PolarisationSeconds
    private const double PolarisationSeconds = 60;
    private const double ChargeVoltage = 28.4;     // 3.55 V a cell: the charger holds it

    // Rest voltage of a cell at 25 degC over the charge in per cent, as published for LFP cells.
    private static readonly (double Percent, double Volts)[] RestCurve =
        [(0, 2.80), (5, 3.10), (10, 3.20), (20, 3.25), (30, 3.28), (40, 3.29), (60, 3.31), (70, 3.33), (90, 3.34), (95, 3.36), (100, 3.45)];

    private double _polarised; // V

    /// <summary>Makes a battery.</summary>
    /// <param name="percent">Its state of charge.</param>
    public TractionBattery(double percent) => StateOfCharge = percent;

    /// <summary>The true state of charge, 0..100 %.</summary>
    public double StateOfCharge { get; private set; }

    /// <summary>The true current, A; positive while it charges.</summary>
    public double Current { get; private set; }

    /// <summary>The true voltage at its terminals, V.</summary>
    public double Voltage => RestVoltage(StateOfCharge) + (Current * Resistance) + _polarised;

    /// <summary>The voltage it has after a long rest, V.</summary>
    /// <param name="percent">State of charge, 0..100 %.</param>
    public static double RestVoltage(double percent)
    {
        var i = 1;
        while (i < RestCurve.Length - 1 && percent > RestCurve[i].Percent)
        {
            i++;
        }

        var (low, high) = (RestCurve[i - 1], RestCurve[i]);
        return 8 * (low.Volts + ((high.Volts - low.Volts) * (percent - low.Percent) / (high.Percent - low.Percent)));
    }

    /// <summary>The current a charger gives it: all it can, until its voltage is reached; then what keeps it there.</summary>
    /// <param name="charger">What the charger can, A.</param>
    public double Accepts(double charger) => StateOfCharge >= 100
        ? 0
        : Math.Clamp((ChargeVoltage - RestVoltage(StateOfCharge) - _polarised) / Resistance, 0, charger);

    /// <summary>Lets a current flow. An empty battery gives none: its guard opens.</summary>
    /// <param name="amperes">Positive into the battery.</param>
    /// <param name="seconds">How long; much less than a minute.</param>
    public void Flow(double amperes, double seconds)
    {
        Current = amperes < 0 && StateOfCharge <= 0 ? 0 : amperes;
        StateOfCharge = Math.Clamp(StateOfCharge + (Current * seconds / 3600 / CapacityAh * 100), 0, 100);
        _polarised += ((Current * Polarisation) - _polarised) * (seconds / PolarisationSeconds);
    }
}
