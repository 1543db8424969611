using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <summary>Answers what a script has no interest in, as the specification asks a gateway to. It refuses nothing.</summary>
internal sealed class PlainGateway(Script script, Endpoint at)
{
    private const int IdsPerConnection = 0x40;

    private readonly Dictionary<string, int> _ids = [];
    private int _nextId = at == Endpoint.GatewayA ? 0x1201 : 0x5201;

    public bool IsServing { get; set; }

    /// <summary>Types that stay unanswered.</summary>
    public HashSet<MsgType> Held { get; } = [];

    public int GwId => at == Endpoint.GatewayA ? 1 : 2;

    /// <summary>The id of a name; a new one, where it has none yet.</summary>
    public int IdOf(string name)
    {
        if (!_ids.TryGetValue(name, out int id))
        {
            id = _nextId++;
            _ids[name] = id;
        }

        return id;
    }

    /// <summary>Forgets all ids. New ones differ from the old, so that a client that keeps using those is found out.</summary>
    public void Forget()
    {
        _ids.Clear();
        _nextId += IdsPerConnection;
    }

    public void Serve(WireFrame frame)
    {
        if (!IsServing || Held.Contains(frame.Type))
        {
            return;
        }

        switch (frame.Type)
        {
            case MsgType.SearchGw:
                Answer(Frames.GwInfo(GwId));
                break;

            case MsgType.Connect when (frame.Flags & WireFlags.Will) != 0:
                Answer(Frames.Bare(MsgType.WillTopicReq));
                break;

            case MsgType.WillTopic:
                Answer(Frames.Bare(MsgType.WillMsgReq));
                break;

            case MsgType.Connect or MsgType.WillMsg:
                Accept();
                break;

            case MsgType.PingReq:
                Answer(Frames.Bare(MsgType.PingResp));
                break;

            case MsgType.Disconnect:
                Answer(Frames.Bare(MsgType.Disconnect));
                break;

            case MsgType.WillTopicUpd:
                Answer(Frames.WillResp(MsgType.WillTopicResp, 0));
                break;

            case MsgType.WillMsgUpd:
                Answer(Frames.WillResp(MsgType.WillMsgResp, 0));
                break;

            default:
                ServeTopic(frame);
                break;
        }
    }

    /// <summary>CONNACK, and with a clean session all ids are new.</summary>
    public void Accept()
    {
        if (script.LastConnect is { } connect && (connect.Flags & WireFlags.CleanSession) != 0)
        {
            Forget();
        }

        Answer(Frames.ConnAck(0));
    }

    private void ServeTopic(WireFrame frame)
    {
        switch (frame.Type)
        {
            case MsgType.Register:
                Answer(Frames.RegAck(IdOf(frame.Text), frame.MsgId, 0));
                break;

            case MsgType.Publish when frame.Qos == 1:
                Answer(Frames.PubAck(frame.TopicId, frame.MsgId, 0));
                break;

            case MsgType.Publish when frame.Qos == 2:
                Answer(Frames.WithMsgId(MsgType.PubRec, frame.MsgId));
                break;

            case MsgType.PubRel:
                Answer(Frames.WithMsgId(MsgType.PubComp, frame.MsgId));
                break;

            case MsgType.PubRec:
                Answer(Frames.WithMsgId(MsgType.PubRel, frame.MsgId));
                break;

            case MsgType.Subscribe:
                Answer(Frames.SubAck(Math.Max(frame.Qos, 0), GrantedId(frame), frame.MsgId, 0));
                break;

            case MsgType.Unsubscribe:
                Answer(Frames.WithMsgId(MsgType.UnsubAck, frame.MsgId));
                break;
        }
    }

    /// <summary>TopicId of a SUBACK: 0 for wildcards and short names, which have none (5.4.16).</summary>
    public int GrantedId(WireFrame subscribe) => subscribe.IdType switch
    {
        1 => subscribe.TopicId,
        2 => 0,
        _ => Script.HasWildcard(subscribe.Text) ? 0 : IdOf(subscribe.Text),
    };

    private void Answer(byte[] frame) => script.Send(frame, at);
}
