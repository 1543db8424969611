namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// What sensors and their front ends turn a true quantity into. These are the forward functions, written down here from the standards themselves, so that
/// the firmware's inverse functions are not tested against themselves.
/// </summary>
public static class FrontEnd
{
    /// <summary>What an open thermocouple reads: the burn-out current drives a converter of 2.5 V reference and gain 32 to the end of its range, mV.</summary>
    public const double ThermocoupleBurnOut = 2500.0 / 32;

    /// <summary>What an open NTC reads at a divider to ground: the supply, V.</summary>
    public const double DividerSupply = 3.3;

    /// <summary>What an open Pt100 reads: the end of the converter's range, ohm. With a reference of 430 ohm, 15 bits (MAX31865) end there.</summary>
    public const double RtdFullScale = 430;

    // NIST Monograph 175 (ITS-90), E in mV of t in degC.
    private static readonly double[] KBelow0 =
    [
        0, 0.394501280250e-1, 0.236223735980e-4, -0.328589067840e-6, -0.499048287770e-8, -0.675090591730e-10, -0.574103274280e-12,
        -0.310888728940e-14, -0.104516093650e-16, -0.198892668780e-19, -0.163226974860e-22,
    ];

    private static readonly double[] KAbove0 =
    [
        -0.176004136860e-1, 0.389212049750e-1, 0.185587700320e-4, -0.994575928740e-7, 0.318409457190e-9, -0.560728448890e-12,
        0.560750590590e-15, -0.320207200030e-18, 0.971511471520e-22, -0.121047212750e-25,
    ];

    private static readonly double[] JBelow760 =
    [
        0, 0.503811878150e-1, 0.304758369300e-4, -0.856810657200e-7, 0.132281952950e-9, -0.170529583370e-12, 0.209480906970e-15,
        -0.125383953360e-18, 0.156317256970e-22,
    ];

    /// <summary>Voltage of a type K junction against one at 0 °C (ITS-90).</summary>
    /// <param name="celsius">-270..1372 °C.</param>
    /// <returns>mV.</returns>
    public static double TypeK(double celsius) => celsius < 0
        ? Polynomial(KBelow0, celsius)
        : Polynomial(KAbove0, celsius) + (0.1185976 * Math.Exp(-0.1183432e-3 * (celsius - 126.9686) * (celsius - 126.9686)));

    /// <summary>Voltage of a type J junction against one at 0 °C (ITS-90).</summary>
    /// <param name="celsius">-210..760 °C.</param>
    /// <returns>mV.</returns>
    public static double TypeJ(double celsius) => Polynomial(JBelow760, celsius);

    /// <summary>Resistance of a Pt100 above 0 °C (IEC 60751, Callendar-Van Dusen).</summary>
    /// <param name="celsius">0..850 °C.</param>
    /// <returns>Ohm.</returns>
    public static double Pt100(double celsius) => 100 * (1 + (3.9083e-3 * celsius) - (5.775e-7 * celsius * celsius));

    /// <summary>Current of a two-wire transmitter.</summary>
    /// <param name="share">How much of its span, 0..1; a transmitter saturates at 3.8 and 20.5 mA (NAMUR NE 43).</param>
    /// <returns>mA.</returns>
    public static double CurrentLoop(double share) => Math.Clamp(4 + (16 * share), 3.8, 20.5);

    /// <summary>Voltage across an NTC of 10 kohm at 25 °C and beta 3950 K, to ground, with 10 kohm to the supply.</summary>
    /// <param name="celsius">Its temperature.</param>
    /// <returns>V.</returns>
    public static double NtcDivider(double celsius)
    {
        var ohms = 10_000 * Math.Exp(3950 * ((1 / (celsius + 273.15)) - (1 / 298.15)));
        return DividerSupply * ohms / (ohms + 10_000);
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * x) + coefficients[i];
        }

        return sum;
    }
}
