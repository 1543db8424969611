using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A small machining centre: the operator loads a part, the spindle runs up, a pocket is milled in layers, the spindle runs down. Its tool wears and is
/// changed, its spindle bearing warms up, its coolant is dragged out with the chips.
/// </summary>
/// <remarks>Currents and powers have the size of those of a benchtop mill: about 20 A in the spindle drive while it turns, peaks of 80 A and 0.55 kW while it
/// runs up, some amperes in the feed drives. Its spindle runs down without torque: what the drive tells of its power then goes to and fro by some tenths of a watt
/// to two, and by a hundredth while the spindle stands, as in recordings of such a mill.</remarks>
public sealed class SimulatedMill : SimulatedMachine
{
    private const double LoadSeconds = 4;
    private const double RunUpSeconds = 1.2;
    private const double MillSeconds = 24;
    private const double RunDownSeconds = 1.5;
    private const double TurningRipple = 0.002;   // kW, of the power; never less than a tenth of it
    private const double StandingNoise = 0.00001; // kW
    private const double ResetSeconds = 5;        // after a stop: the operator acknowledges
    private const double ToolChangeSeconds = 45;
    private const double LayerSeconds = 6;
    private const double PassSeconds = 2;
    private const double ApproachSeconds = 0.6;   // the axes set out before the spindle runs up
    private const double PlungeSeconds = 0.3;
    private const double PlungeLayer = 0.5;       // mm, one layer
    private const double Radius = 10;             // mm, of the pocket
    private const double RapidMmPerSecond = 50;   // each axis
    private const double Ambient = 22;            // degC

    // A greased spindle bearing settles 15 to 25 K above the room after half an hour.
    private const double BearingRise = 18;
    private const double BearingRiseCutting = 6;
    private const double BearingSeconds = 700;

    private static readonly MachineFault[] All =
    [
        new("tool-break", 't', "the tool breaks: the spindle turns on and cuts nothing, until the fault goes and the operator has changed the tool"),
        new("clamp-off", 'c', "the clamp on the spindle drive's cable is unplugged from the box"),
        new("thermocouple-broken", 'b', "the thermocouple of the spindle bearing is open"),
        new("wire-break", 'w', "the 4-20 mA loop of the coolant level is interrupted"),
        new("e-stop", 'e', "emergency stop: the drives brake and the control voltage drops"),
        new("control-voltage", 'v', "the machine is switched off"),
    ];

    private Phase _phase = Phase.Load;
    private double _inPhase;
    private double _x = 198;            // mm, home
    private double _y = 158;
    private double _z = 119;
    private double _feedRate;           // mm/s
    private double _spindle;            // share of full speed
    private double _bearing = Ambient;
    private double _junction = 24;
    private double _coolant = 82;       // per cent
    private double _linesFilled;        // share of the coolant lines

    /// <summary>Makes a machine that begins to load its first part, with a fresh tool.</summary>
    /// <param name="clock">Tells how far it is.</param>
    /// <param name="seed">Decides the noise.</param>
    /// <param name="plans">Faults that come by themselves.</param>
    /// <exception cref="ArgumentException">A plan names no fault of this machine, or ends before it begins.</exception>
    public SimulatedMill(IClock clock, uint seed = 1, IEnumerable<FaultPlan>? plans = null)
        : base(clock, seed, MillChannels.AnalogCount, MillChannels.DigitalCount, All, plans ?? [])
    {
    }

    private enum Phase
    {
        Load,
        RunUp,
        Mill,
        RunDown,
        ToolChange,
        Stopped,
    }

    private enum Fault
    {
        ToolBreak,
        ClampOff,
        ThermocoupleBroken,
        WireBreak,
        EStop,
        ControlVoltage,
    }

    /// <summary>What can go wrong with it.</summary>
    public static IReadOnlyList<MachineFault> AllFaults => All;

    /// <summary>The tool that is in the spindle, as it truly is.</summary>
    public MillTool Tool { get; private set; } = new();

    /// <summary>How often the tool was changed.</summary>
    public int ToolChanges { get; private set; }

    /// <summary>Parts that were finished.</summary>
    public int Parts { get; private set; }

