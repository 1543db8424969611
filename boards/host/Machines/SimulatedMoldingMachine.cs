using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A hydraulic injection molding machine: six zones that heat up and are held by thermostats, then cycle after cycle, from close to eject. It runs only
/// while all zones are warm. The thermostat of one zone ages, which only an independent sensor sees.
/// </summary>
public sealed class SimulatedMoldingMachine : SimulatedMachine, IBurstInput
{
    /// <summary>Bias of the clamp's amplifier, V.</summary>
    public const double ClampBias = 1.65;

    /// <summary>What the clamp is made for: so many amperes are 1 V.</summary>
    public const double AmperesPerVolt = 100;

    /// <summary>Samples per second of the clamp's channel.</summary>
    public const int BurstRate = 2000;

    /// <summary>Bar at 20 mA.</summary>
    public const double FullScaleBar = 250;

    /// <summary>The zone whose thermocouple can break; the first is 0.</summary>
    public const int BrokenZone = 2;

    /// <summary>The zone whose heater can burn out.</summary>
    public const int ColdZone = 4;

    /// <summary>The zone whose thermostat ages.</summary>
    public const int DriftingZone = 3;

    private const int SamplesOfStep = BurstRate * StepMs / 1000;
    private const int RingSamples = 1024; // what the board keeps, about half a second
    private const double MainsHz = 50;
    private const double ReleaseKelvin = 5;   // a zone that deviates by more does not let the machine run
    private const double ResetSeconds = 4;
    private const double WarmStartKelvin = 9; // below nominal, as after a break
    private const double DriftPerSecond = 2.0 / 3600;
    private const double LargestDrift = 8;
    private const double Ambient = 22;

    // The pump's motor, 7.5 kW at 400 V: 15 A at full load; 5 A magnetise it, all that flows while the pump runs idle.
    private const double MagnetisingAmperes = 5;
    private const double WattsPerAmpere = 1.732 * 400 * 0.85;
    private const double PumpEfficiency = 0.85;
    private const double MotorEfficiency = 0.93; // of what it loses with the load
    private const double MotorLossWatts = 350;   // iron, fan and bearings, whatever the load
    private const double ControlWatts = 300;

    private static readonly MachineFault[] All =
    [
        new("thermocouple-broken", 'b', "the thermocouple of zone 3 is open"),
        new("wire-break", 'w', "the 4-20 mA loop of the hydraulic pressure is interrupted"),
        new("clamp-off", 'c', "the clamp on the pump motor's cable is unplugged from the box"),
        new("pt100-open", 'p', "the Pt100 in the oil tank is open"),
        new("heater-failed", 'h', "the heater of zone 5 burns out: it cools down, and the machine stops when it is too cold"),
        new("meter-silent", 'm', "the energy meter is off its Modbus line"),
        new("meter-failed", 'x', "the energy meter answers with an exception: SERVER DEVICE FAILURE"),
        new("e-stop", 'e', "emergency stop: the pump stops, the heaters stay on"),
        new("control-voltage", 'v', "the machine is switched off"),
    ];

    private readonly HeatedZone[] _zones;
    private readonly double[] _clampAmperes = new double[64]; // of the last steps; NaN while the clamp is unplugged
    private MoldingPhase _phase = MoldingPhase.Waiting;
    private double _inPhase;
    private double _phaseSeconds = double.PositiveInfinity;
    private double _reset;
    private double _pressure = 8;
    private double _pumpAmperes;
    private double _pumpWatts;
    private double _oil = 38;
    private double _junction = 27;
    private long _burstTaken;

    /// <summary>Makes a machine.</summary>
    /// <param name="clock">Tells how far it is.</param>
    /// <param name="seed">Decides noise and jitter.</param>
    /// <param name="plans">Faults that come by themselves.</param>
    /// <param name="isCold">Whether it begins at the room's temperature, instead of a little below what it needs.</param>
    /// <exception cref="ArgumentException">A plan names no fault of this machine, or ends before it begins.</exception>
    public SimulatedMoldingMachine(IClock clock, uint seed = 1, IEnumerable<FaultPlan>? plans = null, bool isCold = false)
        : base(clock, seed, MoldingChannels.AnalogCount, MoldingChannels.DigitalCount, All, plans ?? [])
    {
        _zones = [.. Nominal.Select(t => new HeatedZone(t, isCold ? Ambient : t - WarmStartKelvin, Ambient))];
        Meter = new EnergyMeter(CatchUpMs);
        Inputs.Burst = this;
        Inputs.Serial = [Meter];
    }

