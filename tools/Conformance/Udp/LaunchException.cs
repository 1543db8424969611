namespace Sidetap.Conformance.Udp;

/// <summary>The command that is to start the client can't be started.</summary>
/// <param name="message">Why, in one line.</param>
/// <param name="inner">What was thrown, or null.</param>
public sealed class LaunchException(string message, Exception? inner = null) : Exception(message, inner);
