using Sidetap.Decoding.Events;

namespace Sidetap.Tool.Commands;

/// <summary>Writes a log; disposing of it ends what was begun.</summary>
internal interface ILogWriter : IDisposable
{
    /// <summary>Writes an event.</summary>
    void Write(MachineEvent one);
}