    private enum Fault
    {
        ThermocoupleBroken,
        WireBreak,
        ClampOff,
        Pt100Open,
        HeaterFailed,
        MeterSilent,
        MeterFailed,
        EStop,
        ControlVoltage,
    }

    /// <summary>What can go wrong with it.</summary>
    public static IReadOnlyList<MachineFault> AllFaults => All;

    /// <summary>Nominal temperatures from the hopper to the nozzle, °C: usual for polypropylene.</summary>
    public static IReadOnlyList<double> Nominal { get; } = [200, 210, 220, 225, 230, 235];

    /// <summary>The zones, as they truly are.</summary>
    public IReadOnlyList<HeatedZone> Zones => _zones;

    /// <summary>The energy meter in the machine's supply.</summary>
    public EnergyMeter Meter { get; }

    /// <summary>Where in the cycle it is.</summary>
    public MoldingPhase Phase => _phase;

    /// <summary>Cycles that were finished.</summary>
    public int Cycles { get; private set; }

    /// <summary>The true hydraulic pressure, bar.</summary>
    public double Pressure => _pressure;

    /// <summary>The true RMS current of the pump's motor, A.</summary>
    public double PumpAmperes => _pumpAmperes;

    /// <summary>The true temperature of the oil, °C.</summary>
    public double OilTemperature => _oil;

    /// <inheritdoc cref="IBurstInput.ChannelCount"/>
    int IBurstInput.ChannelCount => MoldingChannels.BurstCount;

    private bool IsOff => this[Fault.ControlVoltage];

    private bool IsStopped => this[Fault.EStop] || IsOff || _reset > 0;

