using Mono.Cecil;

namespace Sidetap.NanoReference.Check;

/// <summary>What the mere use of a type, in a field, a local, a signature or an instruction, breaks.</summary>
internal static class TypeUse
{
    private static readonly HashSet<string> GenericDelegates = ["Action", "Func", "Predicate", "Comparison", "Converter", "EventHandler"];

    /// <summary>
    /// The rules that a type breaks, with the part of it that does. A user's own generic type is reported where it is declared, not here.
    /// </summary>
    public static IEnumerable<(Rule Rule, string Subject)> Broken(TypeReference? type)
    {
        switch (type)
        {
            case GenericInstanceType generic:
                if (generic.ElementType is not TypeDefinition)
                {
                    yield return (IsDelegate(generic) ? Rules.GenericDelegate : Rules.GenericType, SourceName.Of(generic));
                }

                foreach ((Rule Rule, string Subject) inner in generic.GenericArguments.SelectMany(Broken))
                {
                    yield return inner;
                }

                break;
            case FunctionPointerType:
                yield return (Rules.FunctionPointer, "delegate*");
                break;
            case ArrayType { Rank: > 1 } array:
                yield return (Rules.MultiDimensionalArray, SourceName.Of(array));
                break;
            case RequiredModifierType { ModifierType.Name: not "IsExternalInit" } modified:
                yield return (Rules.Volatile, SourceName.Of(modified.ElementType));
                break;
        }

        if (type is TypeSpecification specification and not GenericInstanceType and not FunctionPointerType)
        {
            foreach ((Rule Rule, string Subject) inner in Broken(specification.ElementType))
            {
                yield return inner;
            }
        }
    }

    private static bool IsDelegate(GenericInstanceType type) =>
        type.Namespace == "System" && GenericDelegates.Contains(SourceName.WithoutArity(type.ElementType.Name));
}
