using System.Diagnostics;
using System.Net;
using System.Text;

namespace Sidetap.Updates.Links;

/// <summary>
/// The way over an MQTT-SN gateway, with the firmware's own client. A client holds eight topics, and a box needs two, so there is a connection for every four boxes; the first one has the
/// subscriptions. For a bench and for a few boxes: a gateway has limits for clients and topics. Many boxes are for a broker.
/// </summary>
public sealed class GatewayLink : IUpdateLink
{
    private static readonly TimeSpan ManyPace = TimeSpan.FromMilliseconds(2);

    private readonly IPEndPoint _gateway;
    private readonly string _name = $"sidetap-upd-{Guid.NewGuid():N}"[..18];
    private readonly List<GatewayConnection> _connections = [];
    private readonly Queue<LinkEvent> _events = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Makes it.</summary>
    /// <param name="gateway">The gateway.</param>
    public GatewayLink(IPEndPoint gateway) => _gateway = gateway;

    /// <inheritdoc/>
    public string Name => $"the gateway {_gateway}";

    /// <inheritdoc/>
    public int Pending => _connections.Sum(connection => connection.Pending);

    /// <inheritdoc/>
    public void Start(params IReadOnlyList<string> filters)
    {
        if (_connections.Count == 0)
        {
            Open([.. filters.Select(Encoding.UTF8.GetBytes)]);
        }
    }

    /// <inheritdoc/>
    public void Publish(OutgoingMessage message)
    {
        foreach (GatewayConnection connection in _connections)
        {
            if (connection.Holds(message.Topic))
            {
                connection.Publish(message);
                return;
            }
        }

        GatewayConnection free = _connections.FirstOrDefault(connection => connection.HasRoom) ?? Open([]);
        free.Publish(message);
    }

    /// <inheritdoc/>
    public LinkEvent? Take(TimeSpan wait)
    {
        long end = _clock.ElapsedMilliseconds + (long)wait.TotalMilliseconds;
        while (true)
        {
            long now = _clock.ElapsedMilliseconds;
            long due = long.MaxValue;
            foreach (GatewayConnection connection in _connections)
            {
                due = Math.Min(due, connection.Step(now));
            }

            if (_events.TryDequeue(out LinkEvent? happened))
            {
                return happened;
            }

            if (now >= end || _connections.Count == 0)
            {
                return null;
            }

            TimeSpan left = TimeSpan.FromMilliseconds(Math.Max(0, Math.Min(end, due) - now));
            _connections[0].Wait(_connections.Count > 1 && left > ManyPace ? ManyPace : left);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (GatewayConnection connection in _connections)
        {
            connection.Close(_clock.ElapsedMilliseconds);
            connection.Dispose();
        }

        _connections.Clear();
    }

    private GatewayConnection Open(IReadOnlyList<byte[]> filters)
    {
        GatewayConnection connection = new(_gateway, $"{_name}-{_connections.Count}", filters, _connections.Count == 0 ? _events : null);
        _connections.Add(connection);
        connection.Open(_clock.ElapsedMilliseconds);
        return connection;
    }
}
