using Mono.Cecil;
using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Generation;

/// <summary>Builds one assembly: its identity, then types, members and attributes, each when all assemblies have got as far.</summary>
internal sealed class AssemblyBuilder
{
    private const string CoreLibrary = "mscorlib";

    private readonly ApiTable table;
    private readonly ApiAssembly api;
    private readonly ModuleDefinition module;
    private readonly Dictionary<string, TypeDefinition> definitions = [];
    private readonly TypeNames names;
    private readonly AttributeBuilder attributes;

    public AssemblyBuilder(ApiTable table, ApiAssembly api, TypeIndex index, IAssemblyResolver resolver)
    {
        this.table = table;
        this.api = api;
        Assembly = Create(resolver);
        module = Assembly.MainModule;
        names = new TypeNames(table, api, index, module, definitions);
        attributes = new AttributeBuilder(module, names, definitions);
    }

    public AssemblyDefinition Assembly { get; }

    public void BuildTypes()
    {
        foreach (ApiType type in api.Types)
        {
            definitions.Add(type.FullName, Declare(type));
        }

        foreach (ApiType type in api.Types)
        {
            Place(type, definitions[type.FullName]);
        }
    }

    public void BuildMembers()
    {
        MemberBuilder members = new(table, names, attributes);
        foreach (ApiType type in api.Types)
        {
            TypeDefinition definition = definitions[type.FullName];
            Inherit(type, definition);
            members.Build(type, definition);
            attributes.AttachTo(definition, type);
        }
    }

    public void BuildAttributes() => attributes.Apply();

    private AssemblyDefinition Create(IAssemblyResolver resolver)
    {
        bool core = api.Name == CoreLibrary;

        // Cecil knows a core library only when it reads one. While one is built it has to look like any other assembly, or
        // System.Int32 would become a reference instead of the element type that signatures need.
        AssemblyNameDefinition name = new(core ? "core" : api.Name, api.Version);
        AssemblyDefinition assembly = AssemblyDefinition.CreateAssembly(
            name,
            api.Name + ".dll",
            new ModuleParameters { Kind = ModuleKind.Dll, AssemblyResolver = resolver, Runtime = TargetRuntime.Net_4_0 });
        name.PublicKey = table.PublicKey;
        ModuleDefinition created = assembly.MainModule;
        foreach (string reference in api.ReferenceNames)
        {
            ApiAssembly target = table.Assemblies.FirstOrDefault(candidate => candidate.Name == reference)
                ?? throw new ApiTableException(table.Path, api.Line, $"the referenced assembly '{reference}' has no row");
            created.AssemblyReferences.Add(new AssemblyNameReference(target.Name, target.Version) { PublicKeyToken = name.PublicKeyToken });
        }

        TypeNames.TouchPrimitives(created);
        if (core)
        {
            name.Name = CoreLibrary;
            created.AssemblyReferences.Clear();
        }

        return assembly;
    }

    private static TypeDefinition Declare(ApiType type)
    {
        int lastSeparator = type.FullName.LastIndexOf('/');
        bool nested = lastSeparator >= 0;
        string qualified = nested ? type.FullName[(lastSeparator + 1)..] : type.FullName;
        int lastDot = nested ? -1 : qualified.LastIndexOf('.');
        string space = lastDot < 0 ? string.Empty : qualified[..lastDot];
        TypeDefinition definition = new(space, qualified[(lastDot + 1)..], AttributesOf(type, nested));
        int arityMark = qualified.IndexOf('`');
        int arity = arityMark < 0 ? 0 : qualified[arityMark + 1] - '0';
        for (int i = 0; i < arity; i++)
        {
            definition.GenericParameters.Add(new GenericParameter($"T{i}", definition)
            {
                Attributes = type.Notes.Value($"T{i}") switch
                {
                    "in" => GenericParameterAttributes.Contravariant,
                    "out" => GenericParameterAttributes.Covariant,
                    _ => GenericParameterAttributes.NonVariant,
                },
            });
        }

        return definition;
    }

    private static TypeAttributes AttributesOf(ApiType type, bool nested)
    {
        TypeAttributes result = (nested, type.Notes.Has("protected")) switch
        {
            (false, _) => TypeAttributes.Public,
            (true, false) => TypeAttributes.NestedPublic,
            (true, true) => TypeAttributes.NestedFamily,
        };
        result |= type.Kind switch
        {
            ApiTypeKind.Class => TypeAttributes.BeforeFieldInit,
            ApiTypeKind.Struct => TypeAttributes.Sealed | TypeAttributes.SequentialLayout | TypeAttributes.BeforeFieldInit,
            ApiTypeKind.Interface => TypeAttributes.Interface | TypeAttributes.Abstract,
            _ => TypeAttributes.Sealed,
        };
        if (type.Notes.Has("static"))
        {
            result |= TypeAttributes.Abstract | TypeAttributes.Sealed;
        }

        if (type.Notes.Has("abstract"))
        {
            result |= TypeAttributes.Abstract;
        }

        return type.Notes.Has("sealed") ? result | TypeAttributes.Sealed : result;
    }

    private void Place(ApiType type, TypeDefinition definition)
    {
        int lastSeparator = type.FullName.LastIndexOf('/');
        if (lastSeparator < 0)
        {
            module.Types.Add(definition);
        }
        else if (definitions.TryGetValue(type.FullName[..lastSeparator], out TypeDefinition? outer))
        {
            outer.NestedTypes.Add(definition);
        }
        else
        {
            throw new ApiTableException(table.Path, type.Line, $"no row for the type around '{type.FullName}'");
        }
    }

    private void Inherit(ApiType type, TypeDefinition definition)
    {
        string? baseName = type.Kind switch
        {
            ApiTypeKind.Class => type.BaseTypeName,
            ApiTypeKind.Struct => "System.ValueType",
            ApiTypeKind.Enum => "System.Enum",
            ApiTypeKind.Delegate => "System.MulticastDelegate",
            _ => null,
        };
        definition.BaseType = baseName is null ? null : names.Token(baseName, type.Line);
        foreach (string name in type.InterfaceNames)
        {
            definition.Interfaces.Add(new InterfaceImplementation(names.Token(name, type.Line)));
        }
    }
}
