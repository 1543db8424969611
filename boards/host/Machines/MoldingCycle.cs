namespace Sidetap.Boards.Host.Machines;

/// <summary>The phases of an injection molding cycle, in their order.</summary>
public enum MoldingPhase
{
    /// <summary>The pump runs idle: the machine waits for its temperatures, or was stopped.</summary>
    Waiting,

    /// <summary>The mould closes.</summary>
    Close,

    /// <summary>The clamping force builds up.</summary>
    Clamp,

    /// <summary>The screw injects.</summary>
    Inject,

    /// <summary>The screw holds the pressure while the gate freezes.</summary>
    Hold,

    /// <summary>The screw turns and takes up the next shot, while the part cools.</summary>
    Plasticise,

    /// <summary>The part cools on.</summary>
    Cool,

    /// <summary>The mould opens.</summary>
    Open,

    /// <summary>The ejector pushes the part out.</summary>
    Eject,
}

/// <summary>What a phase of the cycle asks of the hydraulics.</summary>
/// <param name="Seconds">How long it takes.</param>
/// <param name="StartBar">Pressure at its begin, bar.</param>
/// <param name="EndBar">Pressure at its end, bar.</param>
/// <param name="LitresPerMinute">Flow.</param>
internal readonly record struct PhaseLoad(double Seconds, double StartBar, double EndBar, double LitresPerMinute)
{
    /// <summary>
    /// A machine of some 50 t with a part of 40 g: 19.8 s a cycle. Pressures are those in the oil, with 160 bar as the pump's limit; the time is mostly
    /// cooling, as it is with every thick-walled part. While the mould is shut, the pump makes up for what leaks out of the clamping cylinder.
    /// </summary>
    public static PhaseLoad Of(MoldingPhase phase) => phase switch
    {
        MoldingPhase.Close => new(1.4, 55, 65, 36),
        MoldingPhase.Clamp => new(0.5, 80, 158, 18),
        MoldingPhase.Inject => new(1.1, 85, 145, 38),
        MoldingPhase.Hold => new(4.5, 88, 62, 26),
        MoldingPhase.Plasticise => new(5.2, 62, 64, 32),
        MoldingPhase.Cool => new(4.2, 60, 60, 24),
        MoldingPhase.Open => new(1.7, 70, 55, 36),
        MoldingPhase.Eject => new(1.2, 50, 48, 30),
        _ => new(double.PositiveInfinity, 8, 8, 4),
    };
}
