using Sidetap.Conformance.Wire;

namespace Sidetap.Conformance.Watching;

/// <summary>A request of the client's that waits for the gateway's answer.</summary>
internal sealed class Request
{
    /// <summary>The last sending; null when nothing waits.</summary>
    public WireFrame? Frame { get; private set; }

    /// <summary>How often it was sent again.</summary>
    public int Repeats { get; private set; }

    public void Open(WireFrame frame)
    {
        Frame = frame;
        Repeats = 0;
    }

    public void Repeat(WireFrame frame)
    {
        Frame = frame;
        Repeats++;
    }

    public void Close() => Frame = null;

    public void CloseIf(int msgId)
    {
        if (Frame?.MsgId == msgId)
        {
            Frame = null;
        }
    }
}
