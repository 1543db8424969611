using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>Connections (MQTT-SN 1.2, 6.2, 6.3, 6.11 and 6.12).</content>
public sealed partial class BenchGateway
{
    // How long a client without a keep-alive may be silent while others wait for its place: Twait (Table 30).
    private const int SilenceMs = 300_000;

    private void HandleConnect(Frame frame, Peer peer)
    {
        string clientId = ClientIdOf(frame);
        bool isClean = (frame.Flags & Flags.CleanSession) != 0;
        if (frame.Octet != FrameWriter.ProtocolId)
        {
            RefuseConnect(peer, ReturnCode.RejectedNotSupported, GatewayRefusal.ProtocolId, clientId);
            return;
        }

        _byClientId.TryGetValue(clientId, out ClientSession? session);
        if (!HasRoomFor(peer, session) || (session == null && !HasRoomForAnother(peer)))
        {
            RefuseConnect(peer, ReturnCode.RejectedCongestion, GatewayRefusal.TooManyClients, clientId);
            return;
        }

        if (session == null)
        {
            session = new ClientSession(clientId, _settings, _queuedOctets, _topics);
            _byClientId.Add(clientId, session);
        }

        Move(session, peer);
        session.Renew(isClean);
        session.IsClean = isClean;
        session.KeepAliveSeconds = frame.Duration;
        session.LastHeardMs = _nowMs;
        if ((frame.Flags & Flags.Will) != 0)
        {
            session.State = SessionState.AwaitingWillTopic;
            SendAndAwait(session, FrameWriter.Bare(_buffer, 0, MessageType.WillTopicReq), AwaitedAnswer.Will, 0, 0);
        }
        else
        {
            Accept(session);
        }
    }

    private void RefuseConnect(Peer peer, ReturnCode code, GatewayRefusal refusal, string clientId)
    {
        Send(peer, FrameWriter.ConnAck(_buffer, 0, (int)code));
        Refuse(refusal, peer, null, $"CONNECT {UaText.Quoted(clientId)}");
    }

    /// <summary>One forwarder can name any number of nodes; it must not take all sessions there are.</summary>
    private bool HasRoomFor(Peer peer, ClientSession? session)
    {
        if (peer.NodeId == null || _byPeer.ContainsKey(peer))
        {
            return true;
        }

        int nodes = 0;
        foreach (ClientSession other in _byPeer.Values)
        {
            nodes += other != session && other.Peer.NodeId != null && other.Peer.Endpoint == peer.Endpoint ? 1 : 0;
        }

        return nodes < _settings.MaxNodesPerForwarder;
    }

    /// <summary>Binds a session to the peer its client is at now. Whoever else was there is gone, without a will: it was not lost.</summary>
    private void Move(ClientSession session, Peer peer)
    {
        if (_byPeer.TryGetValue(peer, out ClientSession? other) && other != session)
        {
            Tell(GatewayEventKind.Disconnected, other, $"{UaText.Quoted(session.ClientId)} is there now");
            Leave(other);
        }

        if (session.State != SessionState.Absent && session.Peer != peer)
        {
            _byPeer.Remove(session.Peer);
            if (session.State != SessionState.Asleep)
            {
                // Two clients of one ClientId throw each other out for ever; whoever looks should see it. A sleeping one just has another address now.
                Tell(GatewayEventKind.Disconnected, session, $"taken over by {peer}, which has the same ClientId");
                Send(session.Peer, FrameWriter.Disconnect(_buffer, 0, -1));
            }
        }

        session.Peer = peer;
        _byPeer[peer] = session;
    }

    private void Accept(ClientSession session)
    {
        session.State = SessionState.Active;
        Send(session.Peer, FrameWriter.ConnAck(_buffer, 0, (int)ReturnCode.Accepted));
        string will = session.Will != null ? $", will {UaText.Quoted(session.Will.Topic)}" : "";
        string forwarder = session.Peer.NodeId != null ? $", node {session.Peer.NodeId} behind a forwarder" : "";
        Tell(
            GatewayEventKind.Connected, session, $"keep-alive {session.KeepAliveSeconds} s, {(session.IsClean ? "clean" : "kept")} session{will}{forwarder}");
        Pump(session);
    }

