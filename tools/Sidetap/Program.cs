using System.Text;

namespace Sidetap.Tool;

internal static class Program
{
    private static int Main(string[] args)
    {
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = !stop.IsCancellationRequested; // a second Ctrl+C ends the process at once
            stop.Cancel();
        };
        if (!Console.IsOutputRedirected)
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        PipedOutput? pipe = PipedOutput.TryOpen(stop.Cancel);
        TextWriter output = pipe is null ? Console.Out : TextWriter.Synchronized(new StreamWriter(pipe, Console.OutputEncoding) { AutoFlush = true });
        bool isTerminal = !Console.IsOutputRedirected;
        KeyReader? keys = isTerminal && !Console.IsInputRedirected ? new KeyReader() : null;
        int exitCode = Cli.Run(args, new CliContext(output, Console.Error, isTerminal, stop.Token, () => Console.In, keys is null ? null : keys.Next, passKeys: keys is null ? null : keys.Pass));
        return pipe is { IsBroken: true } ? ExitCode.BrokenPipe : exitCode;
    }
}
