namespace Sidetap.Updates;

/// <summary>A message to a box.</summary>
/// <param name="Topic">Where to.</param>
/// <param name="Payload">Its octets; none: the retained message of the topic is taken away.</param>
/// <param name="IsRetained">Whether it is kept as the topic's retained message. Those are sent with QoS 1 and are not given up; the others with QoS 0, once.</param>
public sealed record OutgoingMessage(string Topic, ReadOnlyMemory<byte> Payload, bool IsRetained);
