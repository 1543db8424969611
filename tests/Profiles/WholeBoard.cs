using Sidetap.Hal;

namespace Sidetap.Profiles.Tests;

/// <summary>A board with as much of everything as a profile can name. Making sources reads nothing from it.</summary>
internal sealed class WholeBoard : IAnalogInput, IDigitalInput, IBurstInput, ICounterInput, ISpiBus, II2cBus, ISerialPort
{
    public const int Channels = 64;
    public const int SpiDevices = 16;
    public const int SerialPorts = 8;

    int IAnalogInput.ChannelCount => Channels;

    int IDigitalInput.ChannelCount => Channels;

    int IBurstInput.ChannelCount => Channels;

    int ICounterInput.ChannelCount => Channels;

    int ISpiBus.DeviceCount => SpiDevices;

    public static MachineInputs Inputs()
    {
        WholeBoard board = new();
        return new MachineInputs
        {
            Analog = board,
            Digital = board,
            Burst = board,
            Counters = board,
            Spi = board,
            I2c = board,
            Serial = [.. Enumerable.Range(0, SerialPorts).Select(_ => board)],
        };
    }

    float IBurstInput.RateOf(int channel) => 4800;

    int ICounterInput.BitsOf(int channel) => 32;

    InputStatus IAnalogInput.Read(int channel, out float value) => throw new InvalidOperationException("read");

    InputStatus IDigitalInput.Read(int channel, out bool active) => throw new InvalidOperationException("read");

    InputStatus IBurstInput.Read(int channel, float[] buffer, out int count) => throw new InvalidOperationException("read");

    InputStatus ICounterInput.Read(int channel, out uint count) => throw new InvalidOperationException("read");

    bool ISpiBus.Transfer(int device, byte[] write, byte[] read, int length) => throw new InvalidOperationException("read");

    bool II2cBus.Transfer(int address, byte[] write, int writeLength, byte[] read, int readLength) => throw new InvalidOperationException("read");

    bool ISerialPort.Open(int baud, int parity, int stopBits) => throw new InvalidOperationException("read");

    int ISerialPort.Read(byte[] buffer, int offset, int capacity) => throw new InvalidOperationException("read");

    bool ISerialPort.Write(byte[] buffer, int offset, int length) => throw new InvalidOperationException("read");
}
