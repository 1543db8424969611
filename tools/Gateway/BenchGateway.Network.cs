using Sidetap.MqttSn;

namespace Sidetap.Gateway;

/// <content>Frames on their way in and out: forwarders (MQTT-SN 1.2, 5.5), broadcasts (6.1), repetition.</content>
public sealed partial class BenchGateway
{
    // What a forwarder's header of one octet Length can hold, besides Length, MsgType and Ctrl.
    private const int MaxNodeIdLength = 252;

    /// <summary>
    /// Takes a frame out of its encapsulation: <see cref="_frame"/> is then the inner one, and the peer the node behind the forwarder. What can't be taken out
    /// stays as it is.
    /// </summary>
    private FrameError Unwrap(ref Peer peer)
    {
        if (_frame.NodeIdLength > MaxNodeIdLength)
        {
            return FrameError.None;
        }

        peer = peer with { NodeId = Convert.ToHexStringLower(_frame.Buffer.AsSpan(_frame.NodeIdOffset, _frame.NodeIdLength)) };
        return _frame.Parse(_frame.Buffer, _frame.DataOffset, _frame.DataLength);
    }

    private void HandleSearchGw(Peer peer, bool isBroadcast)
    {
        int length = FrameWriter.GwInfo(_buffer, 0, _settings.GwId, [], 0);
        Send(peer, length);
        if (isBroadcast)
        {
            // 5.4.3: other searching clients hear it too and need not ask. The one that asked may be deaf to broadcasts, and has its own answer.
            Broadcast(length);
        }
    }

    private void Advertise()
    {
        _advertiseDueMs = _nowMs + (_settings.AdvertiseSeconds * 1000L);
        Broadcast(FrameWriter.Advertise(_buffer, 0, _settings.GwId, _settings.AdvertiseSeconds));
        Tell(GatewayEventKind.Advertised, new Peer("", null), null, $"gateway {_settings.GwId}, again in {_settings.AdvertiseSeconds} s");
    }

    private void Broadcast(int length)
    {
        if (_broadcast != null)
        {
            Statistics.Sent++;
            _broadcast(_buffer.AsMemory(0, length));
        }
    }

    private void Send(Peer peer, int length) => Send(peer, _buffer.AsMemory(0, length));

    private void Send(Peer peer, ReadOnlyMemory<byte> frame)
    {
        Statistics.Sent++;
        if (peer.NodeId != null)
        {
            int length = FrameWriter.Encapsulated(_wrapped, 0, 0, Convert.FromHexString(peer.NodeId), frame.ToArray(), 0, frame.Length);
            frame = _wrapped.AsMemory(0, length);
        }

        _send(peer.Endpoint, frame);
    }

    /// <summary>Sends a frame that must be answered.</summary>
    private void SendAndAwait(ClientSession session, int length, AwaitedAnswer answer, int msgId, int topicId)
    {
        session.Await(_buffer.AsSpan(0, length).ToArray(), answer, msgId, topicId, _nowMs);
        Send(session.Peer, length);
    }
}
