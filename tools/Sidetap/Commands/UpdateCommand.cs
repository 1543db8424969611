using System.CommandLine;

namespace Sidetap.Tool.Commands;

/// <summary><c>sidetap update</c>: firmware updates over the air.</summary>
public static class UpdateCommand
{
    /// <summary>Builds the verb.</summary>
    /// <param name="context">Where it writes, and when it has to stop.</param>
    /// <returns>The command.</returns>
    public static Command Build(CliContext context) => new ExampleCommand(
        "update",
        "Update boxes over the air, over the broker or gateway that their telemetry uses. docs/updates.md says how it goes.",
        ("sidetap update status --broker plant:1883", "which version each box runs, and how its update goes"),
        ("sidetap update offer app.img --box 17 --broker plant:1883", "one box is offered an image"),
        ("sidetap update serve app.img --broker plant:1883", "and gets it"),
        ("sidetap update rollout app.img --boxes boxes.txt --broker plant:1883 --rings 1,10%,all", "many boxes, ring by ring, and a stop when the first fails"))
    {
        UpdateOfferCommand.Build(context), UpdateServeCommand.Build(context), UpdateStatusCommand.Build(context), UpdateRolloutCommand.Build(context),
    };
}
