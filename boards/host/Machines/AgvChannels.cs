namespace Sidetap.Boards.Host.Machines;

/// <summary>The channels of the simulated AGV's board. The shipped profile reads these; a board for a real one is wired so.</summary>
public static class AgvChannels
{
    /// <summary>Analog: battery voltage through a divider of 11 to 1, V.</summary>
    public const int BatteryVoltage = 0;

    /// <summary>Analog: Hall sensor in the battery's lead, 100 A for 1 V; positive while it charges.</summary>
    public const int BatteryCurrent = 1;

    /// <summary>Analog: NTC of the left motor in a divider, V.</summary>
    public const int MotorLeft = 2;

    /// <summary>Analog: NTC of the right motor in a divider, V.</summary>
    public const int MotorRight = 3;

    /// <summary>How many analog channels there are.</summary>
    public const int AnalogCount = 4;

    /// <summary>Counter: quadrature encoder of the left wheel.</summary>
    public const int EncoderLeft = 0;

    /// <summary>Counter: quadrature encoder of the right wheel.</summary>
    public const int EncoderRight = 1;

    /// <summary>How many counters there are.</summary>
    public const int CounterCount = 2;

    /// <summary>Digital: the emergency stop circuit is closed: energised while nobody stops it.</summary>
    public const int EStop = 0;

    /// <summary>Digital: the bumper is pressed.</summary>
    public const int Bumper = 1;

    /// <summary>Digital: the mode switch is at automatic.</summary>
    public const int Automatic = 2;

    /// <summary>Digital: the mode switch is at semi-automatic.</summary>
    public const int SemiAutomatic = 3;

    /// <summary>Digital: the mode switch is at service.</summary>
    public const int Service = 4;

    /// <summary>How many digital channels there are.</summary>
    public const int DigitalCount = 5;

    /// <summary>Serial port of the tag reader: 9,600 bit/s, a line for each tag.</summary>
    public const int TagReader = 0;
}
