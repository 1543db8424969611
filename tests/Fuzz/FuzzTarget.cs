namespace Sidetap.Tests.Fuzz;

/// <summary>What the frames go through.</summary>
[Flags]
public enum FuzzTarget
{
    /// <summary>Frame.Parse. It gets every frame the other targets get.</summary>
    Decoder = 1,

    /// <summary>The firmware's client, in all its states.</summary>
    Client = 2,

    /// <summary>The bench gateway.</summary>
    Gateway = 4,

    /// <summary>All of them.</summary>
    All = Decoder | Client | Gateway,
}
