using System.Diagnostics;
using Sidetap.Tool;

namespace Sidetap.Tools.Tests.CommandLine;

/// <summary>Commands whose output nobody reads any more, as in <c>sidetap demo | head</c>, in a process of their own.</summary>
[TestClass]
public sealed class BrokenPipeTests
{
    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    [DataRow("demo", "--json")]
    [DataRow("demo", "--speed", "10")]
    public void TheCommandEndsSoonAndQuietly(params string[] args)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(Cli).Assembly.Location);
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using Process process = Process.Start(start)!;
        Assert.IsNotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();
        bool hasEnded = process.WaitForExit(TimeSpan.FromSeconds(30));
        if (!hasEnded)
        {
            process.Kill();
        }

        Assert.IsTrue(hasEnded);
        Assert.AreEqual(ExitCode.BrokenPipe, process.ExitCode);
        Assert.AreEqual("", process.StandardError.ReadToEnd());
    }
}
