using Mono.Cecil;
using Sidetap.NanoReference.Check.Source;

namespace Sidetap.NanoReference.Check;

/// <summary>Checks a type: its declaration, its fields, and how many members it has. Its methods have a check of their own.</summary>
internal sealed class TypeCheck
{
    private const int MostMembersOfAKind = 255;

    private readonly SourceLocator locator;
    private readonly FindingList findings;
    private readonly MethodCheck methods;

    public TypeCheck(SourceLocator locator, FindingList findings)
    {
        this.locator = locator;
        this.findings = findings;
        methods = new MethodCheck(locator, findings);
    }

    public void Check(TypeDefinition type)
    {
        if (StateMachineRule(type) is { } rule)
        {
            // The source line is the finding; the machinery behind it is the compiler's.
            string method = type.Name[1..type.Name.IndexOf('>')];
            findings.Add(rule, method, locator.StateMachine(type, method));
            return;
        }

        CheckDeclaration(type);
        CheckCounts(type);
        foreach (FieldDefinition field in type.Fields)
        {
            CheckField(field);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            methods.Check(method);
        }
    }

    private static Rule? StateMachineRule(TypeDefinition type)
    {
        bool named = type.DeclaringType is not null && type.Name.StartsWith('<') && type.Name.Contains(">d__", StringComparison.Ordinal);
        return (named, Implements(type, "IAsyncStateMachine"), Implements(type, "IEnumerator")) switch
        {
            (true, true, _) => Rules.Async,
            (true, false, true) => Rules.Iterator,
            _ => null,
        };
    }

    private static bool Implements(TypeDefinition type, string name) =>
        type.Interfaces.Any(implemented => implemented.InterfaceType.Name == name);

    private void CheckDeclaration(TypeDefinition type)
    {
        // A nested type repeats the parameters of the types around it, and a closure those of its method: neither is the user's.
        int inherited = type.DeclaringType?.GenericParameters.Count ?? 0;
        bool isClosure = type.DeclaringType is not null && SourceName.IsCompilerGenerated(type);
        if (type.GenericParameters.Count > inherited && !isClosure)
        {
            Report(Rules.GenericType, type);
        }

        foreach (TypeReference named in type.Interfaces.Select(implemented => implemented.InterfaceType).Prepend(type.BaseType))
        {
            foreach ((Rule rule, string subject) in TypeUse.Broken(named))
            {
                findings.Add(rule, subject, locator.Declaration(type));
            }
        }

        // The compiler gives the data of array initialisers an explicit size, which costs and breaks nothing.
        if (type.IsExplicitLayout && !SourceName.IsCompilerGenerated(type))
        {
            Report(Rules.ExplicitLayout, type);
        }
    }

    private void CheckCounts(TypeDefinition type)
    {
        (string Kind, int Count)[] counts =
        [
            ("static methods", type.Methods.Count(method => method.IsStatic)),
            ("virtual methods", type.Methods.Count(method => method.IsVirtual && !method.IsStatic)),
            ("instance methods", type.Methods.Count(method => !method.IsVirtual && !method.IsStatic)),
            ("static fields", type.Fields.Count(field => field.IsStatic && !field.HasConstant)),
            ("instance fields", type.Fields.Count(field => !field.IsStatic)),
        ];

        // Array initialisers are fields of a type that the metadata processor drops.
        if (type.Name == "<PrivateImplementationDetails>")
        {
            return;
        }

        foreach ((string kind, int count) in counts.Where(entry => entry.Count > MostMembersOfAKind))
        {
            findings.Add(Rules.ManyMembers, $"{SourceName.Of(type)} ({count} {kind})", locator.Declaration(type));
        }
    }

    private void CheckField(FieldDefinition field)
    {
        // A captured variable or a cached lambda is reported at the line of the method that uses it.
        if (SourceName.IsCompilerGenerated(field.DeclaringType))
        {
            return;
        }

        foreach ((Rule rule, string subject) in TypeUse.Broken(field.FieldType))
        {
            findings.Add(rule, subject, locator.Declaration(field));
        }

        if (field.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "ThreadStaticAttribute"))
        {
            findings.Add(Rules.ThreadStatic, SourceName.Identifier(field), locator.Declaration(field));
        }
    }

    private void Report(Rule rule, TypeDefinition type) => findings.Add(rule, SourceName.Of(type), locator.Declaration(type));
}