    private void HandleDisconnect(Frame frame, Peer peer, ClientSession? session)
    {
        // Answered in any case: the client may not have got the first answer (6.12).
        Send(peer, FrameWriter.Disconnect(_buffer, 0, -1));
        if (session is { IsPresent: true } && frame.Duration > 0)
        {
            HandleSleep(frame, session);
        }
        else if (session != null)
        {
            Tell(GatewayEventKind.Disconnected, session, "");
            Leave(session);
        }
    }

    /// <summary>The client is gone without a goodbye: its will is published (6.3).</summary>
    private void Lose(ClientSession session, string why)
    {
        Will? will = session.IsPresent ? session.Will : null;
        Statistics.Lost++;
        Tell(GatewayEventKind.Lost, session, why);
        Leave(session);
        if (will != null)
        {
            Distribute(new AcceptedPublish(
                will.Topic, will.Message, will.Qos, will.Retain, false, session.ClientId, session.Peer.Endpoint, IsWill: true, session.Peer.NodeId));
        }
    }

    /// <summary>Ends a connection; the session stays unless it is a clean one.</summary>
    private void Leave(ClientSession session)
    {
        _byPeer.Remove(session.Peer);
        session.EndWaiting();
        session.State = SessionState.Absent;
        if (session.IsClean)
        {
            Forget(session);
        }
        else
        {
            session.DropQos0();
        }
    }

    private bool HasRoomForAnother(Peer newcomer) =>
        _byClientId.Count < _settings.MaxClients || ForgetAbsentSession(newcomer) || LoseSilentClient();

    /// <summary>
    /// Makes room by forgetting an absent client: one that was at the same place as the newcomer, so that nobody can crowd out others by changing
    /// names; else one with nothing to lose; else the one that has been away longest.
    /// </summary>
    private bool ForgetAbsentSession(Peer newcomer)
    {
        ClientSession? choice = _byClientId.Values
            .Where(session => session.State == SessionState.Absent)
            .MinBy(session => (session.Peer.Endpoint == newcomer.Endpoint ? 0 : session.IsEmpty ? 1 : 2, session.LastHeardMs));
        if (choice == null)
        {
            return false;
        }

        Statistics.Forgotten++;
        Tell(GatewayEventKind.Forgotten, choice, "to make room for another client");
        Forget(choice);
        return true;
    }

    /// <summary>
    /// Makes room by giving up a client that has promised no sign of life and has given none for a while: else a flood of such would stay for ever.
    /// </summary>
    private bool LoseSilentClient()
    {
        ClientSession? choice = _byClientId.Values
            .Where(session => session is { State: SessionState.Active, KeepAliveSeconds: 0 } && _nowMs - session.LastHeardMs >= SilenceMs)
            .MinBy(session => session.LastHeardMs);
        if (choice == null)
        {
            return false;
        }

        Lose(choice, "silent, without a keep-alive, and another client needs the room");
        return !_byClientId.ContainsKey(choice.ClientId) || ForgetAbsentSession(choice.Peer);
    }

    private void Forget(ClientSession session)
    {
        session.Clear();
        _byClientId.Remove(session.ClientId);
    }

    private static byte[] DataOf(Frame frame) => frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength).ToArray();

    /// <summary>The ClientId as text. One that is not UTF-8 is shown in hexadecimal, so that two can't become one.</summary>
    private static string ClientIdOf(Frame frame)
    {
        ReadOnlySpan<byte> octets = frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength);
        return FrameText.TryGetText(octets, out string? text) ? text : $"0x{Convert.ToHexString(octets)}";
    }
}