    /// <summary>The true temperature of the spindle bearing, °C.</summary>
    public double BearingTemperature => _bearing;

    private bool IsCutting => _phase == Phase.Mill && !Tool.IsBroken;

    /// <summary>Where the circle of the pocket is, 0..1.</summary>
    private double Pass => _inPhase % PassSeconds / PassSeconds;

    /// <summary>Whether the tool goes down into the next layer.</summary>
    private bool IsPlunging => _phase == Phase.Mill && _inPhase % LayerSeconds < PlungeSeconds;

    /// <inheritdoc/>
    protected override void Step()
    {
        _inPhase += StepSeconds;
        if (this[Fault.EStop] || this[Fault.ControlVoltage])
        {
            Enter(Phase.Stopped);
        }
        else if (this[Fault.ToolBreak])
        {
            Tool.Break();
        }

        Follow();
        Move();
        Warm();
    }

    /// <inheritdoc/>
    protected override bool ReadDigital(int channel) => channel switch
    {
        MillChannels.ControlVoltage => !this[Fault.EStop] && !this[Fault.ControlVoltage],
        MillChannels.Setup => _phase == Phase.ToolChange,
        MillChannels.Automatic => _phase != Phase.ToolChange,
        _ => false, // nobody services this machine
    };

    /// <inheritdoc/>
    protected override InputStatus ReadAnalog(int channel, out double value)
    {
        value = channel switch
        {
            MillChannels.SpindleCurrent => SpindleCurrent() + (0.4 * Noise(channel)),
            MillChannels.FeedCurrentX => (FeedCurrent() * Math.Sin(2 * Math.PI * Pass)) + (0.3 * Noise(channel)),
            MillChannels.FeedCurrentY => (FeedCurrent() * Math.Cos(2 * Math.PI * Pass)) + (0.3 * Noise(channel)),
            MillChannels.FeedCurrentZ => FeedCurrentZ() + (0.2 * Noise(channel)),
            MillChannels.SpindlePower => SpindlePower() + (_spindle > 0 ? Ripple(Noise(channel)) : StandingNoise * Noise(channel)),
            MillChannels.FeedRate => _feedRate,
            MillChannels.PositionX => _x,
            MillChannels.PositionY => _y,
            MillChannels.PositionZ => _z,
            MillChannels.SpindleThermocouple => this[Fault.ThermocoupleBroken]
                ? FrontEnd.ThermocoupleBurnOut
                : FrontEnd.TypeK(_bearing) - FrontEnd.TypeK(_junction) + (0.002 * Noise(channel)), // 0.05 K
            MillChannels.ColdJunction => _junction + (0.02 * Noise(channel)),
            _ => this[Fault.WireBreak] ? 0 : FrontEnd.CurrentLoop((_coolant - (3 * _linesFilled) + (0.3 * _linesFilled * Noise(channel))) / 100),
        };
        return channel == MillChannels.SpindleCurrent && this[Fault.ClampOff] ? InputStatus.NotConnected : InputStatus.Good;
    }

    private bool this[Fault fault] => Faults[(int)fault];

    /// <summary>Goes on to the next phase when it is time.</summary>
    private void Follow()
    {
        switch (_phase)
        {
            case Phase.Load when _inPhase >= LoadSeconds:
                Enter((Tool.IsBroken && !this[Fault.ToolBreak]) || Tool.FlankWear >= MillTool.WornOut ? Phase.ToolChange : Phase.RunUp);
                break;

            case Phase.RunUp when _inPhase >= RunUpSeconds:
                Enter(Phase.Mill);
                break;

            case Phase.Mill when _inPhase >= MillSeconds:
                Enter(Phase.RunDown);
                break;

            case Phase.Mill when Tool.IsBroken && !this[Fault.ToolBreak]: // the operator has seen it
                Enter(Phase.RunDown);
                break;

            case Phase.RunDown when _inPhase >= RunDownSeconds:
                Parts += Tool.IsBroken ? 0 : 1;
                Enter(Phase.Load);
                break;

            case Phase.ToolChange when _inPhase >= ToolChangeSeconds:
                Tool = new MillTool();
                ToolChanges++;
                _coolant = Math.Max(_coolant, 80); // and fills up what is missing
                Enter(Phase.Load);
                break;

            case Phase.Stopped when _inPhase >= ResetSeconds:
                Enter(Phase.Load);
                break;
        }
    }

