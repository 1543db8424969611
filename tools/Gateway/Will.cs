namespace Sidetap.Gateway;

/// <summary>What is published when a client is lost (MQTT-SN 1.2, 6.3 and 6.4).</summary>
/// <param name="Topic">The will topic.</param>
/// <param name="Qos">0, 1 or 2.</param>
/// <param name="Retain">Whether it is retained.</param>
/// <param name="Message">The will message.</param>
internal sealed record Will(string Topic, int Qos, bool Retain, byte[] Message);
