using Mono.Cecil;
using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Generation;

/// <summary>Builds the members of a type from their rows.</summary>
internal sealed class MemberBuilder
{
    private readonly ApiTable table;
    private readonly TypeNames names;
    private readonly AttributeBuilder attributes;

    public MemberBuilder(ApiTable table, TypeNames names, AttributeBuilder attributes)
    {
        this.table = table;
        this.names = names;
        this.attributes = attributes;
    }

    public void Build(ApiType type, TypeDefinition definition)
    {
        AddState(type, definition);
        foreach (ApiMember member in type.Members)
        {
            try
            {
                Add(type, definition, member);
            }
            catch (FormatException exception)
            {
                throw new ApiTableException(table.Path, member.Line, exception.Message);
            }
        }
    }

    /// <summary>An enum's integer, and the private fields that make a struct need initialising.</summary>
    private void AddState(ApiType type, TypeDefinition definition)
    {
        if (type.Kind == ApiTypeKind.Enum)
        {
            const FieldAttributes Special = FieldAttributes.Public | FieldAttributes.SpecialName | FieldAttributes.RTSpecialName;
            string underlying = type.UnderlyingTypeName
                ?? throw new ApiTableException(table.Path, type.Line, $"no row of kind underlying for the enum '{type.FullName}'");
            definition.Fields.Add(new FieldDefinition("value__", Special, names.Signature(underlying, type.Line)));
        }

        string[] fields = type.Notes.Value("fields")?.Split(',') ?? [];
        FieldAttributes access = FieldAttributes.Private | (type.Notes.Has("readonly") ? FieldAttributes.InitOnly : 0);
        for (int i = 0; i < fields.Length; i++)
        {
            definition.Fields.Add(new FieldDefinition($"state{i}", access, names.Signature(fields[i], type.Line)));
        }
    }

    private void Add(ApiType type, TypeDefinition definition, ApiMember member)
    {
        switch (member.Kind)
        {
            case ApiMemberKind.Field:
                AddField(definition, member);
                break;
            case ApiMemberKind.Const:
                TypeReference constantType = names.Signature(member.TypeName, member.Line);
                AddConstant(definition, member, constantType, names.StoredAs(member.TypeName, member.Line));
                break;
            case ApiMemberKind.EnumValue:
                AddConstant(definition, member, definition, type.UnderlyingTypeName!);
                break;
            case ApiMemberKind.Property:
                AddProperty(definition, member);
                break;
            case ApiMemberKind.Event:
                AddEvent(definition, member);
                break;
            case ApiMemberKind.Constructor:
                MethodDefinition constructor = MethodBodies.Constructor(definition.Module, Access(member.Notes));
                AddParameters(constructor, member);
                AddMethod(definition, constructor, member);
                break;
            case ApiMemberKind.Method:
                AddMethod(definition, CreateMethod(definition, member), member);
                break;
            default:
                AddInvoke(definition, member);
                break;
        }
    }

    private void AddField(TypeDefinition type, ApiMember member)
    {
        FieldAttributes field = (FieldAttributes)Access(member.Notes);
        field |= member.Notes.Has("static") ? FieldAttributes.Static : 0;
        field |= member.Notes.Has("readonly") ? FieldAttributes.InitOnly : 0;
        FieldDefinition definition = new(member.Name, field, names.Signature(member.TypeName, member.Line));
        type.Fields.Add(definition);
        attributes.AttachTo(definition, member);
    }

    private void AddConstant(TypeDefinition type, ApiMember member, TypeReference fieldType, string storedAs)
    {
        FieldAttributes field = (FieldAttributes)Access(member.Notes) | FieldAttributes.Static | FieldAttributes.Literal;
        FieldDefinition definition = new(member.Name, field, fieldType)
        {
            Constant = ConstantValue.Parse(storedAs, member.Notes.Value("value")!),
        };
        type.Fields.Add(definition);
        attributes.AttachTo(definition, member);
    }

    private void AddProperty(TypeDefinition type, ApiMember member)
    {
        TypeReference propertyType = names.Signature(member.TypeName, member.Line);
        PropertyDefinition property = new(member.Name, PropertyAttributes.None, propertyType) { HasThis = !member.Notes.Has("static") };
        foreach ((string accessor, string access) in member.Notes.Accessors)
        {
            bool reads = accessor == "get";
            MethodDefinition method = CreateAccessor(type, member, (reads ? "get_" : "set_") + member.Name, access);
            method.ReturnType = accessor switch
            {
                "get" => propertyType,
                "set" => type.Module.TypeSystem.Void,
                _ => InitOnly(type, member),
            };
            AddParameters(method, member);
            if (reads)
            {
                property.GetMethod = method;
            }
            else
            {
                method.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, propertyType));
                property.SetMethod = method;
            }

