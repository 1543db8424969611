using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetap.Tool.Boards;

/// <summary>What a person needs to know to build, flash and wire a board: boards/boards.json, which flash.ps1 reads too.</summary>
public sealed record BoardTable
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <summary>Version of nanoFramework's core library that the boards' projects refer to: the nanoCLR has to fit it.</summary>
    public required string CoreLibrary { get; init; }

    /// <summary>Version of the nanoCLR that is put on a board; empty: the newest stable one.</summary>
    public required string FirmwareVersion { get; init; }

    /// <summary>File name of the application image that a board's build makes.</summary>
    public required string Image { get; init; }

    /// <summary>What the image may take, in KB.</summary>
    public required int ImageBudgetKb { get; init; }

    /// <summary>What the managed heap may take while the box runs, in KB.</summary>
    public required int HeapBudgetKb { get; init; }

    /// <summary>What is flashed instead of the application on a board that is updated over the air.</summary>
    public required BoardLoader Loader { get; init; }

    /// <summary>Names of the files that a box keeps: its settings and its profile, two copies each.</summary>
    public required BoxFiles Files { get; init; }

    /// <summary>The boards.</summary>
    public required IReadOnlyList<BoardInfo> Boards { get; init; }

    /// <summary>The table that comes with the tool.</summary>
    /// <returns>It.</returns>
    public static BoardTable Load()
    {
        using Stream stream = typeof(BoardTable).Assembly.GetManifestResourceStream("boards.json")!;
        return JsonSerializer.Deserialize<BoardTable>(stream, Options)!;
    }
}

/// <summary>Names of the files that a box keeps.</summary>
/// <param name="Settings">Both copies of its settings.</param>
/// <param name="Profile">Both copies of its profile.</param>
public sealed record BoxFiles(IReadOnlyList<string> Settings, IReadOnlyList<string> Profile);

/// <summary>What is flashed instead of the application on a board that is updated over the air.</summary>
/// <param name="Project">Its project, from the repository's top.</param>
/// <param name="Image">File name of the image that its build makes.</param>
public sealed record BoardLoader(string Project, string Image);

/// <summary>A board.</summary>
public sealed record BoardInfo
{
    /// <summary>What commands call it: its folder below boards/.</summary>
    public required string Id { get; init; }

    /// <summary>What it says on the box it is sold in.</summary>
    public required string Name { get; init; }

    /// <summary>Its project, from the repository's top.</summary>
    public required string Project { get; init; }

    /// <summary>The nanoCLRs that run it, the usual one first.</summary>
    public required IReadOnlyList<BoardTarget> Targets { get; init; }

    /// <summary>What nanoff is called with, a step each.</summary>
    public required NanoffSteps Nanoff { get; init; }

    /// <summary>What to do when a step fails.</summary>
    public required StepHints Hints { get; init; }

    /// <summary>Its serial ports.</summary>
    public required BoardSerial Serial { get; init; }

    /// <summary>Flash in KB.</summary>
    public required int FlashKb { get; init; }

    /// <summary>Flash for the application, in KB.</summary>
    public required int DeploymentKb { get; init; }

    /// <summary>The drive's size in KB; 0: it is a card's, or not known.</summary>
    public int FilesKb { get; init; }

    /// <summary>The drive that files are on.</summary>
    public required string Drive { get; init; }

    /// <summary>The managed heap in KB, at the least.</summary>
    public required int HeapKb { get; init; }

    /// <summary>What else there is to say of memory.</summary>
    public required string MemoryNote { get; init; }

    /// <summary>Whether it can be updated over the air.</summary>
    public required string UpdateNote { get; init; }

    /// <summary>What it has.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>Its terminals.</summary>
    public required IReadOnlyList<BoardPin> Pins { get; init; }
}

/// <summary>A nanoCLR that runs a board.</summary>
/// <param name="Name">nanoFramework's name of it.</param>
/// <param name="For">Which boards it is for.</param>
public sealed record BoardTarget(string Name, string For);

/// <summary>Arguments of nanoff, with {target}, {port}, {image} and {files} to be filled in.</summary>
/// <param name="Update">Puts the nanoCLR on the board.</param>
/// <param name="UpdateErase">What makes Update erase all flash first; empty where that is a step of its own.</param>
/// <param name="Erase">Erases all flash; empty where Update does it.</param>
/// <param name="Deploy">Puts the application on the board.</param>
/// <param name="Files">Writes files to its drive.</param>
/// <param name="Verify">Asks the running nanoCLR who it is.</param>
public sealed record NanoffSteps(string Update, string UpdateErase, string Erase, string Deploy, string Files, string Verify);

/// <summary>What to do when a step fails.</summary>
/// <param name="Update">The nanoCLR.</param>
/// <param name="Deploy">The application.</param>
/// <param name="Files">The files.</param>
/// <param name="Verify">The answer.</param>
public sealed record StepHints(string Update, string Deploy, string Files, string Verify);

/// <summary>What a board's serial ports are for.</summary>
/// <param name="Debug">Flasher and debugger.</param>
/// <param name="Console">A port that managed code can have beside it; empty: none.</param>
/// <param name="Field">The port to the machine.</param>
public sealed record BoardSerial(string Debug, string Console, string Field);

/// <summary>A terminal.</summary>
/// <param name="Function">analog, burst, digital, counter, serial, i2c, spi or led.</param>
/// <param name="Channel">Its number in hal/.</param>
/// <param name="Pin">The chip's pin, or the converter.</param>
/// <param name="Connector">What is printed beside it.</param>
/// <param name="Signal">Which of several lines it is; empty for one line.</param>
/// <param name="Gpio">The pin's number as nanoFramework has it; null: it is not the chip's.</param>
/// <param name="Converter">Address of an ADS1115, or channel of the chip's converter.</param>
/// <param name="Input">Input of the ADS1115.</param>
/// <param name="Note">What else it needs.</param>
public sealed record BoardPin(
    string Function, int Channel, string Pin, string Connector, string Signal = "", int? Gpio = null, int? Converter = null, int? Input = null, string Note = "");
