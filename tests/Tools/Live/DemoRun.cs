using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Machines;
using Sidetap.Gateway;
using Sidetap.Tool.Commands;
using Sidetap.Tool.Live;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sidetap.Tools.Tests.Live;

/// <summary>The three boxes of a demonstration, run for some seconds of box time over loopback, and what a terminal of any size would show of them.</summary>
internal sealed class DemoRun : IDisposable
{
    private const int Speed = 40;

    private readonly UdpGatewayHost _gateway = new(new BenchGatewaySettings(), 0);
    private readonly List<HostBox> _boxes = [];

    private DemoRun(int seconds, ILookup<string, FaultPlan> faults)
    {
        foreach (string machine in SimulatedMachines.Names)
        {
            _boxes.Add(HostBox.Create(new HostBoxOptions
            {
                Gateway = _gateway.LocalEndPoint,
                Id = machine,
                Machine = machine,
                Profile = MachineProfiles.Load(null, MachineProfiles.NameFor(machine)),
                Faults = [.. faults[machine]],
                Speed = Speed,
                UtcAtStart = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            }));
        }

        using CancellationTokenSource stop = new();
        _gateway.Gateway.Published += Live.Take;
        Task serving = Task.Factory.StartNew(() => _gateway.Run(stop.Token), TaskCreationOptions.LongRunning);
        Task.WaitAll([.. _boxes.Select(box => Task.Factory.StartNew(() => box.Runner.Run(seconds * 1000L, default), TaskCreationOptions.LongRunning))]);
        stop.Cancel();
        serving.Wait();
        Live.Tick(TimeSpan.FromSeconds(seconds));
    }

    public LiveDataSets Live { get; } = new();

    public IReadOnlyList<LiveMachine> Machines =>
        [.. _boxes.Select((box, i) => new LiveMachine(SimulatedMachines.Names[i], $"{box.Node.PublisherId}", box.Machine!.Faults))];

    public static DemoRun Of(int seconds, params string[] faults) => new(seconds, FaultArguments.Parse(faults, SimulatedMachines.Names));

    /// <summary>The lines a terminal of a size would show.</summary>
    public static string[] Lines(IRenderable renderable, int width, int height)
    {
        StringWriter output = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;
        console.Write(renderable);
        return output.ToString().TrimEnd('\n').Split('\n');
    }

    public void Dispose()
    {
        _boxes.ForEach(box => box.Dispose());
        _gateway.Dispose();
    }
}