            type.Methods.Add(method);
        }

        type.Properties.Add(property);
        attributes.AttachTo(property, member);
        if (member.Parameters.Count > 0)
        {
            attributes.AttachDefaultMember(type, member.Name, member.Line);
        }
    }

    private TypeReference InitOnly(TypeDefinition type, ApiMember member) =>
        new RequiredModifierType(names.Token("System.Runtime.CompilerServices.IsExternalInit", member.Line), type.Module.TypeSystem.Void);

    private void AddEvent(TypeDefinition type, ApiMember member)
    {
        TypeReference handler = names.Signature(member.TypeName, member.Line);
        EventDefinition definition = new(member.Name, EventAttributes.None, handler)
        {
            AddMethod = CreateAccessor(type, member, "add_" + member.Name, string.Empty),
            RemoveMethod = CreateAccessor(type, member, "remove_" + member.Name, string.Empty),
        };
        definition.AddMethod.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, handler));
        definition.RemoveMethod.Parameters.Add(new ParameterDefinition("value", ParameterAttributes.None, handler));
        type.Methods.Add(definition.AddMethod);
        type.Methods.Add(definition.RemoveMethod);
        type.Events.Add(definition);
        attributes.AttachTo(definition, member);
    }

    private void AddInvoke(TypeDefinition type, ApiMember member)
    {
        TypeSystem system = type.Module.TypeSystem;
        const MethodAttributes Plain = MethodAttributes.Public | MethodAttributes.HideBySig;
        const MethodAttributes Special = Plain | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        MethodDefinition constructor = new(".ctor", Special, system.Void) { ImplAttributes = MethodImplAttributes.Runtime };
        constructor.Parameters.Add(new ParameterDefinition("object", ParameterAttributes.None, system.Object));
        constructor.Parameters.Add(new ParameterDefinition("method", ParameterAttributes.None, system.IntPtr));
        type.Methods.Add(constructor);

        const MethodAttributes Virtual = Plain | MethodAttributes.Virtual | MethodAttributes.NewSlot;
        TypeReference result = names.Signature(member.TypeName, member.Line, type);
        MethodDefinition invoke = new("Invoke", Virtual, result) { ImplAttributes = MethodImplAttributes.Runtime };
        AddParameters(invoke, member, type);
        type.Methods.Add(invoke);
    }

    private MethodDefinition CreateMethod(TypeDefinition type, ApiMember member)
    {
        MethodAttributes kind = Access(member.Notes) | Slot(member.Notes);
        kind |= member.Name.StartsWith("op_", StringComparison.Ordinal) ? MethodAttributes.SpecialName : 0;
        MethodDefinition method = new(member.Name, kind, names.Signature(member.TypeName, member.Line));
        AddParameters(method, member);
        FillUnlessAbstract(method);
        return method;
    }

    private static MethodDefinition CreateAccessor(TypeDefinition type, ApiMember member, string name, string ownAccess)
    {
        MethodAttributes access = ownAccess.Length == 0 ? Access(member.Notes) : Access(ownAccess);
        MethodDefinition method = new(name, access | Slot(member.Notes) | MethodAttributes.SpecialName, type.Module.TypeSystem.Void);
        FillUnlessAbstract(method);
        return method;
    }

    private static void FillUnlessAbstract(MethodDefinition method)
    {
        if (!method.IsAbstract)
        {
            MethodBodies.Fill(method);
        }
    }

    private void AddMethod(TypeDefinition type, MethodDefinition method, ApiMember member)
    {
        type.Methods.Add(method);
        attributes.AttachTo(method, member);
    }

    private void AddParameters(MethodDefinition method, ApiMember member, TypeDefinition? generic = null)
    {
        for (int i = 0; i < member.Parameters.Count; i++)
        {
            ApiParameter parameter = member.Parameters[i];
            TypeReference parameterType = names.Signature(parameter.TypeName, member.Line, generic);
            ParameterDefinition definition = new(parameter.Name, ParameterAttributes.None, parameterType)
            {
                IsOut = member.Notes.Has("out", i),
                IsIn = member.Notes.Has("in", i),
            };
            if (member.Notes.Value("opt", i) is { } value)
            {
                definition.IsOptional = true;

                // A default struct has no constant to stand for it.
                if (value != "default")
                {
                    definition.Constant = ConstantValue.Parse(names.StoredAs(parameter.TypeName, member.Line), value);
                }
            }

            method.Parameters.Add(definition);
            attributes.AttachTo(definition, i, member);
        }
    }

    private static MethodAttributes Access(ApiNotes notes) =>
        Access(notes.Has("protected") ? "protected" : notes.Has("protected-internal") ? "protected-internal" : string.Empty);

    private static MethodAttributes Access(string access) => access switch
    {
        "protected" => MethodAttributes.Family,
        "protected-internal" => MethodAttributes.FamORAssem,
        _ => MethodAttributes.Public,
    };

    private static MethodAttributes Slot(ApiNotes notes)
    {
        MethodAttributes result = MethodAttributes.HideBySig;
        result |= notes.Has("static") ? MethodAttributes.Static : 0;
        result |= notes.Has("sealed") ? MethodAttributes.Final : 0;
        if (notes.Has("abstract") || notes.Has("virtual"))
        {
            result |= MethodAttributes.Virtual | (notes.Has("override") ? MethodAttributes.ReuseSlot : MethodAttributes.NewSlot);
        }

        return notes.Has("abstract") ? result | MethodAttributes.Abstract : result;
    }
}
