using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// An automated guided vehicle with two driven wheels. It drives a loop past tags in the floor, stands at a hand-over place and at a charging station, where
/// it stays when its battery is low, and brakes for whatever presses its bumper.
/// </summary>
/// <remarks>It brakes on resistors: nothing flows back into the battery, so its charge only falls while it drives.</remarks>
public sealed class SimulatedAgv : SimulatedMachine, ICounterInput
{
    /// <summary>Distance between the wheels, m.</summary>
    public const double TrackMetres = 0.5;

    /// <summary>How far a wheel rolls for one count of its encoder, m: 1,600 lines and four edges each on a wheel of 204 mm.</summary>
    public const double MetresPerCount = 0.0001;

    /// <summary>Ratio of the divider before the battery's channel.</summary>
    public const double VoltageDivider = 11;

    /// <summary>What the current sensor is made for: so many amperes are 1 V.</summary>
    public const double AmperesPerVolt = 100;

    private const double TopSpeed = 1.2;          // m/s
    private const double CornerSpeed = 0.5;
    private const double Acceleration = 0.5;      // m/s2
    private const double Brake = 0.6;             // a little more than planned with
    private const double EmergencyBrake = 1.5;
    private const double ResumeSeconds = 3;       // after a stop: horn, then go
    private const double ChargerAmperes = 30;
    private const double LowPercent = 30;         // below, it stays at the station
    private const double FullEnoughPercent = 80;
    private const double Ambient = 22;            // degC

    // 400 kg on polyurethane wheels, rolling resistance 0.025: 98 N; 120 W for control, scanners and radio.
    private const double Mass = 400;
    private const double RollingNewtons = 98;
    private const double DriveEfficiency = 0.7;
    private const double StandbyWatts = 120;

    // A drive's losses warm its motor by 0.4 K/W, with a time constant of 8 minutes.
    private const double MotorKelvinPerWatt = 0.4;
    private const double MotorSeconds = 480;

    private static readonly MachineFault[] All =
    [
        new("e-stop", 'e', "somebody presses the emergency stop: it brakes, and goes on when it is released"),
        new("bumper", 'u', "something stands in the way and presses the bumper"),
        new("battery-sensor", 's', "the module that measures the battery does not answer any more"),
        new("tag-reader", 'r', "the tag reader is off the serial line"),
        new("tags-missing", 'm', "the tags in the floor can't be read: the reader stays silent, and lastNodeId stays as it is"),
        new("ntc-open", 'n', "the temperature sensor of the left motor is open"),
    ];

    private readonly double _currentGain;
    private readonly double _currentOffset;
    private readonly double _voltageGain;
    private readonly TagReaderLine _reader;
    private double _speed;
    private double _standing;
    private double _resume;
    private double _left;
    private double _right;
    private double _motorLeft = Ambient;
    private double _motorRight = Ambient;
    private int _nextNode = 1;
    private bool _isAtStation = true;
    private bool _mustCharge;

    /// <summary>Makes an AGV that stands at the charging station.</summary>
    /// <param name="clock">Tells how far it is.</param>
    /// <param name="seed">Decides noise and the errors of its sensors.</param>
    /// <param name="plans">Faults that come by themselves.</param>
    /// <param name="charge">Its battery's state of charge, %.</param>
    /// <exception cref="ArgumentException">A plan names no fault of this machine, or ends before it begins.</exception>
    public SimulatedAgv(IClock clock, uint seed = 1, IEnumerable<FaultPlan>? plans = null, double charge = 78)
        : base(clock, seed, AgvChannels.AnalogCount, AgvChannels.DigitalCount, All, plans ?? [])
    {
        Battery = new TractionBattery(charge);
        _currentGain = 1 + (0.01 * Chance(50, 0)); // a shunt and its amplifier: 1 %
        _currentOffset = 0.02 * Chance(51, 0);
        _voltageGain = 1 + (0.002 * Chance(52, 0));
        _reader = new TagReaderLine(CatchUp);
        _standing = 4;
        Inputs.Counters = this;
        Inputs.Serial = [_reader];
    }

    private enum Fault
    {
        EStop,
        Bumper,
        BatterySensor,
        TagReader,
        TagsMissing,
        NtcOpen,
    }

    /// <summary>What can go wrong with it.</summary>
    public static IReadOnlyList<MachineFault> AllFaults => All;

    /// <summary>The battery, as it truly is.</summary>
    public TractionBattery Battery { get; }

    /// <summary>How far it has driven, m.</summary>
    public double Distance { get; private set; }

    /// <summary>The true speed, m/s.</summary>
    public double Speed => _speed;

    /// <summary>Where it truly is: x and y in m, theta in rad; 0, 0, 0 where it began.</summary>
    public (double X, double Y, double Theta) Pose => AgvRoute.PoseAt(Distance % AgvRoute.Length);

    /// <summary>The tag it came across last.</summary>
    public string LastTag { get; private set; } = "";

    /// <summary>The true temperature of the left motor, °C.</summary>
    public double MotorTemperature => _motorLeft;

    /// <inheritdoc cref="ICounterInput.ChannelCount"/>
    int ICounterInput.ChannelCount => AgvChannels.CounterCount;

    private bool IsHalted => this[Fault.EStop] || this[Fault.Bumper];

    /// <inheritdoc/>
    public int BitsOf(int channel) => 16;

    /// <inheritdoc/>
    public InputStatus Read(int channel, out uint count)
    {
        count = 0;
        if (channel is not (AgvChannels.EncoderLeft or AgvChannels.EncoderRight))
        {
            return InputStatus.NotConnected;
        }

        CatchUp();
        var metres = channel == AgvChannels.EncoderLeft ? _left : _right;
        count = (uint)((long)Math.Floor(metres / MetresPerCount) & 0xFFFF);
        return InputStatus.Good;
    }

