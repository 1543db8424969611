namespace Sidetap.BoxLink.Lines;

/// <summary>Where a box can be reached. A port is opened again when the box has restarted.</summary>
public interface IBoxPort
{
    /// <summary>What people call it: "/dev/ttyUSB0", "COM5", "tcp:10.0.0.7:2323".</summary>
    string Name { get; }

    /// <summary>Time on this port.</summary>
    IBoxClock Clock { get; }

    /// <summary>Opens it.</summary>
    /// <param name="stop">Ends the attempt.</param>
    /// <returns>The line.</returns>
    /// <exception cref="BoxLineException">There is no such port, or somebody else has it; the message says which and what to do.</exception>
    /// <exception cref="OperationCanceledException">The attempt was ended.</exception>
    IBoxLine Open(CancellationToken stop);
}
