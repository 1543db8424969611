using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Models;

/// <content>What the gateway says, rightly or wrongly, asked or not.</content>
internal sealed partial class ModelGateway
{
    private static readonly byte[] AckTypes =
    [
        SnFrame.ConnAck, SnFrame.RegAck, SnFrame.PubAck, SnFrame.PubRec, SnFrame.PubComp, SnFrame.SubAck, SnFrame.UnsubAck, SnFrame.PingResp,
        SnFrame.WillTopicReq, SnFrame.WillMsgReq, SnFrame.WillTopicResp, SnFrame.WillMsgResp,
    ];

    private readonly byte[] _answer = new byte[Datagram.MaxLength];

    /// <summary>Does something nobody asked for.</summary>
    /// <param name="kinds">A bit for each kind of thing it may do.</param>
    public void DoMischief(int kinds)
    {
        var kind = _random.Below(8);
        if ((kinds & (1 << kind)) == 0 || !IsUp)
        {
            return;
        }

        switch (kind)
        {
            case 0:
                _world.Fault(FaultKind.GatewayPingReq);
                Send([2, SnFrame.PingReq]);
                break;
            case 1:
                _world.Fault(FaultKind.GatewayPublish);
                SendPublish();
                break;
            case 2:
                _world.Fault(FaultKind.GatewayRegister);
                var id = _random.Below(0x10000);
                var msgId = _random.Below(0x10000);
                Send([9, SnFrame.Register, (byte)(id >> 8), (byte)id, (byte)(msgId >> 8), (byte)msgId, (byte)'a', (byte)'/', (byte)'b']);
                break;
            case 3:
                _world.Fault(FaultKind.RandomFrame);
                SendRandom(_place);
                break;
            case 4:
                _world.Fault(FaultKind.StrangerFrame);
                SendRandom(Place.Stranger);
                break;
            case 5:
                _world.Fault(FaultKind.FrameFlood);
                for (var i = _random.Between(20, 60); i > 0; i--)
                {
                    SendRandom(_place);
                }

                break;
            case 6:
                _world.Fault(FaultKind.MutatedFrame);
                SendMutated();
                break;
            default:
                _world.Fault(FaultKind.WrongType);
                SendWrongType(_random.Below(0x10000), -1);
                break;
        }
    }

    /// <summary>Answers as well as the weather lets it.</summary>
    private void Answer(ReadOnlySpan<byte> octets)
    {
        var weather = _world.Weather;
        octets.CopyTo(_answer);
        var answer = _answer.AsSpan(0, octets.Length);
        var afterMs = _random.Between(1, 20);
        if (_random.Chance(weather.MissingAck))
        {
            _world.Fault(FaultKind.MissingAck);
            return;
        }

        if (_random.Chance(weather.SlowAck))
        {
            _world.Fault(FaultKind.SlowAck);
            afterMs += _random.Between(1000, 30000);
        }

        if (answer.Length >= 4 && _random.Chance(weather.WrongMsgId))
        {
            _world.Fault(FaultKind.WrongMsgId);
            var at = answer.Length == 4 ? 2 : answer.Length - 3;
            var msgId = ((answer[at] << 8) | answer[at + 1]) + _random.Pick([-2, -1, 1, 256]);
            answer[at] = (byte)(msgId >> 8);
            answer[at + 1] = (byte)msgId;
            _world.Network.Send(answer, _place, Place.Box, afterMs);
            return;
        }

        if (_random.Chance(weather.WrongType))
        {
            _world.Fault(FaultKind.WrongType);
            SendWrongType(answer.Length == 4 ? (answer[2] << 8) | answer[3] : answer.Length == 7 ? (answer[4] << 8) | answer[5] : 0, answer[1]);
            if (_random.Below(2) == 0)
            {
                return; // in place of the right one
            }
        }

        if (answer[1] is SnFrame.PubAck or SnFrame.RegAck && _random.Chance(weather.ForgedReturnCode))
        {
            _world.Fault(FaultKind.ForgedReturnCode);
            answer[^1] = (byte)_random.Below(256);
        }

        _world.Network.Send(answer, _place, Place.Box, afterMs);
    }

    private void Send(ReadOnlySpan<byte> octets) => _world.Network.Send(octets, _place, Place.Box, _random.Between(1, 20));

    private void SendPublish()
    {
        var flags = (_random.Below(4) << 5) | (_random.Below(2) << 7) | _random.Below(4);
        var id = _random.Below(0x10000);
        var msgId = (flags & 0x60) is 0 or 0x60 ? 0 : _random.Below(0x10000);
        Send([10, SnFrame.Publish, (byte)flags, (byte)(id >> 8), (byte)id, (byte)(msgId >> 8), (byte)msgId, 1, 2, 3]);
    }

    /// <summary>An acknowledgement of another kind, with the MsgId that is waited for.</summary>
    private void SendWrongType(int msgId, int rightType)
    {
        var type = AckTypes[_random.Below(AckTypes.Length)];
        var high = (byte)(msgId >> 8);
        var low = (byte)msgId;
        switch (type)
        {
            case SnFrame.RegAck or SnFrame.PubAck:
                Send([7, type, 0, 1, high, type == rightType ? (byte)(low + 7) : low, 0]); // of the right type with a wrong MsgId
                break;
            case SnFrame.SubAck:
                Send([8, type, 0, 0, 1, high, low, 0]);
                break;
            case SnFrame.PubRec or SnFrame.PubComp or SnFrame.UnsubAck:
                Send([4, type, high, low]);
                break;
            case SnFrame.ConnAck or SnFrame.WillTopicResp or SnFrame.WillMsgResp:
                Send([3, type, (byte)_random.Below(5)]);
                break;
            default:
                Send([2, type]);
                break;
        }
    }

    private void SendRandom(int from)
    {
        Span<byte> octets = stackalloc byte[_random.Between(1, 80)];
        for (var i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)_random.Below(256);
        }

        if (octets.Length > 1 && _random.Below(4) > 0)
        {
            octets[0] = (byte)octets.Length; // gets past the first check
            octets[1] = (byte)_random.Below(0x20);
        }

        _world.Network.Send(octets, from, Place.Box, _random.Between(1, 20));
    }

    private void SendMutated()
    {
        Span<byte> octets = stackalloc byte[9];
        octets.Clear();
        octets[0] = (byte)_random.Pick([2, 3, 4, 7, 8, 9]);
        octets[1] = AckTypes[_random.Below(AckTypes.Length)];
        for (var i = _random.Between(1, 3); i > 0; i--)
        {
            octets[_random.Below(octets.Length)] = (byte)_random.Below(256);
        }

        _world.Network.Send(octets[.._random.Between(1, 9)], _place, Place.Box, _random.Between(1, 20));
    }

    private byte[] TopicFrame(int type, int topicId, int msgId, int returnCode) =>
        [7, (byte)type, (byte)(topicId >> 8), (byte)topicId, (byte)(msgId >> 8), (byte)msgId, (byte)returnCode];

    private static byte[] MsgIdFrame(int type, int msgId) => [4, (byte)type, (byte)(msgId >> 8), (byte)msgId];
}
