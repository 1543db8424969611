using BenchmarkDotNet.Attributes;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;
using Sidetap.PubSub;

namespace Sidetap.Bench;

/// <summary>A key frame of 12 Floats from new values to the finished MQTT-SN frame, in both layouts.</summary>
[MemoryDiagnoser]
public class KeyFrameBenchmarks
{
    private const int Fields = 12;

    private readonly byte[] _buffer = new byte[256];
    private DataSet _dataSet = null!;
    private DataSetWriter _writer = null!;
    private readonly Frame _frame = new();
    private byte[] _received = [];
    private float _value;
    private int _start;
    private int _length;

    [Params(HeaderLayout.Dynamic, HeaderLayout.PeriodicFixed)]
    public HeaderLayout Layout { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _dataSet = new DataSet([.. Enumerable.Range(0, Fields).Select(i => new FieldMetaData("F" + i, BuiltInType.Float))]);
        _writer = new DataSetWriter(new PublisherSettings { Layout = Layout, PublisherId = 0x1234 }, _dataSet);
        for (var i = 0; i < Fields; i++)
        {
            _dataSet.SetStatus(i, StatusCode.Good);
        }

        Encode();
        _received = _buffer.AsSpan(_start, _length).ToArray();
    }

    [Benchmark]
    public int Encode()
    {
        _value += 0.5f;
        for (var i = 0; i < Fields; i++)
        {
            _dataSet.SetFloat(i, _value);
        }

        var length = _writer.WriteKeyFrame(_buffer, FrameWriter.PublishHeaderRoom, 133801632000000000);
        _start = FrameWriter.PublishHeader(_buffer, FrameWriter.PublishHeaderRoom, length, 0x20, 0x0102, 7);
        _length = FrameWriter.PublishHeaderRoom + length - _start;
        return _length;
    }

    /// <summary>The tools' decoder, which makes objects of everything; a box decodes no UADP.</summary>
    [Benchmark]
    public NetworkMessage? Decode()
    {
        _frame.Parse(_received, 0, _received.Length);
        UadpDecoder.TryDecode(_received.AsSpan(_frame.DataOffset, _frame.DataLength), out var message, out _);
        return message;
    }
}
