using Sidetap.Simulation.Core;
using Sidetap.Simulation.Monitor;

namespace Sidetap.Simulation.Models;

/// <content>What box and update server say to each other: asks and status to the broker, offers and blocks to the subscriptions.</content>
internal sealed partial class ModelGateway
{
    private const int MostKept = 8;
    private const int RepeatMs = 10000;
    private const int MostRepetitions = 3;
    private const int RetainedMs = 30;
    private const int Retained = 0x10;
    private const int QosOne = 0x20;
    private const int Dup = 0x80;

    private readonly Queue<(bool IsOffer, byte[] Payload)> _keptForUpdate = new();
    private byte[] _offer = [];
    private int _offerMsgId;
    private int _offerRepetitions;

    /// <summary>The broker has an offer or a block for the box; a sleeping client's is kept, and of many the last.</summary>
    public void DeliverUpdate(bool isOffer, ReadOnlySpan<byte> payload)
    {
        ForgetSilentClient();
        var index = IndexOfSubscription(isOffer ? _world.OfferTopic : _world.BlockTopic);
        if (!IsUp || !_isConnected || index < 0)
        {
            return;
        }

        if (_isAsleep)
        {
            _keptForUpdate.Enqueue((isOffer, payload.ToArray()));
            if (_keptForUpdate.Count > MostKept)
            {
                _keptForUpdate.Dequeue();
            }

            return;
        }

        SendUpdate(_subscriptions[index].Id, isOffer, 0, payload);
    }

    /// <summary>6.13: an offer that was not acknowledged comes again.</summary>
    public void RepeatOffer(int msgId)
    {
        var index = IndexOfSubscription(_world.OfferTopic);
        if (!IsUp || !_isConnected || _isAsleep || index < 0 || msgId != _offerMsgId || _offerRepetitions == MostRepetitions)
        {
            return;
        }

        _offerRepetitions++;
        SendFrame(_subscriptions[index].Id, QosOne | Dup, msgId, _offer);
        PlanRepetition();
    }

    /// <summary>What the broker keeps goes to whoever subscribes.</summary>
    private void SendRetained(GatewayTopic subscription)
    {
        if (_world.Server?.Retained is { } offer && subscription.Name.AsSpan().SequenceEqual(_world.OfferTopic))
        {
            SendUpdate(subscription.Id, true, Retained, offer); // a moment later: SUBACK comes first, mostly
        }
    }

    private void SendKeptForUpdate()
    {
        while (_keptForUpdate.TryDequeue(out var kept))
        {
            var index = IndexOfSubscription(kept.IsOffer ? _world.OfferTopic : _world.BlockTopic);
            if (index >= 0)
            {
                SendUpdate(_subscriptions[index].Id, kept.IsOffer, 0, kept.Payload);
            }
        }
    }

    /// <summary>Whether a message is for the update server; then it has it.</summary>
    private bool HearForServer(ReadOnlySpan<byte> name, ReadOnlySpan<byte> payload)
    {
        var isStatus = name.SequenceEqual(_world.StatusTopic);
        if (_world.Server is null || !(isStatus || name.SequenceEqual(_world.AskTopic)))
        {
            return false;
        }

        _world.Server.Hear(isStatus, payload);
        return true;
    }

    private void SendUpdate(int topicId, bool isOffer, int flags, ReadOnlySpan<byte> payload)
    {
        if (!isOffer)
        {
            SendFrame(topicId, flags, 0, payload);
            return;
        }

        _offer = payload.ToArray();
        _offerMsgId = NextMsgId();
        _offerRepetitions = 0;
        SendFrame(topicId, flags | QosOne, _offerMsgId, payload);
        PlanRepetition();
    }

    private void PlanRepetition() => _world.Events.Add(_world.NowMs + RepeatMs, EventKind.OfferRepeat, (_offerMsgId << 2) | _place);

    private void SendFrame(int topicId, int flags, int msgId, ReadOnlySpan<byte> payload)
    {
        var afterMs = (flags & Retained) != 0 ? RetainedMs : 0;
        var length = 7 + payload.Length;
        byte[] head = length < 256 ? [(byte)length] : [1, (byte)((length + 2) >> 8), (byte)(length + 2)];
        _world.Network.Send(
            [.. head, SnFrame.Publish, (byte)flags, (byte)(topicId >> 8), (byte)topicId, (byte)(msgId >> 8), (byte)msgId, .. payload],
            _place,
            Place.Box,
            afterMs + _random.Between(1, 20));
    }
}