    private void Enter(Phase phase)
    {
        _phase = phase;
        _inPhase = 0;
    }

    /// <summary>What goes slowly: speed, wear, heat and coolant.</summary>
    private void Warm()
    {
        var turns = _phase is Phase.RunUp or Phase.Mill;
        Ramp(ref _spindle, turns ? 1 : 0, 1 / (turns ? RunUpSeconds : RunDownSeconds));
        if (IsCutting)
        {
            Tool.Cut(StepSeconds);
            _coolant -= StepSeconds * 4 / 3600; // 4 % an hour leave with chips and mist
        }

        var pumps = _phase == Phase.Mill;
        Lag(ref _linesFilled, pumps ? 1 : 0, 3);
        Lag(ref _bearing, Ambient + (BearingRise * _spindle) + (IsCutting ? BearingRiseCutting : 0), BearingSeconds);
        Lag(ref _junction, 30, 1800); // the cabinet of the box
    }

    private double SpindleCurrent() => _phase switch
    {
        Phase.RunUp => 20 + (60 * (1 - (_inPhase / RunUpSeconds))),
        Phase.Mill => 20 + (3 * Tool.SpindleTorque * Engagement()),
        Phase.Stopped => 20 * _spindle, // it brakes
        _ => 0.5,
    };

    private double SpindlePower() => _phase switch
    {
        Phase.RunUp => 0.55 * _inPhase / RunUpSeconds,
        Phase.Mill => 0.17 + (0.1 * Tool.SpindleTorque * Engagement()),
        _ => 0, // no torque, or a braking drive, which takes nothing from the mains
    };

    /// <summary>What a spindle that turns lets the power swing by, kW, to one side or the other.</summary>
    private static double Ripple(double noise) => TurningRipple * ((0.9 * noise) + (noise < 0 ? -0.1 : 0.1));

    /// <summary>How deep the tool is in the material around the circle.</summary>
    private double Engagement() => 0.9 + (0.1 * Math.Sin(4 * Math.PI * Pass));

    /// <summary>Peak of the circle's current: 2.5 A of friction in guides and screw, 4 A of cutting with a fresh tool.</summary>
    private double FeedCurrent() => _phase == Phase.Mill ? 2.5 + (4 * Tool.FeedForce) : 0;

    /// <summary>The Z axis hangs: 1.5 A hold it while the drives are on. It pushes while the tool plunges.</summary>
    private double FeedCurrentZ() => _phase is Phase.Stopped or Phase.ToolChange ? 0 : IsPlunging ? 2 + (3 * Tool.FeedForce) : 1.5;

    /// <summary>Moves the axes towards where the program wants them: around the circle of the pocket, down a layer after some passes, or home.</summary>
    private void Move()
    {
        if (_phase == Phase.Stopped)
        {
            _feedRate = 0;
            return;
        }

        var layer = Math.Floor(_inPhase / LayerSeconds) + Math.Min(1, _inPhase % LayerSeconds / PlungeSeconds);
        var (x, y, z) = _phase switch
        {
            Phase.Mill => (150 + (Radius * Math.Cos(2 * Math.PI * Pass)), 80 + (Radius * Math.Sin(2 * Math.PI * Pass)), 30 - (PlungeLayer * layer)),
            Phase.Load when _inPhase < LoadSeconds - ApproachSeconds => (198.0, 158.0, 119.0),
            Phase.RunUp or Phase.Load => (160.0, 80.0, 30.0),
            _ => (198.0, 158.0, 119.0),
        };
        var (fromX, fromY, fromZ) = (_x, _y, _z);
        Ramp(ref _x, x, RapidMmPerSecond);
        Ramp(ref _y, y, RapidMmPerSecond);
        Ramp(ref _z, z, RapidMmPerSecond);
        var (dx, dy, dz) = (_x - fromX, _y - fromY, _z - fromZ);
        _feedRate = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)) / StepSeconds;
    }
}
