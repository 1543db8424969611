namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A zone of a barrel: a heater band on a piece of steel, switched by a thermostat. The band is hotter than the steel and goes on giving when it is
/// switched off, so a zone that heats up from cold overshoots; then it swings around its nominal temperature.
/// </summary>
/// <remarks>2 kW on 12 kg of steel (490 J/(kg K)) heat 200 K in about a quarter of an hour, as barrels of this size do; at 200 K above the room, losses of
/// 3 W/K leave the heater on for a third of the time.</remarks>
public sealed class HeatedZone
{
    private const double HeaterWatts = 2000;
    private const double SteelJoulesPerKelvin = 12 * 490;
    private const double BandJoulesPerKelvin = 600;
    private const double BandToSteel = 25;   // W/K
    private const double SteelToRoom = 3;    // W/K
    private const double Hysteresis = 0.5;   // K, either way
    private const double SensorSeconds = 4;

    private readonly double _ambient;
    private double _band;
    private bool _isHeating;

    /// <summary>Makes a zone.</summary>
    /// <param name="nominal">What the thermostat is set to, °C.</param>
    /// <param name="start">How warm it is, °C.</param>
    /// <param name="ambient">How warm the room is, °C.</param>
    public HeatedZone(double nominal, double start, double ambient = 22)
    {
        Nominal = nominal;
        _ambient = ambient;
        Steel = start;
        Sensed = start;

        // A zone that was held at this temperature has a band that is hotter by what its losses need.
        _band = start + (SteelToRoom * (start - ambient) / BandToSteel);
    }

    /// <summary>What the thermostat is set to, °C.</summary>
    public double Nominal { get; }

    /// <summary>The steel's true temperature, °C.</summary>
    public double Steel { get; private set; }

    /// <summary>What a sensor in its well has, °C: it follows the steel by some seconds.</summary>
    public double Sensed { get; private set; }

    /// <summary>What the thermostat measures too much, K: its own sensor ages, the box's does not.</summary>
    public double ThermostatError { get; set; }

    /// <summary>Whether the heater is burnt out or has no current.</summary>
    public bool HasNoHeater { get; set; }

    /// <summary>What the heater takes now, W.</summary>
    public double Watts => _isHeating ? HeaterWatts : 0;

    /// <summary>Energy that went into the heater, J.</summary>
    public double HeaterJoules { get; private set; }

    /// <summary>Energy that went to the room, J.</summary>
    public double LostJoules { get; private set; }

    /// <summary>Energy in steel and band above the room's temperature, J.</summary>
    public double StoredJoules => (SteelJoulesPerKelvin * (Steel - _ambient)) + (BandJoulesPerKelvin * (_band - _ambient));

    /// <summary>Moves on.</summary>
    /// <param name="seconds">How far; much less than a second.</param>
    internal void Step(double seconds)
    {
        var measured = Sensed + ThermostatError;
        _isHeating = !HasNoHeater && (_isHeating ? measured < Nominal + Hysteresis : measured < Nominal - Hysteresis);
        var heater = Watts;
        var toSteel = BandToSteel * (_band - Steel);
        var toRoom = SteelToRoom * (Steel - _ambient);
        _band += (heater - toSteel) / BandJoulesPerKelvin * seconds;
        Steel += (toSteel - toRoom) / SteelJoulesPerKelvin * seconds;
        Sensed += (Steel - Sensed) * (seconds / SensorSeconds);
        HeaterJoules += heater * seconds;
        LostJoules += toRoom * seconds;
    }
}
