using Sidetap.Decoding.Events;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Commands;

/// <summary>A log as a JSON array, an event a line.</summary>
internal sealed class LogJsonArray(TextWriter writer, bool isOwned) : ILogWriter
{
    private bool _hasAny;

    /// <inheritdoc/>
    public void Write(MachineEvent one)
    {
        writer.Write(_hasAny ? ",\n" : "[\n");
        writer.Write(EventJson.Of(one));
        _hasAny = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        writer.Write(_hasAny ? "\n]\n" : "[]\n");
        writer.Flush();
        if (isOwned)
        {
            writer.Dispose();
        }
    }
}
