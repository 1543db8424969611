namespace Sidetap.BoxLink.Results;

/// <summary>What saving did.</summary>
public enum SaveKind
{
    /// <summary>There was nothing to save.</summary>
    Nothing,

    /// <summary>The settings are saved.</summary>
    Saved,

    /// <summary>The settings are tried with the next start, and the old ones come back unless they are confirmed.</summary>
    Trial,
}
