using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Sidetap.NanoReference.Check;

/// <summary>Metadata's names, turned back into what the source says.</summary>
internal static partial class SourceName
{
    private static readonly Dictionary<string, string> Keywords = new()
    {
        ["System.Object"] = "object",
        ["System.String"] = "string",
        ["System.Void"] = "void",
        ["System.Boolean"] = "bool",
        ["System.Char"] = "char",
        ["System.SByte"] = "sbyte",
        ["System.Byte"] = "byte",
        ["System.Int16"] = "short",
        ["System.UInt16"] = "ushort",
        ["System.Int32"] = "int",
        ["System.UInt32"] = "uint",
        ["System.Int64"] = "long",
        ["System.UInt64"] = "ulong",
        ["System.Single"] = "float",
        ["System.Double"] = "double",
    };

    /// <summary>A type as C# writes it, without its namespace.</summary>
    public static string Of(TypeReference type) => type switch
    {
        GenericInstanceType generic =>
            $"{WithoutArity(generic.ElementType.Name)}<{string.Join(", ", generic.GenericArguments.Select(Of))}>",
        ArrayType array => $"{Of(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        ByReferenceType reference => Of(reference.ElementType),
        PointerType pointer => Of(pointer.ElementType) + "*",
        TypeSpecification specification => Of(specification.ElementType),
        _ => Keywords.TryGetValue(type.FullName, out string? keyword) ? keyword : WithoutArity(type.Name),
    };

    /// <summary>A method as its source declares it; what is around it when the source gives it no name.</summary>
    public static string Of(MethodDefinition method)
    {
        string? identifier = Identifier(method);
        string type = Of(OutermostUserType(method.DeclaringType));
        return identifier is null || identifier == type ? type : $"{type}.{identifier}";
    }

    /// <summary>The word to look for in the source at a method's declaration; null for a lambda, which has none.</summary>
    public static string? Identifier(MethodDefinition method)
    {
        if (method.IsConstructor)
        {
            return WithoutArity(method.DeclaringType.Name);
        }

        if (LocalFunction().Match(method.Name) is { Success: true } local)
        {
            return local.Groups["name"].Value;
        }

        if (method.Name.Contains('<'))
        {
            return null;
        }

        // An explicit implementation carries its interface in front.
        string name = method.Name[(method.Name.LastIndexOf('.') + 1)..];
        if (method.IsGetter || method.IsSetter || method.IsAddOn || method.IsRemoveOn)
        {
            string member = name[(name.IndexOf('_') + 1)..];
            return member == "Item" && method.Parameters.Count > (method.IsGetter ? 0 : 1) ? "this" : member;
        }

        return name.StartsWith("op_", StringComparison.Ordinal) ? "operator" : name;
    }

    /// <summary>A field, or the property or event whose storage it is.</summary>
    public static string Identifier(FieldDefinition field) =>
        BackingField().Match(field.Name) is { Success: true } property ? property.Groups["name"].Value : field.Name;

    /// <summary>Whether the compiler made the type: v1 has no attribute that says so, but no source can spell such a name.</summary>
    public static bool IsCompilerGenerated(TypeDefinition type) =>
        type.Name.Contains('<') || (type.DeclaringType is { } outer && IsCompilerGenerated(outer));

    /// <summary>A type's name without `1.</summary>
    public static string WithoutArity(string name) => name.IndexOf('`') is var mark && mark < 0 ? name : name[..mark];

    private static TypeDefinition OutermostUserType(TypeDefinition type) =>
        type.DeclaringType is { } outer && IsCompilerGenerated(type) ? OutermostUserType(outer) : type;

    [GeneratedRegex("^<.*>g__(?<name>[^|]+)")]
    private static partial Regex LocalFunction();

    [GeneratedRegex("^<(?:.*[.])?(?<name>[^>]+)>k__BackingField$")]
    private static partial Regex BackingField();
}
