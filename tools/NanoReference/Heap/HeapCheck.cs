using Mono.Cecil;
using Sidetap.NanoReference.Check;
using Sidetap.NanoReference.Check.Source;

namespace Sidetap.NanoReference.Heap;

/// <summary>Holds what a method reaches against the list of what may take memory there.</summary>
public static class HeapCheck
{
    /// <summary>Checks an assembly.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="start">Where the path begins, as Namespace.Type::Method.</param>
    /// <param name="allowed">What is allowed.</param>
    /// <returns>The findings, and how many methods were reached and sites allowed.</returns>
    /// <exception cref="InputException">There is no such assembly, or no such method in it.</exception>
    public static HeapReport Run(string path, string start, AllowedSites allowed)
    {
        using ModuleDefinition module = AssemblyCheck.Open(path, useSymbols: true);
        MethodDefinition first = module.GetTypes().SelectMany(type => type.Methods).FirstOrDefault(method => AllowedSites.NameOf(method) == start)
            ?? throw new InputException($"{path}: has no method {start}");
        SourceLocator locator = new(path, TypeDocuments.Read(path));
        FindingList findings = new();
        IReadOnlyDictionary<MethodDefinition, MethodDefinition?> reached = Reach.From(first);
        int allowedCount = 0;
        foreach (Site site in reached.Keys.SelectMany(Sites.Of))
        {
            if (allowed.Has(site))
            {
                allowedCount++;
                continue;
            }

            string subject = $"{site.Kind} {site.Subject} in {AllowedSites.NameOf(site.Method)}, {Way(site.Method, reached)}";
            findings.Add(HeapRules.Allocation, subject, locator.Instruction(site.Method, site.Instruction));
        }

        foreach ((string method, SiteKind kind, SourcePosition position) in allowed.Unused())
        {
            findings.Add(HeapRules.UnusedAllowance, $"{method} {kind}", position);
        }

        return new HeapReport(findings.Sorted(), reached.Count, allowedCount);
    }

    /// <summary>How the method is reached, shortened in the middle.</summary>
    private static string Way(MethodDefinition method, IReadOnlyDictionary<MethodDefinition, MethodDefinition?> reached)
    {
        List<string> way = [];
        for (MethodDefinition? at = reached[method]; at is not null; at = reached[at])
        {
            way.Insert(0, SourceName.Of(at));
        }

        return way.Count == 0 ? "the first method" : "called by " + string.Join(" > ", way.TakeLast(4));
    }
}
