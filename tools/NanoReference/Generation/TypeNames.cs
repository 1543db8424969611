using Mono.Cecil;
using Sidetap.NanoReference.Api;

namespace Sidetap.NanoReference.Generation;

/// <summary>Turns the CLR names of the table into Cecil's references, as one assembly sees them.</summary>
internal sealed class TypeNames
{
    private readonly ApiTable table;
    private readonly ApiAssembly api;
    private readonly TypeIndex index;
    private readonly ModuleDefinition module;
    private readonly IReadOnlyDictionary<string, TypeDefinition> definitions;
    private readonly Dictionary<string, TypeReference> references = [];
    private readonly Dictionary<string, TypeReference> primitives;

    public TypeNames(
        ApiTable table,
        ApiAssembly api,
        TypeIndex index,
        ModuleDefinition module,
        IReadOnlyDictionary<string, TypeDefinition> definitions)
    {
        this.table = table;
        this.api = api;
        this.index = index;
        this.module = module;
        this.definitions = definitions;
        primitives = TouchPrimitives(module).ToDictionary(type => type.FullName);
    }

    /// <summary>The types that a signature encodes as one octet. Touching one makes Cecil decide which the core library is.</summary>
    public static IReadOnlyList<TypeReference> TouchPrimitives(ModuleDefinition module)
    {
        TypeSystem system = module.TypeSystem;
        return
        [
            system.Object, system.String, system.Void, system.Boolean, system.Char, system.Single, system.Double,
            system.SByte, system.Byte, system.Int16, system.UInt16, system.Int32, system.UInt32, system.Int64, system.UInt64,
            system.IntPtr, system.UIntPtr, system.TypedReference,
        ];
    }

    /// <summary>The type for a signature: arrays, references and type parameters included.</summary>
    /// <param name="name">As it stands in the table.</param>
    /// <param name="line">The row, for the message.</param>
    /// <param name="generic">The type whose parameters !n means; null where there is none.</param>
    public TypeReference Signature(string name, int line, TypeDefinition? generic = null)
    {
        if (name.EndsWith('&'))
        {
            return new ByReferenceType(Signature(name[..^1], line, generic));
        }

        if (name.EndsWith("[]", StringComparison.Ordinal))
        {
            return new ArrayType(Signature(name[..^2], line, generic));
        }

        if (name.StartsWith('!'))
        {
            return int.TryParse(name[1..], out int number) && generic is not null && number < generic.GenericParameters.Count
                ? generic.GenericParameters[number]
                : throw new ApiTableException(table.Path, line, $"'{name}' is not a parameter of this type");
        }

        return primitives.TryGetValue(name, out TypeReference? primitive) ? primitive : Token(name, line);
    }

    /// <summary>The type for a place that takes a token, such as a base: in mscorlib System.Object is then its own definition.</summary>
    /// <param name="name">As it stands in the table.</param>
    /// <param name="line">The row, for the message.</param>
    public TypeReference Token(string name, int line) =>
        definitions.TryGetValue(name, out TypeDefinition? definition) ? definition : Reference(name, line);

    /// <summary>An enum's integer type, or the type itself when it is not an enum: what a constant of it is stored as.</summary>
    /// <param name="name">As it stands in the table.</param>
    /// <param name="line">The row, for the message.</param>
    public string StoredAs(string name, int line)
    {
        if (name.EndsWith(']') || name.EndsWith('&') || name.StartsWith('!'))
        {
            return name;
        }

        ApiType type = index.Find(api, name, line).Type;
        return type.Kind == ApiTypeKind.Enum ? type.UnderlyingTypeName ?? "System.Int32" : name;
    }

    private TypeReference Reference(string name, int line)
    {
        if (references.TryGetValue(name, out TypeReference? known))
        {
            return known;
        }

        (string assembly, ApiType type) = index.Find(api, name, line);
        AssemblyNameReference scope = module.AssemblyReferences.First(reference => reference.Name == assembly);
        int separator = name.LastIndexOf('/');
        int dot = name.LastIndexOf('.');
        TypeReference created = separator < 0
            ? new TypeReference(name[..dot], name[(dot + 1)..], module, scope)
            : new TypeReference(string.Empty, name[(separator + 1)..], module, scope)
            {
                DeclaringType = Reference(name[..separator], line),
            };
        created.IsValueType = type.Kind is ApiTypeKind.Struct or ApiTypeKind.Enum;
        references.Add(name, created);
        return created;
    }
}
