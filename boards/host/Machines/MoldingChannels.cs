namespace Sidetap.Boards.Host.Machines;

/// <summary>The channels of the simulated injection molding machine's board. The shipped profile reads these; a board for a real one is wired so.</summary>
public static class MoldingChannels
{
    /// <summary>Analog: thermocouple of the first zone, type J, mV; the others follow.</summary>
    public const int FirstZone = 0;

    /// <summary>How many temperature zones there are: five along the barrel, then the nozzle.</summary>
    public const int Zones = 6;

    /// <summary>Analog: cold junction of the thermocouples, °C.</summary>
    public const int ColdJunction = 6;

    /// <summary>Analog: hydraulic pressure, 4-20 mA for 0..250 bar.</summary>
    public const int HydraulicPressure = 7;

    /// <summary>Analog: Pt100 in the oil tank, ohm.</summary>
    public const int OilTemperature = 8;

    /// <summary>How many analog channels there are.</summary>
    public const int AnalogCount = 9;

    /// <summary>Burst: clamp on the pump motor's cable, V, around a bias of 1.65 V.</summary>
    public const int PumpCurrent = 0;

    /// <summary>How many burst channels there are.</summary>
    public const int BurstCount = 1;

    /// <summary>Digital: the machine's control voltage is on.</summary>
    public const int ControlVoltage = 0;

    /// <summary>Digital: the mould is closed.</summary>
    public const int MouldClosed = 1;

    /// <summary>Digital: the red lamp of the stack light is lit.</summary>
    public const int Red = 2;

    /// <summary>Digital: the yellow lamp is lit.</summary>
    public const int Yellow = 3;

    /// <summary>Digital: the green lamp is lit.</summary>
    public const int Green = 4;

    /// <summary>Digital: the mode switch is at automatic.</summary>
    public const int Automatic = 5;

    /// <summary>Digital: the mode switch is at semi-automatic.</summary>
    public const int SemiAutomatic = 6;

    /// <summary>Digital: the mode switch is at manual.</summary>
    public const int Manual = 7;

    /// <summary>Digital: the mode switch is at setup.</summary>
    public const int Setup = 8;

    /// <summary>How many digital channels there are.</summary>
    public const int DigitalCount = 9;

    /// <summary>Serial port of the energy meter in the machine's supply: Modbus RTU, 9,600 bit/s, no parity, address 1.</summary>
    public const int EnergyMeter = 0;
}
