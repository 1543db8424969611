using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Sidetap.PowerShellHost;

/// <summary>Runs a script in PowerShell's engine, which is a package of its own: PowerShellHost SCRIPT [-Name VALUE | -Switch]…</summary>
/// <remarks>The engine has the language and the core commands. The few of the other modules that the repository's scripts use are here, so a script
/// that uses more fails.</remarks>
internal static class Program
{
    private const int Crashed = 99;

    private const string Commands = """
        function Write-Host { param([Parameter(Position = 0)] $Object) [Console]::Out.WriteLine("$Object") }
        function ConvertFrom-Json { param([Parameter(ValueFromPipeline = $true)] [string] $InputObject) process { [Sidetap.PowerShellHost.JsonObjects]::Read($InputObject) } }
        """;

    private static int Main(string[] args)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(Commands).Invoke();
        shell.Commands.Clear();
        shell.AddCommand(args[0]);
        for (int i = 1; i < args.Length; i++)
        {
            bool hasValue = i + 1 < args.Length && !args[i + 1].StartsWith('-');
            if (hasValue)
            {
                shell.AddParameter(args[i][1..], args[i + 1]);
                i++;
            }
            else
            {
                shell.AddParameter(args[i][1..]);
            }
        }

        try
        {
            foreach (PSObject leftOver in shell.Invoke())
            {
                Console.WriteLine($"left over: {leftOver}");
            }
        }
        catch (RuntimeException error)
        {
            Console.Error.WriteLine($"{error.Message} {error.ErrorRecord.InvocationInfo?.PositionMessage}");
            return Crashed;
        }

        foreach (ErrorRecord error in shell.Streams.Error)
        {
            Console.Error.WriteLine($"error: {error}");
        }

        return shell.Streams.Error.Count > 0 ? Crashed : runspace.SessionStateProxy.GetVariable("LASTEXITCODE") as int? ?? 0;
    }
}
