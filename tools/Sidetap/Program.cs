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

        return Cli.Run(args, new CliContext(Console.Out, Console.Error, !Console.IsOutputRedirected, stop.Token));
    }
}
