using System.Text;
using Sidetap.Hal;
using Sidetap.Simulation.Core;
using Sidetap.Simulation.Faults;
using Sidetap.Simulation.Models;
using Sidetap.Simulation.Updates;
using Sidetap.Update;

namespace Sidetap.Simulation;

/// <content>Updates over the air: the server's side, what a start runs, and restarts into it.</content>
internal sealed partial class World
{
    // How often the power goes because an update is under way, at the most.
    private const int MostUpdateCuts = 12;

    // Two slots of whole blocks, and the records.
    private const int SlotOctets = (2 * SignedImages.Capacity / 4092 * 4096) + 1024;

    private readonly UpdatePlan _updatePlan;
    private readonly Prng _updateRandom;
    private UpdateState _updateState;
    private UpdateError _updateError;
    private FileSlots? _slots;

    /// <summary>Whether the seed has updates.</summary>
    public bool HasUpdates => _updatePlan.HasUpdates;

    /// <summary>Who offers them; null: nobody.</summary>
    public UpdateServer? Server { get; private set; }

    /// <summary>Books about them; null: there are none.</summary>
    public UpdateBook? Updates { get; private set; }

    /// <summary>How what the box runs works.</summary>
    public ImageFate Fate => Updates?.Fate ?? ImageFate.Good;

    /// <summary>How often the power went because of an update.</summary>
    public int UpdateCuts { get; private set; }

    /// <summary>Where the server publishes offers.</summary>
    public byte[] OfferTopic { get; } = UpdateTopic("offer");

    /// <summary>Where it publishes blocks.</summary>
    public byte[] BlockTopic { get; } = UpdateTopic("block");

    /// <summary>Where the box asks for them.</summary>
    public byte[] AskTopic { get; } = UpdateTopic("ask");

    /// <summary>Where it says how it is.</summary>
    public byte[] StatusTopic { get; } = UpdateTopic("status");

    private int UpdateOctets => HasUpdates ? SlotOctets : 0;

    /// <summary>The broker has something of the server's for the box.</summary>
    public void DeliverUpdate(bool isOffer, ReadOnlySpan<byte> payload)
    {
        foreach (var gateway in _gateways)
        {
            gateway.DeliverUpdate(isOffer, payload);
        }
    }

    /// <summary>The box sends something for the server.</summary>
    public void OnUpdateMessage(ReadOnlySpan<byte> payload, bool isStatus)
    {
        if (_node?.Update is not { } agent)
        {
            throw new ViolationException("update.unasked", "A message for the update server from a box that takes no updates.");
        }

        if (!isStatus)
        {
            Updates!.OnAsk(payload, Node.MaxMessageLength(_nodeSettings.Client, _link));
            return;
        }

        Updates!.OnStep(agent, _slots!.State, NowMs - _bootMs, Ledger.AcknowledgedInBoot);
        Updates.OnStatus(payload, agent, _node.BootCount);
    }

    private static byte[] UpdateTopic(string kind) => Encoding.UTF8.GetBytes($"opcua/sidetap/update/{SeedSettings.PublisherId}/{kind}");

    private void MakeUpdates(ulong seed)
    {
        if (HasUpdates)
        {
            Server = new UpdateServer(this, _updatePlan, seed);
            Updates = new UpdateBook(this, _updatePlan);
        }
    }

