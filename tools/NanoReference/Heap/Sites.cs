using Mono.Cecil;
using Mono.Cecil.Cil;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Heap;

/// <summary>Finds what takes memory of the heap in a method.</summary>
public static class Sites
{
    /// <summary>The sites of a method, in the order of its instructions.</summary>
    public static IEnumerable<Site> Of(MethodDefinition method)
    {
        foreach (Instruction instruction in method.Body.Instructions)
        {
            if (Kind(instruction) is { } found)
            {
                yield return new Site(found.Kind, found.Subject, method, instruction);
            }
        }
    }

    /// <summary>What an instruction takes memory for; null when it takes none.</summary>
    public static (SiteKind Kind, string Subject)? Kind(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Newobj => New((MethodReference)instruction.Operand),
        Code.Newarr => (SiteKind.Array, $"new {SourceName.Of((TypeReference)instruction.Operand)}[]"),
        Code.Box => (SiteKind.Box, SourceName.Of((TypeReference)instruction.Operand)),
        Code.Ldstr => (SiteKind.Literal, $"\"{Short((string)instruction.Operand)}\""),
        Code.Call or Code.Callvirt => Call((MethodReference)instruction.Operand),
        Code.Ldfld or Code.Ldsfld or Code.Ldobj or Code.Ldelem_Any => Copied(instruction.Operand),
        _ => null,
    };

    private static (SiteKind Kind, string Subject)? New(MethodReference constructor)
    {
        TypeReference type = constructor.DeclaringType;
        if (IsStruct(type))
        {
            return null; // in place: what is done with it counts
        }

        return (IsDelegate(type) ? SiteKind.Delegate : SiteKind.Object, $"new {SourceName.Of(type)}");
    }

    private static (SiteKind Kind, string Subject)? Call(MethodReference method)
    {
        string name = $"{SourceName.Of(method.DeclaringType)}.{method.Name}";
        if (IsStruct(method.ReturnType) || method.Parameters.Any(parameter => IsStruct(parameter.ParameterType)))
        {
            return (SiteKind.Struct, name);
        }

        bool isOurs = method is MethodDefinition;
        bool isText = method.ReturnType.FullName == "System.String" || method.ReturnType.IsArray;
        return !isOurs && isText ? (SiteKind.Call, name) : null;
    }

    private static (SiteKind Kind, string Subject)? Copied(object operand)
    {
        TypeReference type = operand is FieldReference field ? field.FieldType : (TypeReference)operand;
        return IsStruct(type) ? (SiteKind.Struct, SourceName.Of(type)) : null;
    }

    /// <summary>A struct with fields of its own: no primitive, no enum, no pointer. One of another assembly can only be told by its signature.</summary>
    private static bool IsStruct(TypeReference type)
    {
        if (!type.IsValueType || type.IsPrimitive || type.MetadataType == MetadataType.Void)
        {
            return false;
        }

        return type is not TypeDefinition { IsEnum: true } && type.FullName is not ("System.DateTime" or "System.TimeSpan");
    }

    private static bool IsDelegate(TypeReference type) =>
        type is TypeDefinition { BaseType.FullName: "System.MulticastDelegate" }
        || type.FullName is "System.Threading.ThreadStart" or "System.Threading.TimerCallback";

    private static string Short(string text)
    {
        const int Longest = 24;
        string line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return line.Length <= Longest ? line : line[..Longest] + "…";
    }
}
