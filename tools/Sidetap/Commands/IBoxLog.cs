using Sidetap.Boards.Host;

namespace Sidetap.Tool.Commands;

/// <summary>How <c>sidetap box</c> shows what happens.</summary>
internal interface IBoxLog
{
    /// <summary>The box is about to start; it publishes to this gateway or broker.</summary>
    void Started(HostBox box, string way, string machine);

    /// <summary>The box has done a step.</summary>
    void Stepped(HostBox box, long nowMs);

    /// <summary>The box has ended.</summary>
    void Stopped(HostBox box);
}
