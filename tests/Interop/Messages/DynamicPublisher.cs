using System.Globalization;
using Sidetap.PubSub;
using Sidetap.Tests.Interop.Decoders;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// A writer of the UADP-Dynamic layout (OPC 10000-14, A.2.2) and beside it what a subscriber has to make of what it writes. The expectation
/// is kept here and not asked of the writer.
/// </summary>
internal sealed class DynamicPublisher
{
    private const int Offset = 9; // behind the longest MQTT-SN header, as in the box

    private readonly PublisherSettings _settings;
    private readonly DataSet _dataSet;
    private readonly DataSetWriter _writer;
    private readonly FieldSample[] _samples;
    private readonly byte[] _buffer = new byte[4000];
    private int _sequenceNumber;

    /// <summary>Makes a publisher.</summary>
    /// <param name="settings">Identity and versions.</param>
    /// <param name="samples">The fields; values and statuses may be exchanged later, types may not.</param>
    public DynamicPublisher(PublisherSettings settings, params FieldSample[] samples)
    {
        _settings = settings;
        _samples = samples;
        _dataSet = FieldSample.DataSetOf(samples);
        _writer = new DataSetWriter(settings, _dataSet);
    }

    /// <summary>Settings with a PublisherId of eight different octets.</summary>
    /// <returns>New settings.</returns>
    public static PublisherSettings Settings()
    {
        return new PublisherSettings
        {
            Layout = HeaderLayout.Dynamic,
            PublisherId = 0x0123456789ABCDEF,
            DataSetWriterId = 0x1234,
            MinorVersion = 0x2D000002,
        };
    }

    /// <summary>Gives a field another value.</summary>
    /// <param name="index">The field.</param>
    /// <param name="sample">Its value and status.</param>
    public void Set(int index, FieldSample sample)
    {
        Assert.AreEqual(_samples[index].Type, sample.Type);
        _samples[index] = sample;
        sample.SetIn(_dataSet, index);
    }

    /// <summary>Writes a key frame.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="timestamp">100 ns since 1601.</param>
    /// <returns>The message.</returns>
    public MessageCase KeyFrame(string name, long timestamp)
    {
        int length = _writer.WriteKeyFrame(_buffer, Offset, timestamp);
        return Finish(name, length, Uadp.KeyFrame, timestamp, Enumerable.Range(0, _samples.Length));
    }

    /// <summary>Writes the due fields.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="timestamp">100 ns since 1601.</param>
    /// <param name="due">The fields.</param>
    /// <returns>The message; a key frame when a delta frame would have been as long (7.2.4.5.6).</returns>
    public MessageCase DeltaFrame(string name, long timestamp, params int[] due)
    {
        for (int i = 0; i < _samples.Length; i++)
        {
            _dataSet.SetDue(i, due.Contains(i));
        }

        int length = _writer.WriteDeltaFrame(_buffer, Offset, timestamp, out bool isKeyFrame);
        return isKeyFrame
            ? Finish(name, length, Uadp.KeyFrame, timestamp, Enumerable.Range(0, _samples.Length))
            : Finish(name, length, Uadp.DeltaFrame, timestamp, due.Order());
    }

    /// <summary>Writes a keep-alive.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="timestamp">100 ns since 1601.</param>
    /// <returns>The message.</returns>
    public MessageCase KeepAlive(string name, long timestamp)
    {
        int length = _writer.WriteKeepAlive(_buffer, Offset, timestamp);
        return Finish(name, length, Uadp.KeepAlive, timestamp, []);
    }

    private MessageCase Finish(string name, int length, int type, long timestamp, IEnumerable<int> fields)
    {
        Assert.IsGreaterThan(0, length, name);
        byte[] octets = _buffer[Offset..(Offset + length)];
        bool isKeepAlive = type == Uadp.KeepAlive;
        var message = new DecodedDataSetMessage
        {
            Type = type,
            SequenceNumber = _sequenceNumber,
            Timestamp = timestamp.ToString(CultureInfo.InvariantCulture),
            Status = isKeepAlive ? 0 : MessageStatus(),
            MinorVersion = _settings.MinorVersion,
            Fields = fields.Select(i => _samples[i].Expected(i)).ToList(),
        };
        if (!isKeepAlive)
        {
            // A keep-alive has the number the next data message will have, and spends none (7.2.4.5.8).
            _sequenceNumber = (_sequenceNumber + 1) % 0x10000;
        }

        return new MessageCase(name, octets, new DecodedNetworkMessage
        {
            PublisherIdType = nameof(BuiltInType.UInt64),
            PublisherId = _settings.PublisherId.ToString(CultureInfo.InvariantCulture),
            DataSetWriterIds = [_settings.DataSetWriterId],
            DataSetMessages = [message],
        });
    }

    /// <summary>
    /// 6.2.4.2: Bad when all fields are, Uncertain when some are Bad or Uncertain; of the code the high half travels.
    /// </summary>
    private uint MessageStatus()
    {
        int bad = _samples.Count(s => s.Status >> 30 >= 2);
        bool anyUncertain = _samples.Any(s => s.Status >> 30 == 1);
        uint status = bad == _samples.Length ? _samples[0].Status
            : bad > 0 ? StatusCode.UncertainSubNormal
            : anyUncertain ? StatusCode.Uncertain : StatusCode.Good;
        return status & 0xFFFF0000;
    }
}
