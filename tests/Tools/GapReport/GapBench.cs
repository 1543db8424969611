using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.Decoding;
using Sidetap.Decoding.Uadp;
using Sidetap.GapReport;
using Sidetap.Profiles;
using Sidetap.Profiles.Model;
using Sidetap.PubSub;

namespace Sidetap.Tests.Tools.GapReport;

/// <summary>A device that publishes what a test wants, and what the report says of it.</summary>
internal sealed class GapBench
{
    /// <summary>The PublisherId of the first device.</summary>
    public const ulong FirstPublisher = 0x2301;

    private const int MaxLength = 60000;

    private readonly byte[] _buffer = new byte[MaxLength];
    private readonly DataSetView _view = new();
    private readonly PublisherSettings _settings;
    private readonly FieldMetaData[] _fields;
    private readonly string _name;
    private readonly DataSetWriter _writer;

    /// <summary>Makes a device after a profile, altered as the test wants.</summary>
    /// <param name="alter">Changes a field's description; null leaves the field out.</param>
    /// <param name="name">The data set's name; null: the profile's.</param>
    /// <param name="more">Fields behind the profile's.</param>
    public GapBench(Func<FieldMetaData, FieldMetaData?>? alter = null, string? name = null, params FieldMetaData[] more)
        : this(FirstPublisher, new TrafficObserver(), alter, name, more)
    {
    }

    private GapBench(ulong publisherId, TrafficObserver observer, Func<FieldMetaData, FieldMetaData?>? alter, string? name, FieldMetaData[] more)
    {
        Observer = observer;
        Profile = ProfileFile.Load("cnc-machine-tool").Model!;
        _fields = [.. Profile.Fields.Select(Describe).Select(field => alter == null ? field : alter(field)).OfType<FieldMetaData>(), .. more];
        _name = name ?? Profile.Name;
        _settings = new PublisherSettings { PublisherId = publisherId, MajorVersion = Profile.MajorVersion, MinorVersion = Profile.MinorVersion };
        Data = new DataSet(_fields);
        _writer = new DataSetWriter(_settings, Data);
        for (int i = 0; i < _fields.Length; i++)
        {
            Data.SetStatus(i, StatusCode.Good);
        }
    }

    /// <summary>The profile.</summary>
    public ProfileModel Profile { get; }

    /// <summary>The device's values.</summary>
    public DataSet Data { get; }

    /// <summary>What has been gathered.</summary>
    public TrafficObserver Observer { get; }

    /// <summary>The time.</summary>
    public DateTime Now { get; set; } = new(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>How far the clock of whoever takes down the traffic is ahead of the device's.</summary>
    public TimeSpan Ahead { get; set; }

    /// <summary>Whether the device does not know the time: then its timestamps are uptimes.</summary>
    public bool IsUptime { get; set; }

    /// <summary>The topic of data.</summary>
    public string Topic => $"opcua/uadp/data/{_settings.PublisherId}/Machine/{_name}";

    /// <summary>Another device in the same traffic; its PublisherId is one more.</summary>
    /// <param name="name">Its data set's name.</param>
    public GapBench Beside(string name) => new(_settings.PublisherId + 1, Observer, null, name, []);

    /// <summary>Announces the metadata.</summary>
    public GapBench Announce()
    {
        MetaDataAnnouncement announcement = new(_settings, _fields, _name, null, null);
        Take(announcement.Write(_buffer, 0, MaxLength, 0));
        return this;
    }

    /// <summary>Publishes key frames at a pace.</summary>
    public GapBench KeyFrames(int count, TimeSpan pace)
    {
        for (int i = 0; i < count; i++)
        {
            Take(_writer.WriteKeyFrame(_buffer, 0, Timestamp()));
            Now += pace;
        }

        return this;
    }

    /// <summary>Publishes delta frames at a pace.</summary>
    /// <param name="count">How many.</param>
    /// <param name="pace">From one to the next.</param>
    /// <param name="fields">The fields that have changed.</param>
    public GapBench DeltaFrames(int count, TimeSpan pace, params int[] fields)
    {
        Array.ForEach(fields, field => Data.SetDue(field, true));
        for (int i = 0; i < count; i++)
        {
            Take(_writer.WriteDeltaFrame(_buffer, 0, Timestamp(), out bool isKeyFrame));
            Assert.IsFalse(isKeyFrame);
            Now += pace;
        }

        return this;
    }

    /// <summary>Writes a key frame that nobody gets.</summary>
    public void Lose() => _writer.WriteKeyFrame(_buffer, 0, Now.ToFileTimeUtc());

    /// <summary>What the report says: one data set.</summary>
    public GapResult Result() => Observer.Compare(Profile, null).Results.Single();

    /// <summary>The gaps, each as "area: subject".</summary>
    public List<string> Gaps() => [.. Result().Rows.Where(row => row.Verdict == GapVerdict.Gap).Select(row => $"{row.Area}: {row.Subject}")];

    /// <summary>A message with one octet changed.</summary>
    public void Corrupt()
    {
        int length = _writer.WriteKeyFrame(_buffer, 0, Now.ToFileTimeUtc());
        Take(length - 1);
    }

    private static FieldMetaData Describe(ProfileField field) => new(field.Name, field.Type, field.Length, field.MaxLength)
    {
        Unit = field.Unit is { } unit ? new EngineeringUnit(unit.Code, unit.DisplayName, unit.Description) : null,
        HasRange = field.Range != null,
        RangeLow = field.Range?.Low ?? 0,
        RangeHigh = field.Range?.High ?? 0,
        EnumStrings = field.Enumeration?.Names.ToArray(),
    };

    private long Timestamp() => IsUptime ? (Now - new DateTime(2026, 11, 24, 7, 0, 0, DateTimeKind.Utc)).Ticks : Now.ToFileTimeUtc();

    private void Take(int length)
    {
        if (_view.TryTake(_buffer.AsSpan(0, length), new DecodeOptions(), out NetworkMessage? message, out IReadOnlyList<DataSetUpdate> updates, out string? reason))
        {
            Observer.Take(Now + Ahead, message, updates, Topic);
        }
        else
        {
            Observer.Refuse(reason);
        }
    }
}
