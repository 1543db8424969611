using System.Text;
using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Watching;

/// <summary>
/// Watches both directions of one case for the rules that hold all the time. It judges a conversation from the first CONNECT it sees, and gives the
/// client the benefit of the doubt where a datagram may have been on its way.
/// </summary>
internal sealed partial class Watch(WatchBook book, ConformanceSettings settings)
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    // Answers that were under way when the gateway sent the client back to sleep.
    private const int UnderWayMs = 1000;

    private readonly HashSet<int> _knownIds = [];
    private readonly HashSet<string> _sentBefore = [];
    private readonly HashSet<int> _pubRecs = [];
    private readonly HashSet<(MsgType, int)> _ours = [];
    private readonly Request _publish = new();
    private readonly Request _register = new();
    private readonly Request _subscribe = new();
    private readonly Request _release = new();
    private Phase _phase = Phase.Unknown;
    private WireFrame? _connect;
    private WireFrame? _last;
    private string? _clientId;
    private long _phaseMs;

    private enum Phase
    {
        Unknown,
        Connecting,
        Active,
        FallingAsleep,
        Asleep,
        Awake,
    }

    /// <summary>A datagram of the client's.</summary>
    public void Received(WireFrame frame)
    {
        Note(WatchRules.Length, frame.Fault != WireFault.Length, frame.FaultText, frame);
        if (frame.Fault == WireFault.Length)
        {
            return;
        }

        Note(WatchRules.Type, frame.Fault != WireFault.Type, frame.FaultText, frame);
        if (frame.Fault == WireFault.Type)
        {
            return;
        }

        Note(WatchRules.Fields, frame.Fault != WireFault.Fields, frame.FaultText, frame);
        Note(WatchRules.Direction, IsOfClients(frame.Type), $"{frame.Name} is a gateway's message", frame);
        if (frame.Fault != WireFault.None || frame.At is Endpoint.Stranger or Endpoint.OtherClient)
        {
            return;
        }

        CheckFlags(frame);
        CheckIds(frame);
        if (frame.Type == MsgType.Connect)
        {
            TakeConnect(frame);
        }
        else if (_phase != Phase.Unknown)
        {
            CheckConversation(frame);
        }

        _last = frame;
    }

    /// <summary>A datagram of the script's.</summary>
    public void Sent(WireFrame frame)
    {
        if (frame.Fault != WireFault.None || frame.At is Endpoint.Stranger or Endpoint.OtherClient)
        {
            return;
        }

        switch (frame.Type)
        {
            case MsgType.ConnAck:
                Enter(frame.ReturnCode == 0 ? Phase.Active : Phase.Unknown, frame);
                CloseRequests();
                break;
            case MsgType.Disconnect:
                Enter(_phase is Phase.FallingAsleep or Phase.Asleep ? Phase.Asleep : Phase.Unknown, frame);
                CloseRequests();
                break;
            case MsgType.PingResp when _phase == Phase.Awake:
                Enter(Phase.Asleep, frame);
                break;
            case MsgType.RegAck:
                Learn(frame);
                _register.CloseIf(frame.MsgId);
                break;
            case MsgType.SubAck:
                Learn(frame);
                _subscribe.CloseIf(frame.MsgId);
                break;
            case MsgType.UnsubAck:
                _subscribe.CloseIf(frame.MsgId);
                break;
            case MsgType.PubAck or MsgType.PubComp:
                _publish.CloseIf(frame.MsgId);
                _release.CloseIf(frame.MsgId);
                break;
            case MsgType.PubRec:
                _pubRecs.Add(frame.MsgId);
                _release.Close();
                break;
            case MsgType.Register or MsgType.Publish or MsgType.PubRel:
                Learn(frame);
                _ours.Add((frame.Type, frame.MsgId));
                break;
        }
    }

    private void Learn(WireFrame frame)
    {
        if (frame.Type != MsgType.Publish && frame.TopicId > 0)
        {
            _knownIds.Add(frame.TopicId);
        }
    }

    private void Enter(Phase phase, WireFrame frame)
    {
        _phase = phase;
        _phaseMs = frame.AtMs;
    }

    private void CloseRequests()
    {
        _publish.Close();
        _register.Close();
        _subscribe.Close();
        _release.Close();
    }

    private void TakeConnect(WireFrame frame)
    {
        bool isLength = frame.Tail.Length is >= 1 and <= 23;
        Note(WatchRules.ClientId, isLength, $"ClientId has {frame.Tail.Length} octets", frame);
        Note(WatchRules.ClientId, _clientId == null || _clientId == frame.Text, $"ClientId was {_clientId}", frame);
        Note(WatchRules.ProtocolId, frame.ProtocolId == 1, $"ProtocolId is 0x{frame.ProtocolId:X2}", frame);
        if (_connect is { } before && _phase == Phase.Connecting && before.At == frame.At)
        {
            CheckRetryTime(before, frame);
        }

        _clientId = frame.Text;
        _connect = frame;
        Enter(Phase.Connecting, frame);
        CloseRequests();
        if ((frame.Flags & WireFlags.CleanSession) != 0)
        {
            _knownIds.Clear();
        }
    }

    private void CheckFlags(WireFrame frame)
    {
        if (!frame.HasFlags)
        {
            return;
        }

        Note(WatchRules.Unused, (frame.Flags & ~WireFlags.UsedBy(frame.Type)) == 0, $"Flags 0x{frame.Flags:X2} of {frame.Name}", frame);
        if (frame.Type is MsgType.Publish or MsgType.Subscribe or MsgType.Unsubscribe)
        {
            Note(WatchRules.IdType, frame.IdType != 3, "TopicIdType is 0b11", frame);
        }

        if (frame.Type is MsgType.Subscribe or MsgType.WillTopic or MsgType.WillTopicUpd)
        {
            Note(WatchRules.Qos, frame.Qos >= 0, $"{frame.Name} has QoS -1", frame);
        }
    }

    private void CheckIds(WireFrame frame)
    {
        bool isId = frame.Type switch
        {
            MsgType.Publish => frame.IdType != 2,
            MsgType.Subscribe or MsgType.Unsubscribe => frame.IdType == 1,
            _ => false,
        };
        if (isId)
        {
            Note(WatchRules.ReservedId, frame.TopicId is not (0 or 0xFFFF), $"TopicId is 0x{frame.TopicId:X4}", frame);
        }

        if (frame.Type == MsgType.Publish && frame.Qos <= 0)
        {
            Note(WatchRules.NoMsgId, frame.MsgId == 0, $"MsgId is {frame.MsgId} at QoS {frame.Qos}", frame);
        }
        else if (frame.Type is MsgType.Publish or MsgType.Register or MsgType.Subscribe or MsgType.Unsubscribe)
        {
            Note(WatchRules.MsgId, frame.MsgId != 0, $"MsgId of {frame.Name} is 0", frame);
        }

        if (frame.Type == MsgType.Register)
        {
            Note(WatchRules.RegisterId, frame.TopicId == 0, $"TopicId is 0x{frame.TopicId:X4}", frame);
        }

        CheckName(frame);
    }

    private void CheckName(WireFrame frame)
    {
        bool isName = frame.Type switch
        {
            MsgType.Register or MsgType.WillTopic or MsgType.WillTopicUpd => frame.Tail.Length > 0,
            MsgType.Subscribe or MsgType.Unsubscribe => frame.IdType == 0,
            _ => false,
        };
        if (!isName)
        {
            return;
        }

        bool isText = true;
        try
        {
            StrictUtf8.GetCharCount(frame.Tail);
        }
        catch (DecoderFallbackException)
        {
            isText = false;
        }

        Note(WatchRules.Name, isText, "the name is not UTF-8", frame);
        if (isText && frame.Type is not (MsgType.Subscribe or MsgType.Unsubscribe))
        {
            Note(WatchRules.Name, !frame.Text.AsSpan().ContainsAny('+', '#'), $"{frame.Name} has the wildcard {frame.Text}", frame);
        }
    }

    private static bool IsOfClients(MsgType type) => type is not (MsgType.Advertise or MsgType.ConnAck or MsgType.WillTopicReq or MsgType.WillMsgReq
        or MsgType.SubAck or MsgType.UnsubAck or MsgType.WillTopicResp or MsgType.WillMsgResp);

    private void Note(WatchRule rule, bool isKept, string reason, WireFrame frame) => book.Note(rule, isKept, reason, frame);
}
