using System.Buffers.Binary;
using Sidetap.Hal;

namespace Sidetap.Boards.Host.Machines;

/// <summary>
/// A three-phase energy meter on RS-485: a Modbus RTU device that has its values in input registers, as Floats with the high word first. Register numbers are
/// those of a widespread family of meters for DIN rails (total system power at 52, imported energy at 72). It is written after the specifications (MODBUS
/// Application Protocol V1.1b3, MODBUS over Serial Line V1.02), and shares nothing with the firmware's master.
/// </summary>
public sealed class EnergyMeter : ISerialPort
{
    /// <summary>Its address on the line.</summary>
    public const int Address = 1;

    /// <summary>Its speed, bit/s; no parity, one stop bit.</summary>
    public const int Baud = 9600;

    /// <summary>Input register of the total active power, a Float in W.</summary>
    public const int PowerRegister = 52;

    /// <summary>Input register of the imported active energy, a Float in kWh.</summary>
    public const int EnergyRegister = 72;

    private const int ReadInputRegisters = 4;
    private const int IllegalFunction = 1;
    private const int IllegalDataAddress = 2;
    private const int IllegalDataValue = 3;
    private const int ServerDeviceFailure = 4;
    private const int ExceptionBit = 0x80;
    private const int RequestLength = 8;
    private const int MostRegisters = 60; // 30 values
    private const int AnswerMs = 40;      // how long it thinks

    private readonly Func<long> _catchUp;
    private readonly Queue<byte> _answer = new();
    private long _answerAtMs;
    private bool _isOpen;
    private bool _isReadable;

    /// <summary>Makes a meter.</summary>
    /// <param name="catchUp">Brings the machine to the present, and says when that is, in milliseconds.</param>
    internal EnergyMeter(Func<long> catchUp) => _catchUp = catchUp;

    /// <summary>Active power, W.</summary>
    public double Watts { get; private set; }

    /// <summary>Energy since it was fitted, kWh.</summary>
    public double KilowattHours { get; private set; }

    /// <summary>Whether it says nothing: it has no supply, or is off the line.</summary>
    internal bool IsSilent { get; set; }

    /// <summary>Whether its measuring part has failed: it answers with an exception.</summary>
    internal bool HasFailed { get; set; }

    /// <inheritdoc/>
    public bool Open(int baud, int parity, int stopBits)
    {
        _isOpen = baud is >= 1200 and <= 115_200 && parity is >= 0 and <= 2 && stopBits is 1 or 2;
        _isReadable = baud == Baud && parity == 0;
        _answer.Clear();
        return _isOpen;
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        var now = _catchUp();
        if (!_isOpen)
        {
            return -1;
        }

        var count = 0;
        while (now >= _answerAtMs && count < capacity && _answer.TryDequeue(out var octet))
        {
            buffer[offset + count++] = octet;
        }

        return count;
    }

    /// <inheritdoc/>
    public bool Write(byte[] buffer, int offset, int length)
    {
        var now = _catchUp();
        if (!_isOpen)
        {
            return false;
        }

        _answer.Clear();
        _answerAtMs = now + AnswerMs;
        if (_isReadable && !IsSilent)
        {
            Answer(buffer.AsSpan(offset, length));
        }

        return true;
    }

    /// <summary>Measures for a while.</summary>
    /// <param name="watts">What the machine takes.</param>
    /// <param name="seconds">How long.</param>
    internal void Measure(double watts, double seconds)
    {
        Watts += (watts - Watts) * Math.Min(1, seconds / 0.5); // it settles within half a second
        KilowattHours += watts * seconds / 3_600_000;
    }

    // What is damaged, or for somebody else, is not answered (MODBUS over Serial Line, 2.4.3).
    private void Answer(ReadOnlySpan<byte> request)
    {
        if (request.Length < 4 || request[0] != Address || Crc(request[..^2]) != BinaryPrimitives.ReadUInt16LittleEndian(request[^2..]))
        {
            return;
        }

        var first = request.Length == RequestLength ? BinaryPrimitives.ReadUInt16BigEndian(request[2..]) : 0;
        var count = request.Length == RequestLength ? BinaryPrimitives.ReadUInt16BigEndian(request[4..]) : 0;
        var exception = request[1] != ReadInputRegisters ? IllegalFunction
            : count is < 1 or > MostRegisters ? IllegalDataValue
            : Enumerable.Range(first, count).Any(register => Word(register) is null) ? IllegalDataAddress
            : HasFailed ? ServerDeviceFailure
            : 0;
        if (exception != 0)
        {
            Send([Address, (byte)(request[1] | ExceptionBit), (byte)exception]);
            return;
        }

        List<byte> answer = [Address, ReadInputRegisters, (byte)(2 * count)];
        foreach (var register in Enumerable.Range(first, count))
        {
            var word = Word(register)!.Value;
            answer.Add((byte)(word >> 8));
            answer.Add((byte)word);
        }

        Send([.. answer]);
    }

    /// <summary>A register; null for one there is not.</summary>
    private ushort? Word(int register) => register switch
    {
        PowerRegister => High(Watts),
        PowerRegister + 1 => Low(Watts),
        EnergyRegister => High(KilowattHours),
        EnergyRegister + 1 => Low(KilowattHours),
        _ => null,
    };

    private static ushort High(double value) => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16);

    private static ushort Low(double value) => (ushort)BitConverter.SingleToUInt32Bits((float)value);

    private void Send(byte[] body)
    {
        var crc = Crc(body);
        foreach (var octet in body.Append((byte)crc).Append((byte)(crc >> 8)))
        {
            _answer.Enqueue(octet);
        }
    }

    /// <summary>CRC-16 of a Modbus frame (MODBUS over Serial Line, 6.2.2): reflected polynomial 0xA001, begun with 0xFFFF.</summary>
    private static ushort Crc(ReadOnlySpan<byte> octets)
    {
        var crc = 0xFFFF;
        foreach (var octet in octets)
        {
            crc ^= octet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
            }
        }

        return (ushort)crc;
    }
}
