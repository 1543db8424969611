using System.Runtime.Loader;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using Sidetap.NanoReference.Check;
using Sidetap.NanoReference.Heap;

namespace Sidetap.NanoReference.Counting;

/// <summary>
/// Device code that counts itself: every basic block of an assembly that was compiled for nanoFramework first reports how many IL instructions it has, and the
/// class library it calls is the desktop's. The counts are those of the device, which interprets the same instructions; what its own class library executes
/// within a call is not counted.
/// </summary>
public sealed class CountedAssembly
{
    private const string ClassLibrary = "mscorlib";

    private CountedAssembly(System.Reflection.Assembly assembly, IReadOnlyList<string> methods)
    {
        Assembly = assembly;
        Methods = methods;
    }

    /// <summary>The assembly, loaded.</summary>
    public System.Reflection.Assembly Assembly { get; }

    /// <summary>The names of the methods, by the number that <see cref="Tally"/> knows them by.</summary>
    public IReadOnlyList<string> Methods { get; }

    /// <summary>Loads an assembly so that it counts.</summary>
    /// <param name="path">The assembly, as compiled against the reference assemblies.</param>
    /// <exception cref="InputException">There is no such file, or it is no .NET assembly.</exception>
    public static CountedAssembly Load(string path)
    {
        using ModuleDefinition module = AssemblyCheck.Open(path, useSymbols: false);
        MethodReference add = module.ImportReference(typeof(Tally).GetMethod(nameof(Tally.Add)));
        List<string> names = [];
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods).Where(method => method.HasBody))
        {
            Weave(method, names.Count, add);
            names.Add($"{SourceName.Of(method.DeclaringType)}.{method.Name}");
        }

        UseDesktopLibrary(module);
        using MemoryStream image = new();
        module.Write(image);
        image.Position = 0;
        AssemblyLoadContext context = new("counted", isCollectible: false);
        return new CountedAssembly(context.LoadFromStream(image), names);
    }

    private static void Weave(MethodDefinition method, int number, MethodReference add)
    {
        method.Body.SimplifyMacros();
        List<Instruction> instructions = [.. method.Body.Instructions];
        HashSet<Instruction> starts = Starts(method.Body);
        List<(Instruction Start, int Count, int Sites)> blocks = [];
        foreach (Instruction instruction in instructions)
        {
            if (starts.Contains(instruction))
            {
                blocks.Add((instruction, 0, 0));
            }

            (Instruction start, int count, int sites) = blocks[^1];
            blocks[^1] = (start, count + 1, sites + (Sites.Kind(instruction) is null ? 0 : 1));
        }

        Dictionary<Instruction, Instruction> moved = [];
        ILProcessor processor = method.Body.GetILProcessor();
        foreach ((Instruction start, int count, int sites) in blocks)
        {
            Instruction first = processor.Create(OpCodes.Ldc_I4, number);
            processor.InsertBefore(start, first);
            processor.InsertBefore(start, processor.Create(OpCodes.Ldc_I4, count));
            processor.InsertBefore(start, processor.Create(OpCodes.Ldc_I4, sites));
            processor.InsertBefore(start, processor.Create(OpCodes.Call, add));
            moved[start] = first;
        }

        Redirect(method.Body, instructions, moved);
        method.Body.OptimizeMacros();
    }

    /// <summary>The first instructions of the basic blocks: what is jumped to, and what comes behind a jump.</summary>
    private static HashSet<Instruction> Starts(MethodBody body)
    {
        HashSet<Instruction> starts = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            starts.UnionWith(Targets(instruction));
            bool ends = instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;
            if (ends && instruction.Next is not null)
            {
                starts.Add(instruction.Next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Instruction?[] bounds = [handler.TryStart, handler.TryEnd, handler.HandlerStart, handler.HandlerEnd, handler.FilterStart];
            starts.UnionWith(bounds.OfType<Instruction>());
        }

        return starts;
    }

    private static IEnumerable<Instruction> Targets(Instruction instruction) => instruction.Operand switch
    {
        Instruction target => [target],
        Instruction[] targets => targets,
        _ => [],
    };

    private static void Redirect(MethodBody body, IEnumerable<Instruction> instructions, Dictionary<Instruction, Instruction> moved)
    {
        foreach (Instruction instruction in instructions)
        {
            instruction.Operand = instruction.Operand switch
            {
                Instruction target => moved[target],
                Instruction[] targets => targets.Select(target => moved[target]).ToArray(),
                var other => other,
            };
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            handler.TryStart = moved[handler.TryStart];
            handler.TryEnd = Moved(handler.TryEnd);
            handler.HandlerStart = moved[handler.HandlerStart];
            handler.HandlerEnd = Moved(handler.HandlerEnd);
            handler.FilterStart = Moved(handler.FilterStart);
        }

        Instruction? Moved(Instruction? instruction) => instruction is null ? null : moved[instruction];
    }

    /// <summary>Every type of nanoFramework's class library that the firmware uses has a twin of the same name on the desktop, which its mscorlib knows.</summary>
    private static void UseDesktopLibrary(ModuleDefinition module)
    {
        System.Reflection.AssemblyName library = System.Reflection.Assembly.Load(ClassLibrary).GetName();
        System.Reflection.AssemblyName[] known = [typeof(Tally).Assembly.GetName(), typeof(object).Assembly.GetName()];
        foreach (AssemblyNameReference reference in module.AssemblyReferences.Where(reference => known.All(name => name.Name != reference.Name)))
        {
            reference.Name = library.Name;
            reference.Version = library.Version;
            reference.PublicKeyToken = library.GetPublicKeyToken();
        }
    }
}
