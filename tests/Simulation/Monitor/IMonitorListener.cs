namespace Sidetap.Simulation.Monitor;

/// <summary>What the monitor tells of the messages it sees.</summary>
internal interface IMonitorListener
{
    /// <summary>A PUBLISH of data or an event goes out for the first time under its MsgId.</summary>
    void OnPublished(ReadOnlySpan<byte> payload, bool isEventTopic = false);

    /// <summary>The PUBLISH under way was acknowledged: PUBACK accepted, or it needs none.</summary>
    void OnAcknowledged(ReadOnlySpan<byte> payload);

    /// <summary>The PUBLISH under way was refused for good.</summary>
    void OnRefused(ReadOnlySpan<byte> payload);

    /// <summary>An ask or a status for the update server goes out.</summary>
    void OnUpdateMessage(ReadOnlySpan<byte> payload, bool isStatus)
    {
    }
}
