using System.CommandLine;
using Sidetap.Tool.Output;

namespace Sidetap.Tool.Configure;

/// <summary><c>sidetap configure ports</c>.</summary>
internal static class PortsCommand
{
    /// <summary>Where a box on a desktop is: a pseudo-terminal is not listed among serial ports.</summary>
    public const string DesktopHint = " (sidetap box --pty and --console print their --port)";

    public static Command Build(CliContext context)
    {
        ExampleCommand command = new("ports", "List the serial ports of this machine. Exit code 3 when there is none.", ("sidetap configure ports", "one name a line"));
        command.SetAction(_ =>
        {
            IReadOnlyList<string> ports = context.Ports.Find();
            foreach (string port in ports)
            {
                context.Output.WriteLine(PlainText.Of(port));
            }

            return ports.Count > 0 ? ExitCode.Ok : throw new CliError($"there is no serial port; plug the box in{DesktopHint}", ExitCode.NoBox);
        });
        return command;
    }
}
