using BenchmarkDotNet.Attributes;
using Sidetap.MqttSn;

namespace Sidetap.Bench;

/// <summary>A PUBLISH with a payload of 64 octets: written with its payload copied in, written around a payload in place, and read.</summary>
[MemoryDiagnoser]
public class PublishBenchmarks
{
    private readonly byte[] _payload = new byte[64];
    private readonly byte[] _buffer = new byte[128];
    private readonly byte[] _received = new byte[128];
    private readonly Frame _frame = new();
    private int _receivedLength;

    [GlobalSetup]
    public void Setup()
    {
        new Random(1).NextBytes(_payload);
        _receivedLength = FrameWriter.Publish(_received, 0, 0x20, 0x0102, 7, _payload, 0, _payload.Length);
    }

    [Benchmark]
    public int Encode() => FrameWriter.Publish(_buffer, 0, 0x20, 0x0102, 7, _payload, 0, _payload.Length);

    [Benchmark]
    public int EncodeInPlace() => FrameWriter.PublishHeader(_buffer, FrameWriter.PublishHeaderRoom, 64, 0x20, 0x0102, 7);

    [Benchmark]
    public int Decode()
    {
        _frame.Parse(_received, 0, _receivedLength);
        return _frame.DataLength;
    }
}
