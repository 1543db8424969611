using System.Text;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Sidetap.NanoReference.Check;

namespace Sidetap.NanoReference.Size;

/// <summary>
/// What nanoFramework's metadata processor will make of an assembly: an estimate of its .pe image, section by section. The record sizes are those of the v1 CLR
/// (nf-interpreter, nanoCLR_Types.h). A .pe has no parameter names, properties, documentation or constants; its tokens take two octets in code, and so do branches.
/// </summary>
/// <remarks>Not known here: which names the CLR has in its own table of common strings, and so are left out. The estimate errs to the large side.</remarks>
public sealed class ImageSize
{
    /// <summary>Octets that the code of an assembly, and its strings, can have at most: where a method or a string begins is kept in 16 bits, and the
    /// metadata processor refuses more.</summary>
    public const int TableLimit = 65535;

    private const int Header = 124;
    private const int AssemblyReference = 12;
    private const int TypeReference = 8;
    private const int MemberReference = 8;
    private const int Type = 24;
    private const int Field = 8;
    private const int Method = 16;
    private const int Handler = 12;

    private readonly HashSet<string> strings = new(StringComparer.Ordinal);
    private readonly HashSet<string> signatures = new(StringComparer.Ordinal);

    private ImageSize(ModuleDefinition module)
    {
        Tables = Header
            + (module.AssemblyReferences.Count * AssemblyReference)
            + (module.GetTypeReferences().Count() * TypeReference)
            + (module.GetMemberReferences().Count() * MemberReference);
        foreach (TypeReference type in module.GetTypeReferences())
        {
            Name(type.Name, type.Namespace);
        }

        foreach (MemberReference member in module.GetMemberReferences())
        {
            Name(member.Name);
            Sign(member);
        }

        foreach (TypeDefinition type in module.GetTypes())
        {
            Add(type);
        }

        Name([.. module.AssemblyReferences.Select(reference => reference.Name)]);
        Strings = strings.Sum(text => Encoding.UTF8.GetByteCount(text) + 1);
    }

    /// <summary>Octets of IL, with its tables of exception handlers.</summary>
    public int Code { get; private set; }

    /// <summary>Octets of names and literals.</summary>
    public int Strings { get; }

    /// <summary>Octets of signatures and of the contents of arrays.</summary>
    public int Signatures { get; private set; }

    /// <summary>Octets of the header and of the records of types, fields, methods and references.</summary>
    public int Tables { get; private set; }

    /// <summary>All of it.</summary>
    public int Total => Code + Strings + Signatures + Tables;

    /// <summary>Estimates an assembly.</summary>
    /// <param name="path">The assembly.</param>
    /// <exception cref="InputException">The file is not there, or is no .NET assembly.</exception>
    public static ImageSize Of(string path)
    {
        using ModuleDefinition module = AssemblyCheck.Open(path, useSymbols: false);
        return new ImageSize(module);
    }

    private void Add(TypeDefinition type)
    {
        Tables += Type;
        Name(type.Name, type.Namespace);
        Signatures += type.HasInterfaces ? 1 + (3 * type.Interfaces.Count) : 0;
        foreach (FieldDefinition field in type.Fields.Where(field => !field.HasConstant))
        {
            Tables += Field;
            Name(field.Name);
            Sign(field);
            Signatures += field.InitialValue.Length > 0 ? 2 + field.InitialValue.Length : 0;
        }

        foreach (MethodDefinition method in type.Methods)
        {
            Tables += Method;
            Name(method.Name);
            Sign(method);
            if (method.HasBody)
            {
                Add(method.Body);
            }
        }
    }

    private void Add(MethodBody body)
    {
        Code += body.Instructions.Sum(Octets);
        Code += body.HasExceptionHandlers ? 1 + (body.ExceptionHandlers.Count * Handler) : 0;
        string locals = string.Join(',', body.Variables.Select(variable => variable.VariableType.FullName));
        Signatures += body.Variables.Count > 0 && signatures.Add(locals) ? body.Variables.Sum(variable => Octets(variable.VariableType)) : 0;
        foreach (string text in body.Instructions.Where(instruction => instruction.OpCode.Code == Mono.Cecil.Cil.Code.Ldstr).Select(instruction => (string)instruction.Operand))
        {
            Name(text);
        }
    }

    private static int Octets(Instruction instruction) => instruction.OpCode.OperandType switch
    {
        OperandType.InlineString or OperandType.InlineField or OperandType.InlineType or OperandType.InlineMethod => instruction.OpCode.Size + 2,
        OperandType.InlineBrTarget => instruction.OpCode.Size + 2,
        OperandType.InlineSwitch => instruction.OpCode.Size + 1 + (2 * ((Instruction[])instruction.Operand).Length),
        _ => instruction.GetSize(),
    };

    /// <summary>A signature that two members share is there once.</summary>
    private void Sign(MemberReference member)
    {
        (string text, IEnumerable<TypeReference> types) = member switch
        {
            FieldReference field => (field.FieldType.FullName, [field.FieldType]),
            MethodReference method => (
                $"{method.HasThis} {method.ReturnType.FullName}({string.Join(',', method.Parameters.Select(parameter => parameter.ParameterType.FullName))})",
                method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType)),
            _ => (member.FullName, Enumerable.Empty<TypeReference>()),
        };
        Signatures += signatures.Add(text) ? 2 + types.Sum(Octets) : 0;
    }

    /// <summary>A primitive is one octet, another type a token behind it; an array or a reference has one octet more.</summary>
    private static int Octets(TypeReference type) => type switch
    {
        TypeSpecification inner => 1 + Octets(inner.ElementType),
        { IsPrimitive: true } => 1,
        { MetadataType: MetadataType.String or MetadataType.Object or MetadataType.Void } => 1,
        _ => 3,
    };

    private void Name(params string[] names) => strings.UnionWith(names);
}
