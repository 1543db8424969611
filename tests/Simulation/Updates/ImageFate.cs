namespace Sidetap.Simulation.Updates;

/// <summary>What becomes of a box that runs an image. The first octet of the payload says it, so the image itself decides.</summary>
internal enum ImageFate : byte
{
    /// <summary>It works.</summary>
    Good,

    /// <summary>The last sensor answers no more: its value is the last one.</summary>
    SilentSensor,

    /// <summary>The network never comes up.</summary>
    DeadLink,

    /// <summary>Nothing that the box sends arrives.</summary>
    Unheard,

    /// <summary>It restarts the box within seconds.</summary>
    Crashing,
}
