namespace Sidetap.Simulation.Core;

/// <summary>What happens when the time has come.</summary>
internal enum EventKind : byte
{
    /// <summary>A datagram reaches whoever it was sent to.</summary>
    Arrival,

    /// <summary>The next piece of the plan: calm or storm.</summary>
    Phase,

    /// <summary>A gateway comes back.</summary>
    GatewayRestart,

    /// <summary>Somebody on the network does something on his own account.</summary>
    Mischief,

    /// <summary>The box loses its power.</summary>
    Reset,

    /// <summary>The board learns the time, or learns better.</summary>
    Clock,

    /// <summary>Something happens to the file area.</summary>
    Storage,

    /// <summary>A gateway announces itself.</summary>
    Advertise,

    /// <summary>A message has come for the box's subscriptions.</summary>
    Delivery,

    /// <summary>The other client does something.</summary>
    Neighbour,

    /// <summary>The box is put to sleep, or woken.</summary>
    Sleep,

    /// <summary>The update server does something of itself.</summary>
    Server,

    /// <summary>Something the box has published for the server reaches it.</summary>
    ToServer,

    /// <summary>Something the server has published reaches the broker.</summary>
    FromServer,

    /// <summary>A gateway repeats an offer that was not acknowledged.</summary>
    OfferRepeat,

    /// <summary>The box loses its power in the middle of an update, or by the image it runs.</summary>
    UpdateCut,
}

/// <summary>Something that is going to happen.</summary>
internal struct SimulatedEvent
{
    /// <summary>Milliseconds since the simulation began.</summary>
    public long AtMs;

    /// <summary>Which of two events of the same time comes first.</summary>
    public long Order;

    /// <summary>What it is.</summary>
    public EventKind Kind;

    /// <summary>Whom it concerns.</summary>
    public int Argument;

    /// <summary>The datagram of an arrival.</summary>
    public Datagram? Datagram;
}

/// <summary>Events in the order of their time, and of their making where that is equal: a binary heap.</summary>
internal sealed class EventQueue
{
    private SimulatedEvent[] _heap = new SimulatedEvent[64];
    private int _count;
    private long _order;

    /// <summary>The time of the next event, or <see cref="long.MaxValue"/>.</summary>
    public long NextMs => _count == 0 ? long.MaxValue : _heap[0].AtMs;

    /// <summary>Adds an event.</summary>
    public void Add(long atMs, EventKind kind, int argument, Datagram? datagram = null)
    {
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
        }

        var added = new SimulatedEvent { AtMs = atMs, Order = _order++, Kind = kind, Argument = argument, Datagram = datagram };
        var at = _count++;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!IsBefore(in added, in _heap[parent]))
            {
                break;
            }

            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = added;
    }

    /// <summary>Takes the next event; there must be one.</summary>
    public SimulatedEvent Take()
    {
        var first = _heap[0];
        var last = _heap[--_count];
        _heap[_count] = default;
        var at = 0;
        while (true)
        {
            var child = (2 * at) + 1;
            if (child >= _count)
            {
                break;
            }

            if (child + 1 < _count && IsBefore(in _heap[child + 1], in _heap[child]))
            {
                child++;
            }

            if (!IsBefore(in _heap[child], in last))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        if (_count > 0)
        {
            _heap[at] = last;
        }

        return first;
    }

    private static bool IsBefore(in SimulatedEvent a, in SimulatedEvent b) => a.AtMs != b.AtMs ? a.AtMs < b.AtMs : a.Order < b.Order;
}
