namespace Sidetap.Boards.Host;

/// <summary>How the run of a box on the desktop came to its end.</summary>
public enum RunEnd
{
    /// <summary>Its time was over, or its recording.</summary>
    Completed,

    /// <summary>Somebody ended it.</summary>
    Cancelled,

    /// <summary>No gateway ever accepted a connection.</summary>
    NoGateway,
}
