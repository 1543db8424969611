using System.IO.Ports;

namespace Sidetap.BoxLink.Lines;

/// <summary>A serial port or a pseudo-terminal, 115200 8N1 without flow control.</summary>
/// <param name="name">Its name.</param>
public sealed class SerialBoxPort(string name) : IBoxPort
{
    private const int BaudRate = 115200;
    private const int WriteTimeoutMs = 5000;

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public IBoxClock Clock { get; } = new SystemClock();

    /// <inheritdoc/>
    public IBoxLine Open(CancellationToken stop)
    {
        if (Name.StartsWith('/') && !File.Exists(Name))
        {
            throw new BoxLineException(Missing);
        }

        // DTR and RTS restart an ESP32 on the boards that wire them to EN and IO0, so they stay as they are.
        SerialPort port = new(Name, BaudRate, Parity.None, 8, StopBits.One)
        {
            Handshake = Handshake.None,
            DtrEnable = false,
            RtsEnable = false,
            WriteTimeout = WriteTimeoutMs,
        };
        try
        {
            port.Open();
            port.DiscardInBuffer();
            return new SerialLine(Name, port);
        }
        catch (UnauthorizedAccessException error)
        {
            port.Dispose();
            string advice = OperatingSystem.IsLinux() ? "close the program that has it, or join the group dialout" : "close the program that has it";
            throw new BoxLineException($"{Name} can't be opened: it is in use, or you may not use it; {advice}", error);
        }
        catch (Exception error) when (error is IOException or ArgumentException or InvalidOperationException)
        {
            port.Dispose();
            throw new BoxLineException(Missing, error);
        }
    }

    private string Missing => $"there is no port {Name}; plug the box in, and see what is there with: sidetap configure ports";
}
