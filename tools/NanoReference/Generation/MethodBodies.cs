using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Sidetap.NanoReference.Generation;

/// <summary>Methods that compile and are never run.</summary>
internal static class MethodBodies
{
    public static MethodDefinition Constructor(ModuleDefinition module, MethodAttributes access)
    {
        const MethodAttributes Special = MethodAttributes.HideBySig | MethodAttributes.SpecialName | MethodAttributes.RTSpecialName;
        MethodDefinition constructor = new(".ctor", access | Special, module.TypeSystem.Void);
        Fill(constructor);
        return constructor;
    }

    /// <summary>Gives a method the shortest body that is valid whatever it returns.</summary>
    public static void Fill(MethodDefinition method)
    {
        ILProcessor processor = method.Body.GetILProcessor();
        processor.Emit(OpCodes.Ldnull);
        processor.Emit(OpCodes.Throw);
    }
}
