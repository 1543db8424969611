namespace Sidetap.NanoReference.Api;

/// <summary>The kinds of member rows.</summary>
public enum ApiMemberKind
{
    /// <summary>A field.</summary>
    Field,

    /// <summary>A constant of a class or a struct.</summary>
    Const,

    /// <summary>A value of an enum.</summary>
    EnumValue,

    /// <summary>A property or an indexer.</summary>
    Property,

    /// <summary>An event.</summary>
    Event,

    /// <summary>An instance constructor.</summary>
    Constructor,

    /// <summary>A method, operators and the finalizer included.</summary>
    Method,

    /// <summary>What a delegate is called with.</summary>
    DelegateInvoke,
}
