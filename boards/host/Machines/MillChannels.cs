namespace Sidetap.Boards.Host.Machines;

/// <summary>The channels of the simulated mill's board. The shipped profile of a CNC machine tool reads these; a board for a real one is wired so.</summary>
public static class MillChannels
{
    /// <summary>Analog: current of the spindle drive, A.</summary>
    public const int SpindleCurrent = 0;

    /// <summary>Analog: current of the X feed drive, A.</summary>
    public const int FeedCurrentX = 1;

    /// <summary>Analog: current of the Y feed drive, A.</summary>
    public const int FeedCurrentY = 2;

    /// <summary>Analog: electrical power of the spindle, kW.</summary>
    public const int SpindlePower = 3;

    /// <summary>Analog: feed rate, mm/s.</summary>
    public const int FeedRate = 4;

    /// <summary>Analog: position of the X axis, mm.</summary>
    public const int PositionX = 5;

    /// <summary>Analog: position of the Y axis, mm.</summary>
    public const int PositionY = 6;

    /// <summary>Analog: position of the Z axis, mm.</summary>
    public const int PositionZ = 7;

    /// <summary>Analog: current of the Z feed drive, A.</summary>
    public const int FeedCurrentZ = 8;

    /// <summary>Analog: thermocouple of the spindle bearing, type K, mV.</summary>
    public const int SpindleThermocouple = 9;

    /// <summary>Analog: cold junction of the thermocouple, °C.</summary>
    public const int ColdJunction = 10;

    /// <summary>Analog: coolant level, 4-20 mA for 0..100 %.</summary>
    public const int CoolantLevel = 11;

    /// <summary>How many analog channels there are.</summary>
    public const int AnalogCount = 12;

    /// <summary>Digital: the machine's control voltage is on.</summary>
    public const int ControlVoltage = 0;

    /// <summary>Digital: the mode key is at automatic.</summary>
    public const int Automatic = 1;

    /// <summary>Digital: the mode key is at setup.</summary>
    public const int Setup = 2;

    /// <summary>Digital: the mode key is at service.</summary>
    public const int Service = 3;

    /// <summary>How many digital channels there are.</summary>
    public const int DigitalCount = 4;
}
