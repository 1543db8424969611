using Sidetap.Decoding.Frames;
using Sidetap.Decoding.Uadp;
using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>Connections and wills (MQTT-SN 1.2, 6.2 to 6.4, 6.11 and 6.12).</content>
public sealed partial class BenchGateway
{
    private void HandleConnect(Frame frame, string endpoint)
    {
        string clientId = ClientIdOf(frame);
        bool isClean = (frame.Flags & Flags.CleanSession) != 0;
        if (frame.Octet != FrameWriter.ProtocolId)
        {
            RefuseConnect(endpoint, ReturnCode.RejectedNotSupported, GatewayRefusal.ProtocolId, clientId);
            return;
        }

        if (!_byClientId.TryGetValue(clientId, out ClientSession? session))
        {
            if (_byClientId.Count >= _settings.MaxClients && !ForgetAbsentSession())
            {
                RefuseConnect(endpoint, ReturnCode.RejectedCongestion, GatewayRefusal.TooManyClients, clientId);
                return;
            }

            session = new ClientSession(clientId, _settings);
            _byClientId.Add(clientId, session);
        }

        Move(session, endpoint);
        session.Renew(isClean);
        session.IsClean = isClean;
        session.KeepAliveSeconds = frame.Duration;
        session.LastHeardMs = _nowMs;
        if ((frame.Flags & Flags.Will) != 0)
        {
            session.State = SessionState.AwaitingWillTopic;
            SendAndAwait(session, FrameWriter.Bare(_buffer, 0, MessageType.WillTopicReq), 0, 0);
        }
        else
        {
            Accept(session);
        }
    }

    private void RefuseConnect(string endpoint, ReturnCode code, GatewayRefusal refusal, string clientId)
    {
        Send(endpoint, FrameWriter.ConnAck(_buffer, 0, (int)code));
        Refuse(refusal, endpoint, null, $"CONNECT {UaText.Quoted(clientId)}");
    }

    /// <summary>Binds a session to the endpoint its client has now. Whoever else was there is gone, without a will: it was not lost.</summary>
    private void Move(ClientSession session, string endpoint)
    {
        if (_byEndpoint.TryGetValue(endpoint, out ClientSession? other) && other != session)
        {
            Leave(other);
        }

        if (session.State != SessionState.Absent && session.Endpoint != endpoint)
        {
            // Two clients of one ClientId throw each other out for ever; whoever looks should see it.
            Tell(GatewayEventKind.Disconnected, session, $"taken over by {endpoint}, which has the same ClientId");
            Send(session.Endpoint, FrameWriter.Disconnect(_buffer, 0, -1));
            _byEndpoint.Remove(session.Endpoint);
        }

        session.Endpoint = endpoint;
        _byEndpoint[endpoint] = session;
    }

    private void Accept(ClientSession session)
    {
        session.State = SessionState.Active;
        Send(session.Endpoint, FrameWriter.ConnAck(_buffer, 0, (int)ReturnCode.Accepted));
        string will = session.Will != null ? $", will {UaText.Quoted(session.Will.Topic)}" : "";
        Tell(GatewayEventKind.Connected, session, $"keep-alive {session.KeepAliveSeconds} s, {(session.IsClean ? "clean" : "kept")} session{will}");
        Pump(session);
    }

