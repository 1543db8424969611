namespace Sidetap.Tools.Tests.Configure;

/// <summary>What happens to one octet on its way.</summary>
public enum LineFaultKind
{
    /// <summary>It is lost.</summary>
    Drop,

    /// <summary>Bits of it change.</summary>
    Damage,

    /// <summary>It comes twice.</summary>
    Duplicate,

    /// <summary>It becomes a line end.</summary>
    Newline,

    /// <summary>It and what follows come 2.5 s later: after the tool has given up waiting.</summary>
    Delay,

    /// <summary>It and all that follows in this direction for half a second is lost.</summary>
    Cut,

    /// <summary>The box restarts at this octet.</summary>
    Restart,
}

/// <summary>A fault of the line.</summary>
/// <param name="IsToBox">The direction.</param>
/// <param name="At">Which octet in this direction, from 0.</param>
/// <param name="Kind">What happens.</param>
internal sealed record LineFault(bool IsToBox, int At, LineFaultKind Kind);
