using Sidetap.Decoding.Events;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>A log for programs: one JSON object a line.</summary>
internal sealed class LogJsonLines(CliContext context) : ILogWriter
{
    /// <inheritdoc/>
    public void Write(MachineEvent one)
    {
        context.Output.WriteLine(EventJson.Of(one));
        context.Output.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing was begun.
    }
}
