using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>Sleeping clients (MQTT-SN 1.2, 6.14).</content>
public sealed partial class BenchGateway
{
    /// <summary>DISCONNECT with a Duration: what comes for the client from now on waits until it asks.</summary>
    private void HandleSleep(Frame frame, ClientSession session)
    {
        session.SleepSeconds = frame.Duration;
        FallAsleep(session, $"for {frame.Duration} s");
    }

    private void FallAsleep(ClientSession session, string detail)
    {
        session.EndWaiting(); // the message stays the first in the queue, with its MsgId
        session.State = SessionState.Asleep;
        string waiting = session.Queue.Count > 0 ? $", {session.Queue.Count} wait" : "";
        Tell(GatewayEventKind.Asleep, session, $"{detail}{waiting}");
    }

    /// <summary>PINGREQ with a ClientId: a sleeping client is awake for what waits, and may have another address than before.</summary>
    private void HandleWakeUp(Frame frame, Peer peer, ClientSession? atPeer)
    {
        ClientSession? session = _byClientId.GetValueOrDefault(ClientIdOf(frame));
        if (session is { State: SessionState.Asleep or SessionState.Awake })
        {
            Move(session, peer);
            session.LastHeardMs = _nowMs;
            WakeUp(session);
        }
        else if (session is { State: SessionState.Active } && session == atPeer)
        {
            Send(peer, FrameWriter.Bare(_buffer, 0, MessageType.PingResp)); // awake enough; nothing waits
        }
        else
        {
            Send(peer, FrameWriter.Disconnect(_buffer, 0, -1));
            Refuse(GatewayRefusal.NotConnected, peer, atPeer, "PINGREQ with a ClientId");
        }
    }

    private void WakeUp(ClientSession session)
    {
        session.AwakeLeft = session.Queue.Count;
        if (session.State == SessionState.Asleep)
        {
            session.State = SessionState.Awake;
            Tell(GatewayEventKind.Awake, session, $"{session.Queue.Count} waiting");
            Pump(session);
        }
        else
        {
            SendAgain(session); // it has not heard the frame it is to answer
        }
    }

    /// <summary>Only exchanges that have begun go on; for anything else the client has to be active.</summary>
    private void HandleSleeping(Frame frame, ClientSession session)
    {
        if (frame.Type == MessageType.PingReq)
        {
            Send(session.Peer, FrameWriter.Bare(_buffer, 0, MessageType.PingResp)); // no ClientId: it says that it is there, and asks for nothing
        }
        else if (!TryHandleAnswer(frame, session))
        {
            Send(session.Peer, FrameWriter.Disconnect(_buffer, 0, -1));
            Refuse(GatewayRefusal.Asleep, session.Peer, session, MessageTypes.NameOf((int)frame.Type));
        }
    }

    /// <summary>PINGRESP: the client has got what waited when it asked; the rest, come since, waits for the next time.</summary>
    private void EndAwake(ClientSession session)
    {
        Send(session.Peer, FrameWriter.Bare(_buffer, 0, MessageType.PingResp));
        FallAsleep(session, "again");
    }
}
