using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Sidetap.Tests.Interop.Decoders;

/// <summary>Runs a decoder once: everything it is to decode goes in, everything it found comes out, and it ends.</summary>
internal static class HelperProcess
{
    /// <summary>How long a decoder may take for a whole batch. They need about a second; this is for a machine that is busy.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Its name, looked for on PATH, or its path.</param>
    /// <param name="howToInstall">What to tell when it is missing.</param>
    /// <param name="arguments">Its arguments, unquoted.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <returns>What it wrote to its standard output.</returns>
    /// <exception cref="InvalidOperationException">It is missing, did not end in time, or ended with an error.</exception>
    public static string Run(string program, string howToInstall, IEnumerable<string> arguments, string input = "")
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
            UseShellExecute = false,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"{program} cannot be started ({e.Message}). {howToInstall}", e);
        }

        // Both pipes are emptied while the input is written: a decoder that answers line by line would block otherwise.
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task writing = WriteAsync(process, input);
        if (!process.WaitForExit(Timeout))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} did not end within {Timeout.TotalSeconds} s and was stopped.");
        }

        Task.WaitAll(output, errors, writing);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}. {howToInstall}\n{errors.Result}");
        }

        return output.Result;
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program has ended before it read everything; its exit code and its errors tell why.
        }
    }
}