    /// <summary>What starts the box does: it chooses an image. The node is told where the others are.</summary>
    private void OpenSlots()
    {
        if (Updates is null)
        {
            return;
        }

        var slot = FileSlots.Choose(_files);
        Updates.OnStart(slot, _files);
        _slots = new FileSlots(_files, SignedImages.Capacity, slot);
        Updates.OnOpened(_slots.State);
        var owner = SignedImages.Owner.PublicOctets;
        _nodeSettings.Update = new UpdateSettings
        {
            Key = _updatePlan.IsKeyNext ? SignedImages.Former.PublicOctets : owner,
            NextKey = _updatePlan.IsKeyNext ? owner : null,
            Slots = _slots,
            Board = SignedImages.Board,
            Version = [1, 0, 0, 0, 0, 0, 0, 0],
            TrialMs = _updatePlan.TrialMs,
            Window = _updatePlan.Window,
        };
        _board.SilentChannel = Fate == ImageFate.SilentSensor ? Settings.FieldCount : -1;
        _updateState = UpdateState.Idle;
        _updateError = UpdateError.None;
        if (Fate != ImageFate.Good)
        {
            Fault(FaultKind.BadImage, (long)Fate);
        }

        if (Fate == ImageFate.Crashing)
        {
            Events.Add(NowMs + _updateRandom.Between(500, 9500), EventKind.UpdateCut, -_boots);
        }
    }

    /// <summary>Behind a step: books, the power that goes in the middle of an update, and the restart that the box wants.</summary>
    private void EndUpdateStep()
    {
        if (_node?.Update is not { } agent)
        {
            return;
        }

        Updates!.OnStep(agent, _slots!.State, NowMs - _bootMs, Ledger.AcknowledgedInBoot);
        if (agent.State != _updateState || agent.Error != _updateError)
        {
            var hasMoved = agent.State != _updateState;
            _updateState = agent.State;
            _updateError = agent.Error;
            Trace.Add(NowMs, TraceKind.Update, (long)agent.State, (long)agent.Error);
            if (hasMoved)
            {
                PlanCut();
            }
        }

        if (agent.IsRestartWanted)
        {
            RestartInOrder();
        }
    }

    /// <summary>An update is at its most delicate where it goes from one state to the next.</summary>
    private void PlanCut()
    {
        if (NowMs >= CalmFromMs || UpdateCuts >= MostUpdateCuts || _updateRandom.Below(3) > 0)
        {
            return;
        }

        UpdateCuts++;
        Fault(FaultKind.UpdateCut);
        switch (_updateRandom.Below(4))
        {
            case 0:
                Events.Add(NowMs + _updateRandom.Below(20000), EventKind.UpdateCut, _boots);
                break;
            case 1:
                _files.IsCutAtDelete = true;
                break;
            case 2:
                _files.CutAfter = _updateRandom.Below(80); // in a record
                break;
            default:
                _files.CutAfter = _updateRandom.Below(20000); // in a part of the image
                break;
        }
    }

    /// <summary>Between broker and server.</summary>
    private void Carry(SimulatedEvent message)
    {
        var datagram = message.Datagram!;
        var payload = datagram.Octets.AsSpan(0, datagram.Length);
        if (message.Kind == EventKind.ToServer)
        {
            Server!.Take(message.Argument == 1, payload);
        }
        else
        {
            Server!.Route((ServerTopic)message.Argument, payload);
        }

        Pool.Return(datagram);
    }

    private void HandleUpdate(EventKind kind, int argument)
    {
        switch (kind)
        {
            case EventKind.Server:
                Server!.Act((ServerAction)argument);
                break;
            case EventKind.OfferRepeat:
                _gateways[(argument & 3) - 1].RepeatOffer(argument >> 2);
                break;
            case EventKind.UpdateCut when Math.Abs(argument) == _boots && _node is not null:
                if (argument < 0 || NowMs < CalmFromMs)
                {
                    LosePower();
                }

                break;
        }
    }

    /// <summary>As the supervisor does it: the box notes what it knows and says goodbye. What waits has to be there after the start.</summary>
    private void RestartInOrder()
    {
        var node = _node!;
        Monitor.MayLeave = true;
        node.Stop(NowMs - _bootMs);
        Monitor.MayLeave = false;
        Updates!.OnPowerLoss(NowMs - _bootMs, Ledger.AcknowledgedInBoot);
        Ledger.EndBoot(node.Statistics, node.QueuedMessages - node.StoredMessages, node.StoredMessages, true);
        _node = null;
        _link.LosePower();
        _dueMs = NowMs + _updateRandom.Between(200, 5000);
    }
}
