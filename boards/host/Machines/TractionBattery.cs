namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A lead battery of twelve cells: 24 V, 80 Ah. Its voltage is that of rest, which rises evenly with the charge, less what internal resistance and
/// polarisation take. Of what is charged, 95 % stays.
/// </summary>
public sealed class TractionBattery
{
    /// <summary>Capacity, Ah.</summary>
    public const double CapacityAh = 80;

    /// <summary>Share of the charge that stays in the battery.</summary>
    public const double ChargeEfficiency = 0.95;

    private const double Resistance = 0.012;       // ohm: twelve cells, contactor and cables
    private const double Polarisation = 0.012;     // ohm, settles with PolarisationSeconds
    private const double PolarisationSeconds = 60;
    private const double ChargeVoltage = 28.8;     // 2.4 V a cell: the charger holds it

    // Rest voltage at 25 degC over the charge in per cent: 1.97 V a cell when empty, 2.11 V when full (acid of 1.13 to 1.28 kg/l and 0.84 V).
    private static readonly (double Percent, double Volts)[] RestCurve = [(0, 23.6), (25, 24.12), (50, 24.48), (75, 24.9), (100, 25.3)];

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
        return low.Volts + ((high.Volts - low.Volts) * (percent - low.Percent) / (high.Percent - low.Percent));
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
        var stays = Current * seconds / 3600 * (Current > 0 ? ChargeEfficiency : 1);
        StateOfCharge = Math.Clamp(StateOfCharge + (stays / CapacityAh * 100), 0, 100);
        _polarised += ((Current * Polarisation) - _polarised) * (seconds / PolarisationSeconds);
    }
}
