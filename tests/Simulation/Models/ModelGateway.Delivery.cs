using System.Text;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Models;

/// <content>What the gateway has for the box: messages it subscribed to, and the word that there is a gateway.</content>
internal sealed partial class ModelGateway
{
    private int _lastMsgId;

    /// <summary>ADVERTISE (6.1).</summary>
    public void Announce(int seconds)
    {
        if (IsUp)
        {
            _world.Network.Send([5, SnFrame.Advertise, (byte)_place, (byte)(seconds >> 8), (byte)seconds], _place, Place.Broadcast);
        }
    }

    /// <summary>A message has come for one of the subscriptions; a sleeping client's is kept.</summary>
    public void Deliver()
    {
        if (!IsUp || !_isConnected || _subscriptions.Count == 0)
        {
            return;
        }

        if (_isAsleep)
        {
            _kept = Math.Min(_kept + 1, 4);
            return;
        }

        SendMessage();
    }

    private void DeliverKept()
    {
        for (; _kept > 0; _kept--)
        {
            SendMessage();
        }

        SendKeptForUpdate();
    }

    private void OnSubscribe(ReadOnlySpan<byte> octets)
    {
        if (_random.Chance(_world.Weather.Congestion))
        {
            _world.Fault(FaultKind.CongestionSubAck);
            Answer(SubAck(0, 1));
            return;
        }

        if (_random.Chance(_world.Weather.RegisterRejected))
        {
            _world.Fault(FaultKind.SubscribeRejected);
            Answer(SubAck(0, _random.Between(2, 4)));
            return;
        }

        var name = octets.Slice(_frame.DataAt, _frame.DataLength);
        var isWildcard = name.Contains((byte)'+');
        var index = IndexOfSubscription(name);
        if (index < 0)
        {
            _subscriptions.Add(new GatewayTopic(name.ToArray(), isWildcard ? 0 : NextTopicId()));
            index = _subscriptions.Count - 1;
        }

        Answer(SubAck(_subscriptions[index].Id, 0));
        SendRetained(_subscriptions[index]);
    }

    /// <summary>6.10: a name that a wildcard stands for gets an id first.</summary>
    private void SendMessage()
    {
        var topic = _subscriptions[_random.Below(_subscriptions.Count)];
        var id = topic.Id;
        if (id == 0)
        {
            id = NextTopicId();
            var name = Encoding.ASCII.GetBytes($"sim/{_random.Below(3)}/setpoint");
            var registerMsgId = NextMsgId();
            Span<byte> register = stackalloc byte[6 + name.Length];
            register[0] = (byte)register.Length;
            register[1] = SnFrame.Register;
            Put(register, 2, id);
            Put(register, 4, registerMsgId);
            name.CopyTo(register[6..]);
            Send(register);
        }

        var qos = _random.Below(3);
        Span<byte> publish = [10, SnFrame.Publish, (byte)(qos << 5), 0, 0, 0, 0, 1, 2, 3];
        Put(publish, 3, id);
        Put(publish, 5, qos == 0 ? 0 : NextMsgId());
        _world.Network.Send(publish, _place, Place.Box, 30);
        if (qos > 0 && _random.Below(3) == 0)
        {
            publish[2] |= 0x80;
            _world.Network.Send(publish, _place, Place.Box, 10000);
        }
    }

    private int NextMsgId() => _lastMsgId = _lastMsgId == 0xFFFF ? 1 : _lastMsgId + 1;

    private int IndexOfSubscription(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _subscriptions.Count; i++)
        {
            if (name.SequenceEqual(_subscriptions[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private byte[] SubAck(int topicId, int returnCode) =>
        [8, SnFrame.SubAck, 0x40, (byte)(topicId >> 8), (byte)topicId, (byte)(_frame.MsgId >> 8), (byte)_frame.MsgId, (byte)returnCode];

    private static void Put(Span<byte> octets, int at, int value)
    {
        octets[at] = (byte)(value >> 8);
        octets[at + 1] = (byte)value;
    }
}
