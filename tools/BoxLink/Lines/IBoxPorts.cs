namespace Sidetap.BoxLink.Lines;

/// <summary>The ports of a machine.</summary>
public interface IBoxPorts
{
    /// <summary>The ports that a box may be on, in a fixed order. None is opened.</summary>
    /// <returns>Their names.</returns>
    IReadOnlyList<string> Find();

    /// <summary>The port with a name.</summary>
    /// <param name="name">A serial port ("/dev/ttyUSB0", "COM5", "/dev/pts/3"), or "tcp:HOST:PORT".</param>
    /// <returns>The port. It need not be there yet.</returns>
    /// <exception cref="FormatException">The name is none of these; the message says what to write.</exception>
    IBoxPort Of(string name);
}