    /// <summary>6.3: WILLTOPIC, then WILLMSG; an empty WILLTOPIC means no will.</summary>
    private void HandleConnecting(Frame frame, ClientSession session)
    {
        if (frame.Type == MessageType.WillTopic && session.State == SessionState.AwaitingWillTopic)
        {
            session.EndWaiting();
            if (frame.DataLength == 0)
            {
                session.Will = null;
                Accept(session);
            }
            else if (TryGetName(frame, out string topic))
            {
                session.Will = new Will(topic, Math.Max(0, Flags.ToQos(frame.Flags)), (frame.Flags & Flags.Retain) != 0, []);
                session.State = SessionState.AwaitingWillMessage;
                SendAndAwait(session, FrameWriter.Bare(_buffer, 0, MessageType.WillMsgReq), 0, 0);
            }
            else
            {
                Send(session.Endpoint, FrameWriter.ConnAck(_buffer, 0, (int)ReturnCode.RejectedNotSupported));
                Refuse(GatewayRefusal.TopicName, session.Endpoint, session, "WILLTOPIC");
                session.Will = null;
                Leave(session);
            }
        }
        else if (frame.Type == MessageType.WillMsg && session.State == SessionState.AwaitingWillMessage)
        {
            session.EndWaiting();
            session.Will = session.Will! with { Message = DataOf(frame) };
            Accept(session);
        }
        else
        {
            Refuse(GatewayRefusal.Unexpected, session.Endpoint, session, MessageTypes.NameOf((int)frame.Type));
        }
    }

    private void HandleWillUpdate(Frame frame, ClientSession session)
    {
        bool isTopic = frame.Type == MessageType.WillTopicUpd;
        ReturnCode code = ReturnCode.Accepted;
        if (!isTopic)
        {
            session.Will = session.Will != null ? session.Will with { Message = DataOf(frame) } : null;
        }
        else if (frame.DataLength == 0)
        {
            session.Will = null;
        }
        else if (TryGetName(frame, out string topic))
        {
            session.Will = new Will(topic, Math.Max(0, Flags.ToQos(frame.Flags)), (frame.Flags & Flags.Retain) != 0, session.Will?.Message ?? []);
        }
        else
        {
            code = ReturnCode.RejectedNotSupported;
            Refuse(GatewayRefusal.TopicName, session.Endpoint, session, "WILLTOPICUPD");
        }

        Send(session.Endpoint, FrameWriter.WillResp(_buffer, 0, isTopic ? MessageType.WillTopicResp : MessageType.WillMsgResp, (int)code));
    }

    private void HandleDisconnect(Frame frame, string endpoint, ClientSession? session)
    {
        // Answered in any case: the client may not have got the first answer (6.12).
        Send(endpoint, FrameWriter.Disconnect(_buffer, 0, -1));
        if (session != null)
        {
            Tell(GatewayEventKind.Disconnected, session, frame.Duration >= 0 ? $"wants to sleep {frame.Duration} s; sleep is not supported" : "");
            Leave(session);
        }
    }

    /// <summary>The client is gone without a goodbye: its will is published (6.3).</summary>
    private void Lose(ClientSession session, string why)
    {
        Will? will = session.State == SessionState.Active ? session.Will : null;
        Tell(GatewayEventKind.Lost, session, why);
        Leave(session);
        if (will != null)
        {
            Distribute(new AcceptedPublish(will.Topic, will.Message, will.Qos, will.Retain, false, session.ClientId, session.Endpoint, IsWill: true));
        }
    }

    /// <summary>Ends a connection; the session stays unless it is a clean one.</summary>
    private void Leave(ClientSession session)
    {
        _byEndpoint.Remove(session.Endpoint);
        session.EndWaiting();
        session.State = SessionState.Absent;
        if (session.IsClean)
        {
            _byClientId.Remove(session.ClientId);
        }
    }

    /// <summary>Makes room by forgetting the absent client that has been away longest.</summary>
    private bool ForgetAbsentSession()
    {
        ClientSession? oldest = _byClientId.Values.Where(session => session.State == SessionState.Absent).MinBy(session => session.LastHeardMs);
        return oldest != null && _byClientId.Remove(oldest.ClientId);
    }

    private static byte[] DataOf(Frame frame) => frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength).ToArray();

    /// <summary>The ClientId as text. One that is not UTF-8 is shown in hexadecimal, so that two can't become one.</summary>
    private static string ClientIdOf(Frame frame)
    {
        ReadOnlySpan<byte> octets = frame.Buffer.AsSpan(frame.DataOffset, frame.DataLength);
        return FrameText.TryGetText(octets, out string? text) ? text : $"0x{Convert.ToHexString(octets)}";
    }
}
