namespace Sidetap.Updates;

/// <summary>What can happen on a link.</summary>
public enum LinkEventKind
{
    /// <summary>A message has come.</summary>
    Message,

    /// <summary>There is a connection, and the subscriptions are made.</summary>
    Connected,

    /// <summary>The connection is lost, or an attempt to make one has failed; it is tried again.</summary>
    Lost,
}