    /// <inheritdoc/>
    protected override void Step()
    {
        _reader.HasFailed = this[Fault.TagReader];
        var before = _speed;
        Drive();
        var at = Distance % AgvRoute.Length;
        var metres = _speed * StepSeconds;
        var turn = AgvRoute.TurnAt(Math.Min(at + metres, AgvRoute.Length)) - AgvRoute.TurnAt(at); // a straight ends the loop
        _left += metres - (turn * TrackMetres / 2);
        _right += metres + (turn * TrackMetres / 2);
        Distance += metres;
        PassNode(at, metres);
        Consume(before);
    }

    /// <inheritdoc/>
    protected override InputStatus ReadAnalog(int channel, out double value)
    {
        value = channel switch
        {
            AgvChannels.BatteryVoltage => ((Battery.Voltage * _voltageGain) + (0.01 * Noise(channel))) / VoltageDivider,
            AgvChannels.BatteryCurrent => ((Battery.Current * _currentGain) + _currentOffset + (0.05 * Noise(channel))) / AmperesPerVolt,
            AgvChannels.MotorLeft => this[Fault.NtcOpen] ? FrontEnd.DividerSupply : FrontEnd.NtcDivider(_motorLeft) + (0.001 * Noise(channel)),
            _ => FrontEnd.NtcDivider(_motorRight) + (0.001 * Noise(channel)),
        };
        return channel <= AgvChannels.BatteryCurrent && this[Fault.BatterySensor] ? InputStatus.DeviceFailure : InputStatus.Good;
    }

    /// <inheritdoc/>
    protected override bool ReadDigital(int channel) => channel switch
    {
        AgvChannels.EStop => !this[Fault.EStop],
        AgvChannels.Bumper => this[Fault.Bumper],
        AgvChannels.Automatic => true,
        _ => false,
    };

    private bool this[Fault fault] => Faults[(int)fault];

    /// <summary>Sets the speed for this step: as fast as allowed, but so that it can brake for the next corner and stop at the next place.</summary>
    private void Drive()
    {
        if (IsHalted)
        {
            _resume = ResumeSeconds;
            Ramp(ref _speed, 0, EmergencyBrake);
            return;
        }

        _resume = Math.Max(0, _resume - StepSeconds);
        _standing = Math.Max(0, _standing - StepSeconds);
        _mustCharge = _isAtStation && Battery.StateOfCharge < (_mustCharge ? FullEnoughPercent : LowPercent);
        if (_resume > 0 || _standing > 0 || _mustCharge)
        {
            Ramp(ref _speed, 0, Brake);
            return;
        }

        _isAtStation = false;

        var at = Distance % AgvRoute.Length;
        var toCorner = AgvRoute.ToCorner(at);
        var corner = toCorner == 0 ? CornerSpeed : Math.Sqrt((CornerSpeed * CornerSpeed) + (2 * Acceleration * toCorner));
        var stop = Math.Sqrt(2 * Acceleration * Math.Max(0, ToStand(at) - 0.001)) + 0.01; // and creeps the last centimetre
        var wanted = Math.Min(TopSpeed, Math.Min(corner, stop));
        Ramp(ref _speed, wanted, wanted < _speed ? Brake : Acceleration);
    }

    /// <summary>How far it is to the next place where it stands, m.</summary>
    private double ToStand(double at)
    {
        for (var i = 0; i < AgvRoute.Nodes.Count; i++)
        {
            var index = (_nextNode + i) % AgvRoute.Nodes.Count;
            var node = AgvRoute.Nodes[index];
            if (node.StandSeconds > 0)
            {
                return (node.At > at ? node.At : node.At + AgvRoute.Length) - at;
            }
        }

        return double.PositiveInfinity;
    }

    private void PassNode(double at, double metres)
    {
        var node = AgvRoute.Nodes[_nextNode];
        var ahead = (node.At >= at ? node.At : node.At + AgvRoute.Length) - at;
        if (metres <= 0 || ahead > metres)
        {
            return;
        }

        _nextNode = (_nextNode + 1) % AgvRoute.Nodes.Count;
        LastTag = node.Tag;
        if (!this[Fault.TagsMissing])
        {
            _reader.Say(node.Tag);
        }

        _standing = node.StandSeconds;
        _isAtStation = node.At == 0;
    }

    /// <summary>What driving takes out of the battery, or the charger puts in, and how the motors warm up.</summary>
    private void Consume(double speedBefore)
    {
        var accelerating = Math.Max(0, (_speed - speedBefore) / StepSeconds);
        var newtons = _speed > 0 ? Math.Max(0, RollingNewtons + (Mass * accelerating)) : 0;
        var isBraking = _speed < speedBefore;
        var mechanical = isBraking ? 0 : newtons * _speed;
        var drive = mechanical / DriveEfficiency;
        var consumed = (StandbyWatts + drive) / Battery.Voltage;
        Battery.Flow(_isAtStation && _speed == 0 ? Battery.Accepts(ChargerAmperes) : -consumed, StepSeconds);

        // On a left-hand loop the right wheel goes the longer way.
        var losses = (drive - mechanical) / 2;
        Lag(ref _motorLeft, Ambient + (MotorKelvinPerWatt * losses * 0.95), MotorSeconds);
        Lag(ref _motorRight, Ambient + (MotorKelvinPerWatt * losses * 1.05), MotorSeconds);
    }
}
