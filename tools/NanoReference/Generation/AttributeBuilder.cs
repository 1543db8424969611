using System.Globalization;
using Mono.Cecil;
using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Generation;

/// <summary>
/// Collects the attributes that the notes stand for, and writes them when every member exists: in mscorlib the attributes'
/// constructors are themselves rows of the table.
/// </summary>
internal sealed class AttributeBuilder
{
    private const string ReadOnly = "System.Runtime.CompilerServices.IsReadOnlyAttribute";
    private const string ByRefLike = "System.Runtime.CompilerServices.IsByRefLikeAttribute";
    private const string Extension = "System.Runtime.CompilerServices.ExtensionAttribute";

    private readonly ModuleDefinition module;
    private readonly TypeNames names;
    private readonly IReadOnlyDictionary<string, TypeDefinition> definitions;
    private readonly List<Pending> pending = [];
    private readonly Dictionary<string, MethodDefinition> embedded = [];

    public AttributeBuilder(ModuleDefinition module, TypeNames names, IReadOnlyDictionary<string, TypeDefinition> definitions)
    {
        this.module = module;
        this.names = names;
        this.definitions = definitions;
    }

    public void AttachTo(TypeDefinition target, ApiType type)
    {
        AttachObsolete(target, type.Notes, type.Line);
        if (type.Notes.Has("flags"))
        {
            Attach(target, "System.FlagsAttribute", type.Line);
        }

        if (type.Notes.Has("readonly"))
        {
            Attach(target, ReadOnly, type.Line);
        }

        if (type.Notes.Has("ref"))
        {
            Attach(target, ByRefLike, type.Line);
        }

        if (type.Notes.Value("usage") is { } usage)
        {
            AttachUsage(target, usage, type.Line);
        }
    }

    public void AttachTo(IMemberDefinition target, ApiMember member)
    {
        AttachObsolete(target, member.Notes, member.Line);
        if (member.Notes.Value("conditional") is { } symbol)
        {
            Attach(target, "System.Diagnostics.ConditionalAttribute", member.Line, ("System.String", symbol));
        }

        if (member.Notes.Has("ext"))
        {
            Attach(target, Extension, member.Line);
            AttachOnce(target.DeclaringType, Extension, member.Line);
            AttachOnce(module.Assembly, Extension, member.Line);
        }
    }

    public void AttachTo(ParameterDefinition target, int index, ApiMember member)
    {
        if (member.Notes.Has("params", index))
        {
            Attach(target, "System.ParamArrayAttribute", member.Line);
        }

        if (member.Notes.Has("in", index))
        {
            Attach(target, ReadOnly, member.Line);
        }

        if (member.Notes.Value("callerexpr", index) is { } argument)
        {
            Attach(target, "System.Runtime.CompilerServices.CallerArgumentExpressionAttribute", member.Line, ("System.String", argument));
        }
    }

    public void AttachDefaultMember(TypeDefinition target, string member, int line) =>
        AttachOnce(target, "System.Reflection.DefaultMemberAttribute", line, ("System.String", member));

    public void Apply()
    {
        foreach (Pending attribute in pending)
        {
            CustomAttribute created = new(Constructor(attribute));
            foreach ((string type, object value) in attribute.Arguments)
            {
                created.ConstructorArguments.Add(new CustomAttributeArgument(names.Signature(type, attribute.Line), value));
            }

            foreach ((string name, bool value) in attribute.Properties)
            {
                CustomAttributeArgument argument = new(module.TypeSystem.Boolean, value);
                created.Properties.Add(new CustomAttributeNamedArgument(name, argument));
            }

            attribute.Target.CustomAttributes.Add(created);
        }
    }

    private void AttachObsolete(ICustomAttributeProvider target, ApiNotes notes, int line)
    {
        if (notes.Has("[obsolete]"))
        {
            Attach(target, "System.ObsoleteAttribute", line);
        }

        if (notes.Has("[obsolete-error]"))
        {
            Attach(target, "System.ObsoleteAttribute", line, ("System.String", "Not to be used."), ("System.Boolean", true));
        }
    }

    private void AttachUsage(ICustomAttributeProvider target, string usage, int line)
    {
        string[] parts = usage.Split(',');
        int validOn = int.Parse(parts[0], CultureInfo.InvariantCulture);
        Pending attribute = new(target, "System.AttributeUsageAttribute", line, [("System.AttributeTargets", validOn)]);
        if (parts.Contains("multiple"))
        {
            attribute.Properties.Add(("AllowMultiple", true));
        }

        if (parts.Contains("noinherit"))
        {
            attribute.Properties.Add(("Inherited", false));
        }

        pending.Add(attribute);
    }

    private void Attach(ICustomAttributeProvider target, string attribute, int line, params (string Type, object Value)[] arguments) =>
        pending.Add(new Pending(target, attribute, line, arguments));

    private void AttachOnce(ICustomAttributeProvider target, string attribute, int line, params (string Type, object Value)[] arguments)
    {
        if (!pending.Exists(known => known.Target == target && known.Attribute == attribute))
        {
            Attach(target, attribute, line, arguments);
        }
    }

    private MethodReference Constructor(Pending attribute)
    {
        if (attribute.Attribute is ReadOnly or ByRefLike)
        {
            return Embedded(attribute.Attribute, attribute.Line);
        }

        string[] parameters = [.. attribute.Arguments.Select(argument => argument.Type)];
        if (definitions.TryGetValue(attribute.Attribute, out TypeDefinition? definition))
        {
            return definition.Methods.First(method =>
                method.IsConstructor
                && method.Parameters.Select(parameter => parameter.ParameterType.FullName).SequenceEqual(parameters));
        }

        TypeReference attributeType = names.Token(attribute.Attribute, attribute.Line);
        MethodReference constructor = new(".ctor", module.TypeSystem.Void, attributeType) { HasThis = true };
        foreach (string parameter in parameters)
        {
            constructor.Parameters.Add(new ParameterDefinition(names.Signature(parameter, attribute.Line)));
        }

        return constructor;
    }

    /// <summary>
    /// nanoFramework's mscorlib lacks these two attributes; the compiler then puts its own, internal, into the assembly that needs one.
    /// </summary>
    private MethodDefinition Embedded(string name, int line)
    {
        if (!embedded.TryGetValue(name, out MethodDefinition? constructor))
        {
            int dot = name.LastIndexOf('.');
            const TypeAttributes Internal = TypeAttributes.NotPublic | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit;
            TypeDefinition type = new(name[..dot], name[(dot + 1)..], Internal, names.Token("System.Attribute", line));
            constructor = MethodBodies.Constructor(module, MethodAttributes.Public);
            type.Methods.Add(constructor);
            module.Types.Add(type);
            embedded.Add(name, constructor);
        }

        return constructor;
    }

    private sealed record Pending(
        ICustomAttributeProvider Target,
        string Attribute,
        int Line,
        IReadOnlyList<(string Type, object Value)> Arguments)
    {
        public List<(string Name, bool Value)> Properties { get; } = [];
    }
}
