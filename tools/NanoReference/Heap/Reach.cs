using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sidetap.NanoReference.Heap;

/// <summary>
/// What a method can call, directly or not, within its assembly. A call of a virtual or an interface method may go to every implementation that the assembly
/// has; so this errs on the safe side. Static constructors run when the assembly is loaded, and are left out.
/// </summary>
public sealed class Reach
{
    private readonly Dictionary<MethodDefinition, List<MethodDefinition>> implementations = [];

    private Reach(ModuleDefinition module)
    {
        foreach (TypeDefinition type in module.GetTypes().Where(type => !type.IsInterface))
        {
            foreach (MethodDefinition method in type.Methods.Where(method => method.IsVirtual))
            {
                foreach (MethodDefinition declared in Declared(type, method))
                {
                    Implementations(declared).Add(method);
                }
            }
        }
    }

    /// <summary>The methods that can be reached, each with the one it was first reached from; the first has none.</summary>
    /// <param name="start">Where it begins.</param>
    public static IReadOnlyDictionary<MethodDefinition, MethodDefinition?> From(MethodDefinition start)
    {
        Reach reach = new(start.Module);
        Dictionary<MethodDefinition, MethodDefinition?> found = new() { [start] = null };
        Queue<MethodDefinition> waiting = new([start]);
        while (waiting.TryDequeue(out MethodDefinition? method))
        {
            foreach (MethodDefinition callee in reach.Callees(method))
            {
                if (found.TryAdd(callee, method))
                {
                    waiting.Enqueue(callee);
                }
            }
        }

        return found;
    }

    private IEnumerable<MethodDefinition> Callees(MethodDefinition method)
    {
        if (!method.HasBody)
        {
            return [];
        }

        return method.Body.Instructions
            .Where(instruction => instruction.OpCode.FlowControl == FlowControl.Call || instruction.OpCode.Code is Code.Ldftn or Code.Ldvirtftn)
            .Select(instruction => instruction.Operand)
            .OfType<MethodDefinition>()
            .SelectMany(callee => callee.IsVirtual ? Implementations(callee).Prepend(callee) : [callee])
            .Where(callee => callee.HasBody);
    }

    private List<MethodDefinition> Implementations(MethodDefinition declared)
    {
        if (!implementations.TryGetValue(declared, out List<MethodDefinition>? list))
        {
            implementations[declared] = list = [];
        }

        return list;
    }

    /// <summary>The methods of base classes and interfaces, of this assembly, that a method of a class implements.</summary>
    private static IEnumerable<MethodDefinition> Declared(TypeDefinition type, MethodDefinition method)
    {
        IEnumerable<MethodDefinition> explicitly = method.Overrides.OfType<MethodDefinition>();
        return explicitly.Concat(Ancestors(type).SelectMany(ancestor => ancestor.Methods).Where(declared => declared.IsVirtual && IsSame(declared, method)));
    }

    private static IEnumerable<TypeDefinition> Ancestors(TypeDefinition type)
    {
        IEnumerable<TypeDefinition> direct = type.Interfaces
            .Select(implemented => implemented.InterfaceType)
            .Append(type.BaseType)
            .OfType<TypeDefinition>();
        return direct.SelectMany(ancestor => Ancestors(ancestor).Prepend(ancestor)).Distinct();
    }

    private static bool IsSame(MethodDefinition a, MethodDefinition b) =>
        a.Name == b.Name
        && a.Parameters.Count == b.Parameters.Count
        && a.Parameters.Zip(b.Parameters).All(pair => pair.First.ParameterType.FullName == pair.Second.ParameterType.FullName);
}
