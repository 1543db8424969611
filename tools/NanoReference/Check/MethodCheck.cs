using Mono.Cecil;
using Mono.Cecil.Cil;
using Sidetap.NanoReference.Check.Source;

namespace Sidetap.NanoReference.Check;

/// <summary>Checks a method: its declaration, the size of its body, and each instruction.</summary>
internal sealed class MethodCheck
{
    private const int MostLocals = 250;

    /// <summary>In CIL as the compiler writes it. The device's tokens are shorter, so this errs on the safe side.</summary>
    private const int FirstRefusedCodeSize = 32 * 1024;

    private const int FirstRefusedSwitch = 256;

    private readonly SourceLocator locator;
    private readonly FindingList findings;

    public MethodCheck(SourceLocator locator, FindingList findings)
    {
        this.locator = locator;
        this.findings = findings;
    }

    public void Check(MethodDefinition method)
    {
        CheckDeclaration(method);
        if (method.HasBody && !StartsStateMachine(method))
        {
            CheckBody(method);
        }
    }

    /// <summary>What is left of an async method or an iterator only starts the machine, which is itself a finding.</summary>
    private static bool StartsStateMachine(MethodDefinition method) => method.CustomAttributes.Any(attribute =>
        attribute.AttributeType.Name is "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute");

    private void CheckDeclaration(MethodDefinition method)
    {
        if (method.HasGenericParameters)
        {
            Report(Rules.GenericMethod, method);
        }

        if (method.DeclaringType.IsInterface && method.HasBody)
        {
            Report(Rules.InterfaceBody, method);
        }

        foreach (TypeReference type in method.Parameters.Select(parameter => parameter.ParameterType).Prepend(method.ReturnType))
        {
            foreach ((Rule rule, string subject) in TypeUse.Broken(type))
            {
                findings.Add(rule, subject, locator.Declaration(method));
            }
        }
    }

    private void CheckBody(MethodDefinition method)
    {
        if (method.Body.CodeSize >= FirstRefusedCodeSize)
        {
            findings.Add(Rules.LongMethod, $"{SourceName.Of(method)} ({method.Body.CodeSize} octets)", locator.Declaration(method));
        }

        if (method.Body.Variables.Count > MostLocals)
        {
            findings.Add(Rules.ManyLocals, $"{SourceName.Of(method)} ({method.Body.Variables.Count} locals)", locator.Declaration(method));
        }

        foreach (VariableDefinition variable in method.Body.Variables)
        {
            if (variable.IsPinned)
            {
                findings.Add(Rules.Fixed, SourceName.Of(method), locator.FirstUse(method, variable));
            }

            foreach ((Rule rule, string subject) in TypeUse.Broken(variable.VariableType))
            {
                findings.Add(rule, subject, locator.FirstUse(method, variable));
            }
        }

        foreach (Instruction instruction in method.Body.Instructions)
        {
            foreach ((Rule rule, string subject) in Broken(method, instruction).Concat(BrokenByOperand(instruction.Operand)))
            {
                findings.Add(rule, subject, locator.Instruction(method, instruction));
            }
        }
    }

    private static IEnumerable<(Rule Rule, string Subject)> Broken(MethodDefinition method, Instruction instruction)
    {
        Code code = instruction.OpCode.Code;
        Code following = instruction.Next?.OpCode.Code ?? Code.Nop;
        if (IsOverflowCheck(code) && following != Code.Localloc)
        {
            // The multiplication in front of localloc is the compiler's part of a stackalloc, which has a rule of its own.
            yield return (Rules.Overflow, instruction.OpCode.Name);
        }

        switch (code)
        {
            case Code.Switch when ((Instruction[])instruction.Operand).Length is >= FirstRefusedSwitch and var count:
                yield return (Rules.LongSwitch, $"{SourceName.Of(method)} ({count} cases)");
                break;
            case Code.Ldstr when ((string)instruction.Operand).Contains('\0'):
                yield return (Rules.NulInString, $"\"{Printable((string)instruction.Operand)}\"");
                break;
            case Code.Localloc:
                yield return (Rules.StackAlloc, SourceName.Of(method));
                break;
            case Code.Volatile:
                yield return (Rules.Volatile, SourceName.Of(method));
                break;
            case Code.Calli:
            case Code.Ldftn or Code.Ldvirtftn when following != Code.Newobj:
                // A delegate is made from the same instruction, by a newobj right behind it.
                yield return (Rules.FunctionPointer, SourceName.Of(method));
                break;
        }
    }

    private static IEnumerable<(Rule Rule, string Subject)> BrokenByOperand(object? operand)
    {
        switch (operand)
        {
            case TypeReference type:
                return TypeUse.Broken(type);
            case FieldReference field when field.Name.EndsWith(">k__BackingField", StringComparison.Ordinal):
                // Only the accessors of its property touch it, and the property has been reported.
                return TypeUse.Broken(field.DeclaringType);
            case FieldReference field:
                return TypeUse.Broken(field.DeclaringType).Concat(TypeUse.Broken(field.FieldType));
            case MethodReference method:
                IEnumerable<TypeReference> types =
                    [.. method.Parameters.Select(parameter => parameter.ParameterType), method.ReturnType, method.DeclaringType];
                IEnumerable<(Rule Rule, string Subject)> broken = types.SelectMany(TypeUse.Broken);
                if (method is not GenericInstanceMethod generic)
                {
                    return broken;
                }

                broken = broken.Concat(generic.GenericArguments.SelectMany(TypeUse.Broken));
                return generic.ElementMethod is MethodDefinition ? broken : broken.Append((Rules.GenericMethod, method.Name));
            default:
                return [];
        }
    }

    private static bool IsOverflowCheck(Code code) => code switch
    {
        Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un => true,
        Code.Conv_Ovf_I1 or Code.Conv_Ovf_I2 or Code.Conv_Ovf_I4 or Code.Conv_Ovf_I8 or Code.Conv_Ovf_I => true,
        Code.Conv_Ovf_U1 or Code.Conv_Ovf_U2 or Code.Conv_Ovf_U4 or Code.Conv_Ovf_U8 or Code.Conv_Ovf_U => true,
        Code.Conv_Ovf_I1_Un or Code.Conv_Ovf_I2_Un or Code.Conv_Ovf_I4_Un or Code.Conv_Ovf_I8_Un or Code.Conv_Ovf_I_Un => true,
        Code.Conv_Ovf_U1_Un or Code.Conv_Ovf_U2_Un or Code.Conv_Ovf_U4_Un or Code.Conv_Ovf_U8_Un or Code.Conv_Ovf_U_Un => true,
        _ => false,
    };

    /// <summary>A finding is one line, whatever the string holds.</summary>
    private static string Printable(string text) =>
        string.Concat(text.Select(character => character == '\0' ? "\\0" : char.IsControl(character) ? " " : character.ToString()));

    private void Report(Rule rule, MethodDefinition method) => findings.Add(rule, SourceName.Of(method), locator.Declaration(method));
}
