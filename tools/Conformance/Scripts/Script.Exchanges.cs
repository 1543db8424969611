using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Scripts;

/// <content>Exchanges that many scripts go through.</content>
internal sealed partial class Script
{
    /// <summary>Builds a PUBLISH to the client.</summary>
    public delegate byte[] Message(int qos, int msgId, int moreFlags = 0, params byte[] data);

    /// <summary>
    /// A request that was sent once and stays unanswered: it has to come again Nretry times, no more, and then the client has to connect anew (6.13).
    /// Returns the CONNECT.
    /// </summary>
    public async Task<WireFrame> GivenUp(WireFrame request)
    {
        bool IsRepeat(WireFrame frame) => frame.Type == request.Type && frame.MsgId == request.MsgId && frame.At == request.At;
        int repeats = 0;
        long limitMs = Settings.GivenUpMs + Settings.PatienceMs;
        long startMs = NowMs;
        while (NowMs - startMs < limitMs)
        {
            WireFrame? frame = await Next(one => IsRepeat(one) || one.Type is MsgType.Connect or MsgType.Disconnect, limitMs);
            if (frame == null)
            {
                break;
            }

            if (frame.Type != request.Type)
            {
                Check(repeats >= Settings.NretryMin, $"{frame.Name} after {repeats} repetitions of {request.Name}", frame);
                return frame.Type == MsgType.Connect ? frame : await Expect("CONNECT", Is(MsgType.Connect), Settings.PatienceMs);
            }

            repeats++;
            Check(repeats <= Settings.NretryMax, $"{request.Name} was sent again {repeats} times", frame);
        }

        Fail($"no CONNECT after {repeats} repetitions of {request.Name}");
        return request;
    }

    /// <summary>A PUBLISH of QoS 1 or 2 to the client, through to its end.</summary>
    public async Task Deliver(Message message, int qos)
    {
        int msgId = NextMsgId();
        Send(message(qos, msgId));
        if (qos == 1)
        {
            WireFrame ack = await Expect("PUBACK", Is(MsgType.PubAck, msgId), Settings.AnswerMs);
            Check(ack.ReturnCode == 0, $"PUBACK with ReturnCode {ack.ReturnCode}", ack);
            return;
        }

        await Expect("PUBREC", frame => frame.Type is MsgType.PubRec && frame.MsgId == msgId, Settings.AnswerMs);
        Send(Frames.WithMsgId(MsgType.PubRel, msgId));
        await Expect("PUBCOMP", Is(MsgType.PubComp, msgId), Settings.AnswerMs);
    }
}
