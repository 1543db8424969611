namespace Sidetap.Images;

/// <summary>What is wrong with a pack of assemblies.</summary>
public enum PackFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It does not begin with "SPK1".</summary>
    Magic,

    /// <summary>It ends before what it tells of.</summary>
    Truncated,

    /// <summary>There is no assembly in it.</summary>
    Empty,

    /// <summary>A name is empty, no UTF-8, one of a folder, or there twice.</summary>
    Name,

    /// <summary>What fills an assembly up to a multiple of four is not zero.</summary>
    Padding,

    /// <summary>Something follows the last assembly.</summary>
    TrailingOctets,
}
