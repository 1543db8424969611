using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sidetap.NanoReference.Check.Source;

/// <summary>Where something of the assembly stands in the source: as exact as the symbols, and the source if it is there, allow.</summary>
internal sealed class SourceLocator
{
    private readonly TypeDocuments typeDocuments;
    private readonly SourcePosition assembly;
    private readonly Dictionary<string, SourceFile> files = [];

    public SourceLocator(string assemblyPath, TypeDocuments typeDocuments)
    {
        this.typeDocuments = typeDocuments;
        assembly = new SourcePosition(assemblyPath, 0, 0);
    }

    /// <summary>The statement that an instruction belongs to.</summary>
    public SourcePosition Instruction(MethodDefinition method, Instruction instruction)
    {
        SequencePoint? statement = VisiblePoints(method).LastOrDefault(point => point.Offset <= instruction.Offset);
        return statement is null ? Declaration(method) : Position(statement);
    }

    /// <summary>The first statement that touches a local.</summary>
    public SourcePosition FirstUse(MethodDefinition method, VariableDefinition variable)
    {
        Instruction? use = method.Body.Instructions.FirstOrDefault(instruction => VariableOf(method, instruction) == variable);
        return use is null ? Declaration(method) : Instruction(method, use);
    }

    /// <summary>The line that declares a method.</summary>
    public SourcePosition Declaration(MethodDefinition method)
    {
        string? name = SourceName.Identifier(method);
        if (VisiblePoints(method).FirstOrDefault() is { } first)
        {
            return (name is null ? null : Above(method, name, first)) ?? Position(first);
        }

        return (name is null ? null : FindMember(method.DeclaringType, name)) ?? Declaration(method.DeclaringType);
    }

    /// <summary>The line that declares a type.</summary>
    public SourcePosition Declaration(TypeDefinition type)
    {
        string name = SourceName.WithoutArity(type.Name);
        foreach (string document in Documents(type))
        {
            if (File(document).FindType(name) is { } position)
            {
                return position;
            }
        }

        SequencePoint? first = type.Methods.SelectMany(VisiblePoints).MinBy(point => point.StartLine);
        if (first is not null)
        {
            return Position(first);
        }

        return Documents(type) is [var file, ..] ? new SourcePosition(file, 0, 0) : assembly;
    }

    /// <summary>The line that declares a field, or the property or event that it stores.</summary>
    public SourcePosition Declaration(FieldDefinition field)
    {
        string name = SourceName.Identifier(field);
        SourcePosition type = Declaration(field.DeclaringType);
        foreach (string document in Documents(field.DeclaringType))
        {
            int fromLine = document == type.File ? Math.Max(type.Line, 1) : 1;
            if (File(document).FindField(name, fromLine) is { } position)
            {
                return position;
            }
        }

        return type;
    }

    /// <summary>The line that declares the method which the compiler turned into a state machine.</summary>
    public SourcePosition StateMachine(TypeDefinition machine, string methodName)
    {
        SequencePoint? first = machine.Methods.SelectMany(VisiblePoints).MinBy(point => point.StartLine);
        return first is null
            ? Declaration(machine.DeclaringType)
            : File(first.Document.Url).FindMemberAbove(methodName, first.StartLine) ?? Position(first);
    }

    private static IEnumerable<SequencePoint> VisiblePoints(MethodDefinition method) =>
        method.HasBody ? method.DebugInformation.SequencePoints.Where(point => !point.IsHidden) : [];

    private static SourcePosition Position(SequencePoint point) => new(point.Document.Url, point.StartLine, point.StartColumn);

    private static VariableDefinition? VariableOf(MethodDefinition method, Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldloc_0 or Code.Stloc_0 => method.Body.Variables[0],
        Code.Ldloc_1 or Code.Stloc_1 => method.Body.Variables[1],
        Code.Ldloc_2 or Code.Stloc_2 => method.Body.Variables[2],
        Code.Ldloc_3 or Code.Stloc_3 => method.Body.Variables[3],
        _ => instruction.Operand as VariableDefinition,
    };

    private SourcePosition? Above(MethodDefinition method, string name, SequencePoint first)
    {
        if (!method.IsConstructor)
        {
            return File(first.Document.Url).FindMemberAbove(name, first.StartLine);
        }

        // A constructor starts with the field initialisers, wherever they stand; only its end is sure to be its own.
        SequencePoint last = VisiblePoints(method).Last();
        return File(last.Document.Url).FindConstructorAbove(name, last.StartLine);
    }

    private SourcePosition? FindMember(TypeDefinition type, string name)
    {
        SourcePosition declaration = Declaration(type);
        foreach (string document in Documents(type))
        {
            int fromLine = document == declaration.File ? Math.Max(declaration.Line, 1) : 1;
            if (File(document).FindMember(name, fromLine) is { } position)
            {
                return position;
            }
        }

        return null;
    }

    /// <summary>The files of a type; symbols name them for the outermost type only when there is no code in it.</summary>
    private IReadOnlyList<string> Documents(TypeDefinition type)
    {
        string[] own = [.. DocumentsWithin(type).Distinct()];
        return own.Length > 0 || type.DeclaringType is null ? own : Documents(type.DeclaringType);
    }

    private IEnumerable<string> DocumentsWithin(TypeDefinition type)
    {
        IEnumerable<string> code = type.Methods.SelectMany(VisiblePoints).Select(point => point.Document.Url);
        return code.Concat(typeDocuments.Of(type.MetadataToken.ToInt32())).Concat(type.NestedTypes.SelectMany(DocumentsWithin));
    }

    private SourceFile File(string path)
    {
        if (!files.TryGetValue(path, out SourceFile? file))
        {
            file = SourceFile.Read(path);
            files.Add(path, file);
        }

        return file;
    }
}
