using Mono.Cecil;
using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Tests;

/// <summary>Writes a member the same way, whether it comes from the table or from an assembly: access, signature, parameter names.</summary>
internal static class MetadataSignature
{
    public static string Of(ApiType type, ApiMember member)
    {
        bool isStatic = member.Notes.Has("static") || member.Kind is ApiMemberKind.Const or ApiMemberKind.EnumValue;
        string scope = isStatic ? "static " : string.Empty;
        string[] restrictions = ["protected", "protected-internal"];
        string access = restrictions.FirstOrDefault(word => member.Notes.Has(word)) is { } restriction ? restriction + " " : string.Empty;

        string parameters = string.Join(",", member.Parameters.Select(parameter => $"{parameter.TypeName} {parameter.Name}"));
        string name = member.Kind == ApiMemberKind.DelegateInvoke ? "Invoke" : member.Name;
        string memberType = member.Kind == ApiMemberKind.EnumValue ? type.FullName : member.TypeName;
        return $"{access}{scope}{type.FullName}::{name}({parameters}):{memberType}";
    }

    public static IEnumerable<string> Of(TypeDefinition type)
    {
        bool isDelegate = type.BaseType?.FullName == "System.MulticastDelegate";
        IEnumerable<string> fields = type.Fields
            .Where(field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && field.Name != "value__")
            .Select(field => Write(field, Access(field.Attributes), field.IsStatic, [], field.FieldType));
        IEnumerable<string> properties = type.Properties
            .Select(property => (Property: property, Accessor: property.GetMethod ?? property.SetMethod))
            .Select(pair => Write(
                pair.Property,
                Access(pair.Accessor),
                pair.Accessor.IsStatic,
                pair.Property.Parameters,
                pair.Property.PropertyType));
        IEnumerable<string> events = type.Events
            .Select(item => Write(item, Access(item.AddMethod), item.AddMethod.IsStatic, [], item.EventType));
        IEnumerable<string> methods = type.Methods
            .Where(method => !IsAccessor(method) && !(isDelegate && method.IsConstructor))
            .Select(method => Write(method, Access(method), method.IsStatic, method.Parameters, method.ReturnType));
        return fields.Concat(properties).Concat(events).Concat(methods);
    }

    private static bool IsAccessor(MethodDefinition method) =>
        method.IsGetter || method.IsSetter || method.IsAddOn || method.IsRemoveOn;

    private static string Access(MethodDefinition method) =>
        Access((FieldAttributes)(method.Attributes & MethodAttributes.MemberAccessMask));

    private static string Access(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) switch
    {
        FieldAttributes.Family => "protected ",
        FieldAttributes.FamORAssem => "protected-internal ",
        _ => string.Empty,
    };

    private static string Write(
        IMemberDefinition member,
        string access,
        bool isStatic,
        IEnumerable<ParameterDefinition> parameters,
        TypeReference type)
    {
        string list = string.Join(",", parameters.Select(parameter => $"{Write(parameter.ParameterType)} {parameter.Name}"));
        return $"{access}{(isStatic ? "static " : string.Empty)}{member.DeclaringType.FullName}::{member.Name}({list}):{Write(type)}";
    }

    private static string Write(TypeReference type) => type is GenericParameter parameter ? $"!{parameter.Position}" : type.FullName;
}
