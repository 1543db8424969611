using Mono.Cecil;
using Mono.Cecil.Cil;
using Sidetap.NanoReference.Check.Source;

namespace Sidetap.NanoReference.Check;

/// <summary>Checks a compiled assembly against <see cref="Rules"/>.</summary>
public static class AssemblyCheck
{
    /// <summary>Reads the assembly and returns what v1 would not run, in the order of files and lines.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="useSymbols">Whether to look for portable symbols: embedded, or in the .pdb beside the assembly.</param>
    /// <exception cref="InputException">The file is not there, or is no .NET assembly.</exception>
    public static IReadOnlyList<Finding> Run(string path, bool useSymbols = true)
    {
        using ModuleDefinition module = Open(path, useSymbols);
        SourceLocator locator = new(path, useSymbols ? TypeDocuments.Read(path) : TypeDocuments.None);
        FindingList findings = new();
        TypeCheck types = new(locator, findings);
        foreach (TypeDefinition type in module.GetTypes())
        {
            types.Check(type);
        }

        return findings.Sorted();
    }

    /// <summary>Opens an assembly, with its symbols when it has some and they are wanted.</summary>
    /// <exception cref="InputException">The file is not there, or is no .NET assembly.</exception>
    internal static ModuleDefinition Open(string path, bool useSymbols)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"{path}: there is no such file");
        }

        ReaderParameters parameters = new() { InMemory = true };
        if (useSymbols)
        {
            parameters.ReadSymbols = true;
            parameters.SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false);
        }

        try
        {
            return ModuleDefinition.ReadModule(path, parameters);
        }
        catch (BadImageFormatException)
        {
            throw new InputException($"{path}: not a .NET assembly");
        }
        catch (SymbolsNotMatchingException)
        {
            throw new InputException($"{path}: the .pdb beside it belongs to another build");
        }
    }
}
