using System.CommandLine;
using System.Net;
using Sidetap.Boards.Host;
using Sidetap.Boards.Host.Machines;
using Sidetap.Tool.Live;

namespace Sidetap.Tool.Commands;

/// <summary>The boxes of a demonstration: one on each simulated machine, or the one that was asked for.</summary>
internal sealed class DemoBoxes : IDisposable
{
    private readonly List<HostBox> _boxes = [];
    private readonly List<LiveMachine> _machines = [];

    private DemoBoxes(string description) => Description = description;

    /// <summary>The boxes.</summary>
    public IReadOnlyList<HostBox> Boxes => _boxes;

    /// <summary>Their machines, in the same order.</summary>
    public IReadOnlyList<LiveMachine> Machines => _machines;

    /// <summary>What runs, in a few words.</summary>
    public string Description { get; }

    /// <summary>Makes the boxes that were asked for.</summary>
    /// <param name="arguments">The options.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="gateway">Their gateway.</param>
    /// <returns>The boxes, not started.</returns>
    /// <exception cref="CliError">Something about the options, a profile or the recording is wrong.</exception>
    public static DemoBoxes Make(BoxArguments arguments, ParseResult parsed, IPEndPoint gateway)
    {
        DemoBoxes boxes = new(arguments.Describe(parsed, isDemo: true));
        try
        {
            if (arguments.IsReplay(parsed) || arguments.MachineName(parsed) is not null)
            {
                boxes.Add(arguments.MachineName(parsed) ?? "", arguments.Make(parsed, options => options with { Gateway = gateway }));
                return boxes;
            }

            arguments.CheckForSeveral(parsed);
            ILookup<string, FaultPlan> faults = arguments.Faults(parsed, SimulatedMachines.Names);
            foreach (string machine in SimulatedMachines.Names)
            {
                HostBoxOptions Complete(HostBoxOptions options) => options with
                {
                    Gateway = gateway,
                    Machine = machine,
                    Id = BoxArguments.ClientId($"{options.Id}-{machine}"),
                    StateFolder = options.StateFolder is null ? null : Path.Combine(options.StateFolder, machine),
                };
                boxes.Add(machine, arguments.Make(parsed, Complete, faults));
            }

            return boxes;
        }
        catch
        {
            boxes.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _boxes.ForEach(box => box.Dispose());

    private void Add(string name, HostBox box)
    {
        _boxes.Add(box);
        _machines.Add(new LiveMachine(name, $"{box.Node.PublisherId}", box.Machine?.Faults));
    }
}
