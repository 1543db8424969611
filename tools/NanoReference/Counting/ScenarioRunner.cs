using System.Reflection;

namespace Sidetap.NanoReference.Counting;

/// <summary>
/// Runs the scenarios of a counted assembly. It finds them by a convention: a class of the name given with a static method <c>All</c> that returns an array of
/// objects with <c>Name</c>, <c>Prepare()</c> and <c>Run()</c>; only Run is counted.
/// </summary>
public sealed class ScenarioRunner
{
    // The first runs touch what later ones find ready; the device's steady state is meant.
    private const int WarmUpRuns = 50;

    private const int CountedRuns = 200;

    private readonly CountedAssembly assembly;

    /// <summary>Makes a runner for an assembly.</summary>
    public ScenarioRunner(CountedAssembly assembly) => this.assembly = assembly;

    /// <summary>Runs all scenarios.</summary>
    /// <param name="type">The full name of the class that has them.</param>
    /// <returns>Their counts, in the order in which the class returns them.</returns>
    /// <exception cref="InputException">The assembly has no such class.</exception>
    public IReadOnlyList<ScenarioCount> Run(string type)
    {
        MethodInfo all = assembly.Assembly.GetType(type)?.GetMethod("All", BindingFlags.Public | BindingFlags.Static)
            ?? throw new InputException($"{assembly.Assembly.GetName().Name}: has no {type} with a static method All");
        Tally.Reset(assembly.Methods.Count);
        return [.. ((object[])all.Invoke(null, null)!).Select(Count)];
    }

    private ScenarioCount Count(object scenario)
    {
        string name = (string)scenario.GetType().GetProperty("Name")!.GetValue(scenario)!;
        Action prepare = scenario.GetType().GetMethod("Prepare")!.CreateDelegate<Action>(scenario);
        Action run = scenario.GetType().GetMethod("Run")!.CreateDelegate<Action>(scenario);
        ScenarioCount most = new(name, 0, 0, 0, []);
        for (int i = 0; i < WarmUpRuns + CountedRuns; i++)
        {
            prepare();
            Tally.Reset(assembly.Methods.Count);
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            long octets = GC.GetAllocatedBytesForCurrentThread() - before;
            if (i >= WarmUpRuns)
            {
                most = Worse(most, octets);
            }
        }

        return most;
    }

    private ScenarioCount Worse(ScenarioCount most, long octets)
    {
        long operations = Tally.Operations.Sum();
        long allocations = Tally.Allocations.Sum();
        ScenarioCount counted = most with
        {
            Allocations = Math.Max(most.Allocations, allocations),
            Octets = Math.Max(most.Octets, octets),
        };
        return operations <= most.Operations ? counted : counted with { Operations = operations, Methods = ByCost() };
    }

    private IReadOnlyList<(string Name, long Operations)> ByCost() =>
    [
        .. Tally.Operations
            .Select((operations, method) => (assembly.Methods[method], operations))
            .Where(method => method.operations > 0)
            .OrderByDescending(method => method.operations),
    ];
}
