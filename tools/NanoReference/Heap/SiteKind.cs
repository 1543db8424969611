namespace Sidetap.NanoReference.Heap;

/// <summary>Ways to take memory of the device's heap (sizes: docs of the platform, measured on a nanoCLR).</summary>
public enum SiteKind
{
    /// <summary>An object of a class.</summary>
    Object,

    /// <summary>An array, the one that the compiler makes for <c>params</c> included.</summary>
    Array,

    /// <summary>A value in a box.</summary>
    Box,

    /// <summary>A string literal: 12 octets each time it is evaluated.</summary>
    Literal,

    /// <summary>A delegate: 36 octets each time it is made.</summary>
    Delegate,

    /// <summary>A struct that is passed, returned or copied: 36 to 72 octets.</summary>
    Struct,

    /// <summary>A call into the class library that returns a string or an array.</summary>
    Call,
}