    private bool IsWarm
    {
        get
        {
            foreach (var zone in _zones)
            {
                if (Math.Abs(zone.Sensed + zone.ThermostatError - zone.Nominal) > ReleaseKelvin)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private bool IsMouldClosed => _phase is > MoldingPhase.Close and < MoldingPhase.Open;

    /// <inheritdoc/>
    public float RateOf(int channel) => BurstRate;

    /// <inheritdoc/>
    public InputStatus Read(int channel, float[] buffer, out int count)
    {
        count = 0;
        if (channel != MoldingChannels.PumpCurrent)
        {
            return InputStatus.NotConnected;
        }

        CatchUp();
        var available = Steps * SamplesOfStep;
        _burstTaken = Math.Max(_burstTaken, available - RingSamples); // older ones are overwritten
        while (_burstTaken < available && count < buffer.Length)
        {
            buffer[count++] = WaveForm(_burstTaken++);
        }

        return count > 0 ? InputStatus.Good : InputStatus.Stale;
    }

    /// <inheritdoc/>
    protected override void Step()
    {
        _inPhase += StepSeconds;
        if (this[Fault.EStop] || IsOff)
        {
            Enter(MoldingPhase.Waiting);
            _reset = ResetSeconds;
        }

        _reset = Math.Max(0, _reset - StepSeconds);
        Follow();
        Heat();
        Pump();
        Measure();
        _clampAmperes[Steps % _clampAmperes.Length] = this[Fault.ClampOff] ? double.NaN : _pumpAmperes;
    }

    /// <inheritdoc/>
    protected override InputStatus ReadAnalog(int channel, out double value)
    {
        value = channel switch
        {
            MoldingChannels.FirstZone + BrokenZone when this[Fault.ThermocoupleBroken] => FrontEnd.ThermocoupleBurnOut,
            < MoldingChannels.Zones => FrontEnd.TypeJ(_zones[channel].Sensed) - FrontEnd.TypeJ(_junction) + (0.003 * Noise(channel)), // 0.05 K
            MoldingChannels.ColdJunction => _junction + (0.02 * Noise(channel)),
            MoldingChannels.HydraulicPressure => this[Fault.WireBreak] ? 0 : FrontEnd.CurrentLoop((_pressure + (0.6 * Noise(channel))) / FullScaleBar),
            _ => this[Fault.Pt100Open] ? FrontEnd.RtdFullScale : FrontEnd.Pt100(_oil) + (0.01 * Noise(channel)),
        };
        return InputStatus.Good;
    }

    /// <inheritdoc/>
    protected override bool ReadDigital(int channel) => channel switch
    {
        MoldingChannels.MouldClosed => !IsOff && IsMouldClosed,
        MoldingChannels.SemiAutomatic or MoldingChannels.Manual or MoldingChannels.Setup => false,
        MoldingChannels.Red => !IsOff && IsStopped && Steps * StepMs % 1000 < 500, // blinks
        MoldingChannels.Yellow => !IsOff && !IsStopped && _phase == MoldingPhase.Waiting,
        MoldingChannels.Green => !IsOff && !IsStopped && _phase != MoldingPhase.Waiting,
        _ => !IsOff, // control voltage, automatic
    };

    private bool this[Fault fault] => Faults[(int)fault];

    private void Follow()
    {
        if (_phase == MoldingPhase.Waiting)
        {
            if (!IsStopped && IsWarm)
            {
                Enter(MoldingPhase.Close);
            }
        }
        else if (_inPhase >= _phaseSeconds)
        {
            var isLast = _phase == MoldingPhase.Eject;
            Cycles += isLast ? 1 : 0;
            Enter(!isLast ? _phase + 1 : IsWarm ? MoldingPhase.Close : MoldingPhase.Waiting);
        }
    }

    /// <summary>Begins a phase. How long the screw takes for the next shot and the part to fall differs from cycle to cycle; the rest is timed by the control.</summary>
    private void Enter(MoldingPhase phase)
    {
        var jitter = phase switch
        {
            MoldingPhase.Plasticise => 0.15 * (Chance(100, Cycles) + Chance(101, Cycles)),
            MoldingPhase.Eject => 0.1 * (1 + Chance(102, Cycles)),
            _ => 0,
        };
        _phase = phase;
        _inPhase = 0;
        _phaseSeconds = PhaseLoad.Of(phase).Seconds + jitter;
    }

    private void Heat()
    {
        _zones[DriftingZone].ThermostatError = Math.Min(LargestDrift, Steps * StepSeconds * DriftPerSecond);
        for (var i = 0; i < _zones.Length; i++)
        {
            _zones[i].HasNoHeater = IsOff || (i == ColdZone && this[Fault.HeaterFailed]);
            _zones[i].Step(StepSeconds);
        }

        Lag(ref _junction, 34, 1800); // the cabinet of the box, beside the barrel
    }

    /// <summary>The oil follows the phase within some 60 ms; what the pump loses heats the oil, and a cooler holds it below 50 degC.</summary>
    private void Pump()
    {
        var load = PhaseLoad.Of(_phase);
        var share = Math.Min(1, _inPhase / _phaseSeconds);
        var isRunning = !this[Fault.EStop] && !IsOff;
        Lag(ref _pressure, isRunning ? load.StartBar + ((load.EndBar - load.StartBar) * share) : 0, 0.06);
        var shaftWatts = _pressure * load.LitresPerMinute / 600 * 1000 / PumpEfficiency; // bar x l/min / 600 = kW
        _pumpWatts = isRunning ? MotorLossWatts + (shaftWatts / MotorEfficiency) : 0;
        var torqueAmperes = shaftWatts / WattsPerAmpere;
        _pumpAmperes = isRunning ? Math.Sqrt((MagnetisingAmperes * MagnetisingAmperes) + (torqueAmperes * torqueAmperes)) : 0;
        Lag(ref _oil, !isRunning ? Ambient : _phase == MoldingPhase.Waiting ? 38 : 46, 1200);
    }

    /// <summary>The meter sits before the main switch: it goes on when the machine is off.</summary>
    private void Measure()
    {
        Meter.IsSilent = this[Fault.MeterSilent];
        Meter.HasFailed = this[Fault.MeterFailed];
        Meter.Measure(_pumpWatts + _zones.Sum(zone => zone.Watts) + (IsOff ? 0 : ControlWatts), StepSeconds);
    }

    private long CatchUpMs()
    {
        CatchUp();
        return NowMs;
    }

    /// <summary>A sample of the clamp: 50 Hz and the fifth harmonic that every factory's mains have, around the bias.</summary>
    private float WaveForm(long sample)
    {
        var noise = 0.002 * Chance(200, sample);
        var amperes = _clampAmperes[((sample / SamplesOfStep) + 1) % _clampAmperes.Length];
        if (double.IsNaN(amperes))
        {
            return (float)(0.003 + Math.Abs(noise)); // without the plug there is no bias either
        }

        var angle = 2 * Math.PI * MainsHz * (sample % BurstRate) / BurstRate; // whole periods a second
        var wave = (Math.Sin(angle) + (0.03 * Math.Sin(5 * angle))) / Math.Sqrt(1 + (0.03 * 0.03));
        return (float)(ClampBias + (amperes * Math.Sqrt(2) / AmperesPerVolt * wave) + noise);
    }
}
