using System.Diagnostics;
using Sidetap.Tools.Tests.Support;

namespace Sidetap.Tools.Tests.Flash;

/// <summary>A copy of flash.ps1 and its table in a folder of its own, with a nanoff and a dotnet that write down what they are called with.</summary>
internal sealed class FlashBench : IDisposable
{
    private const int TimeoutMs = 120_000;

    private const string Head = "#!/bin/sh\nprintf '%s' \"$(basename \"$0\")\" >> \"$FLASH_LOG\"\nfor a in \"$@\"; do printf '|%s' \"$a\" >> \"$FLASH_LOG\"; done\necho >> \"$FLASH_LOG\"\n";
    private const string Nanoff = Head + """
        case " $* " in *" $FLASH_FAIL "*) [ -n "$FLASH_FAIL" ] && { echo "something went wrong"; exit 7; } ;; esac
        case " $* " in *" --filedeployment "*)
            cp "$2" "$FLASH_LOG.files"
            [ -n "$FLASH_NO_FILE" ] && echo "Error deploying content file x to y" ;;
        esac
        exit 0
        """;
    private const string Dotnet = Head + """
        case "$1" in
            tool) [ -n "$FLASH_NO_NUGET" ] && exit 1
                mkdir -p "$HOME/.dotnet/tools"; cp "$FLASH_LOG.nanoff" "$HOME/.dotnet/tools/nanoff" ;;
            run) [ -n "$FLASH_BAD_FILE" ] && { echo "box.json:1:1: no"; exit 1; }
                case " $* " in *" image slot "*) [ -n "$FLASH_BAD_IMAGE" ] && { echo "no image"; exit 1; }
                    while [ $# -gt 1 ]; do [ "$1" = --output ] && { mkdir -p "$2"; for f in slots.a slot-a.001 slot-a.000 slots.b; do printf x > "$2/$f"; done; }; shift; done; exit 0 ;;
                esac
                while [ $# -gt 1 ]; do [ "$1" = --output ] && printf 'record' > "$2"; shift; done ;;
        esac
        exit 0
        """;

    private readonly string _programs;
    private readonly bool _hasDotnet;

    public FlashBench(bool hasNanoff = true, bool hasDotnet = true)
    {
        _hasDotnet = hasDotnet;
        Folder = Path.Combine(Path.GetTempPath(), $"sidetap-flash-{Guid.NewGuid():N}");
        _programs = Path.Combine(Folder, "programs");
        Directory.CreateDirectory(_programs);
        Directory.CreateDirectory(Path.Combine(Folder, "repository", "boards"));
        File.Copy(Repository.PathOf("flash.ps1"), PathOf("flash.ps1"));
        File.Copy(Repository.PathOf("boards/boards.json"), PathOf("boards/boards.json"));
        AddProgram(Path.Combine(Folder, "log.nanoff"), Nanoff);
        if (hasNanoff)
        {
            AddProgram(Path.Combine(_programs, "nanoff"), Nanoff);
        }

        if (hasDotnet)
        {
            AddProgram(Path.Combine(_programs, "dotnet"), Dotnet);
        }
    }

    public string Folder { get; }

    public string Files => File.ReadAllText(Path.Combine(Folder, "log.files"));

    /// <summary>What was run: program and arguments with bars between them, a line each.</summary>
    public string[] Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    private string Log => Path.Combine(Folder, "log");

    public string PathOf(string name) => Path.Combine(Folder, "repository", name);

    /// <summary>Puts a file into the copy.</summary>
    public string Add(string name, int octets = 1000)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[octets]);
        return path;
    }

    public (int ExitCode, string Output, string Error) Run(string[] args, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(DotnetHost()) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = PathOf("") };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "PowerShellHost.dll"));
        start.ArgumentList.Add(PathOf("flash.ps1"));
        args.ToList().ForEach(start.ArgumentList.Add);
        start.Environment["PATH"] = _hasDotnet ? $"{_programs}:/usr/bin:/bin" : _programs;
        start.Environment["HOME"] = Folder;
        start.Environment["DOTNET_CLI_HOME"] = Folder;
        start.Environment["FLASH_LOG"] = Log;
        foreach (string name in (string[])["FLASH_FAIL", "FLASH_NO_FILE", "FLASH_NO_NUGET", "FLASH_BAD_FILE", "FLASH_BAD_IMAGE"])
        {
            start.Environment[name] = environment.FirstOrDefault(one => one.Name == name).Value ?? "";
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeoutMs))
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, output, error.Result);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string DotnetHost() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path
        ? path
        : Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "dotnet")).First(File.Exists);

    private static void AddProgram(string path, string text)
    {
        File.WriteAllText(path, text.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }
}
