#requires -Version 5.1
<#
.SYNOPSIS
Puts Sidetap on a board: nanoCLR, application, settings and profile.

.DESCRIPTION
Needs the .NET 10 SDK; installs nanoff, nanoFramework's flasher, when it is not there. What nanoff is told, and what to do when it fails, is in
boards/boards.json ("sidetap boards" shows it). Windows PowerShell 5.1 and PowerShell 7, on Windows, Linux and macOS.
Exit codes: 0 done, 1 a step failed, 2 not begun: bad arguments, no such file, no image.

.PARAMETER Board
esp32, esp32s3 or stm32f769.

.PARAMETER Port
The board's serial port: COM5, /dev/ttyUSB0. "nanoff --listports" lists them.

.PARAMETER Settings
The box's settings, JSON (docs/settings.md). They are compiled and written to the board's drive.

.PARAMETER MachineProfile
Also -Profile: the machine profile, a JSON file or the name of a shipped one (docs/profiles.md).

.PARAMETER Image
The application with its libraries, one file. Default: the newest Sidetap.bin of the board's Release build.

.PARAMETER Updatable
A signed image (sidetap image sign, with the assemblies of the application) for a box that is updated over the air: the loader is put on the board
instead of the application, and the image into the first slot on its drive. Which boards can: "sidetap boards", docs/boards.md. -Image is the loader then.

.PARAMETER Target
The nanoCLR. Default: the first of the board's targets.

.PARAMETER Erase
Erase all flash first, with what the box has kept.

.PARAMETER WhatIf
Show what would be run and change nothing.

.EXAMPLE
./flash.ps1 -Board esp32 -Port COM5 -Settings box.json -Profile cnc-machine-tool

.EXAMPLE
./flash.ps1 -Board esp32s3 -Port /dev/ttyACM0 -Erase -WhatIf

.EXAMPLE
./flash.ps1 -Board esp32s3 -Port COM5 -Settings box.json -Updatable app.img
#>
[CmdletBinding()]
param(
    [string] $Board = '',
    [string] $Port = '',
    [string] $Settings = '',
    [Alias('Profile')] [string] $MachineProfile = '',
    [string] $Image = '',
    [string] $Updatable = '',
    [string] $Target = '',
    [switch] $Erase,
    [switch] $WhatIf
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$exitFailed = 1
$exitBadInput = 2
$root = $PSScriptRoot

# One line to standard error; Write-Error would add five.
function Stop-Script([int] $code, [string] $text) {
    [Console]::Error.WriteLine("flash.ps1: $text")
    exit $code
}

# A path as the caller means it: .NET's own current folder is another one.
function Get-FullPath([string] $path) {
    return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)
}

function Find-Program([string] $name) {
    foreach ($command in @(Get-Command -Name $name -CommandType Application -ErrorAction SilentlyContinue)) {
        return $command.Path
    }

    return ''
}

# Fills in the places of a command line in boards.json. Each place is an argument of its own, whatever blanks it has.
function Expand-Arguments([string] $line, [hashtable] $places) {
    $arguments = @()
    foreach ($word in $line.Split([char[]] ' ', [StringSplitOptions]::RemoveEmptyEntries)) {
        $isPlace = $word.StartsWith('{') -and $word.EndsWith('}')
        if ($isPlace) { $arguments += $places[$word.Trim([char[]] '{}')] } else { $arguments += $word }
    }

    return , $arguments
}

# Runs a program, shows what it writes, and returns its exit code with its lines; with -WhatIf it only says what it would run.
function Invoke-Program([string] $program, [string[]] $arguments) {
    $shown = foreach ($argument in $arguments) { if ($argument.Contains(' ')) { '"' + $argument + '"' } else { $argument } }
    $name = [IO.Path]::GetFileNameWithoutExtension($program)
    if ($WhatIf) {
        Write-Host "would run: $name $shown"
        return @{ ExitCode = 0; Lines = @() }
    }

    Write-Host "> $name $shown"
    $lines = @()
    $global:LASTEXITCODE = 0
    try {
        & $program @arguments | ForEach-Object {
            Write-Host "  $_"
            $lines += "$_"
        }
    } catch {
        return @{ ExitCode = 127; Lines = @("$_") }
    }

    return @{ ExitCode = $LASTEXITCODE; Lines = $lines }
}

function Invoke-Nanoff([string] $what, [string] $line, [string] $hint) {
    $arguments = Expand-Arguments $line $places
    $result = Invoke-Program $nanoff $arguments

    # nanoff goes on after a file that it could not write, and returns 0.
    $failed = @($result.Lines | Where-Object { $_ -match '^\s*(Error|Exception) (deploying|connecting)' })
    if ($result.ExitCode -ne 0 -or $failed.Count -gt 0) {
        $number = if ($result.ExitCode -ne 0) { "nanoff returned $($result.ExitCode)" } else { 'nanoff could not write a file' }
        Stop-Script $exitFailed "$what failed ($number): $hint"
    }
}

# Compiles settings or a profile with the repository's own sidetap, so that the record fits the firmware of this repository.
function Invoke-Compile([string] $what, [string] $source, [string] $target) {
    $arguments = @('run', '--project', [IO.Path]::Combine($root, 'tools', 'Sidetap'), '--configuration', 'Release', '--', $what, 'compile', $source)
    if ($what -eq 'profile') { $arguments += '--record' }
    $arguments += @('--output', $target)
    $result = Invoke-Program $dotnet $arguments
    if ($result.ExitCode -ne 0) {
        Stop-Script $exitFailed "the $what in $source can't be used: mend what is said above (sidetap $what check $source), then run this again; the board was not touched"
    }
}

# What there is to do, looked at before anything is done.
$tablePath = [IO.Path]::Combine($root, 'boards', 'boards.json')
$table = [IO.File]::ReadAllText($tablePath) | ConvertFrom-Json
$ids = foreach ($one in $table.boards) { $one.id }
$row = $null
foreach ($one in $table.boards) { if ($one.id -eq $Board) { $row = $one } }
if ($Board -eq '') { Stop-Script $exitBadInput "name the board: -Board $($ids -join ', ') (Get-Help ./flash.ps1 tells more)" }
if ($null -eq $row) { Stop-Script $exitBadInput "there is no board '$Board'; there are $($ids -join ', ')" }
if ($Port -eq '') { Stop-Script $exitBadInput 'name the serial port: -Port COM5 or -Port /dev/ttyUSB0 (nanoff --listports lists them)' }
$targets = @(foreach ($one in $row.targets) { $one.name })
if ($Target -eq '') { $Target = $targets[0] }
if ($targets -notcontains $Target) { Stop-Script $exitBadInput "$Board has no target '$Target'; there are $($targets -join ', ')" }
if ($Settings -ne '') {
    $Settings = Get-FullPath $Settings
    if (-not [IO.File]::Exists($Settings)) { Stop-Script $exitBadInput "no such file: $Settings; docs/box.json is an example" }
}

if ($Updatable -ne '') {
    $Updatable = Get-FullPath $Updatable
    if (-not [IO.File]::Exists($Updatable)) { Stop-Script $exitBadInput "no such file: $Updatable; make it with sidetap image sign" }
    Write-Host "note: $($row.updateNote)"
}

# A profile that is no file is the name of a shipped one; sidetap tells when it isn't.
if ($MachineProfile -ne '' -and [IO.File]::Exists((Get-FullPath $MachineProfile))) { $MachineProfile = Get-FullPath $MachineProfile }
$deployed = @{ project = $row.project; image = $table.image }
if ($Updatable -ne '') { $deployed = @{ project = $table.loader.project; image = $table.loader.image } }
$project = [IO.Path]::Combine($root, $deployed.project)
$folder = [IO.Path]::GetDirectoryName($project)
$output = [IO.Path]::Combine($folder, 'bin', 'Release')
if ($Image -ne '') {
    $Image = Get-FullPath $Image
    if (-not [IO.File]::Exists($Image)) { Stop-Script $exitBadInput "no such file: $Image" }
} else {
    $newest = [DateTime]::MinValue
    if ([IO.Directory]::Exists($output)) {
        foreach ($path in [IO.Directory]::GetFiles($output, $deployed.image, [IO.SearchOption]::AllDirectories)) {
            $written = [IO.File]::GetLastWriteTimeUtc($path)
            if ($written -gt $newest) { $Image = $path; $newest = $written }
        }
    }

    if ($Image -eq '') {
        $text = "there is no $($deployed.image) below $output. Build it where Visual Studio has the nanoFramework extension: " +
            "nuget restore boards/Device.sln, then msbuild $($deployed.project) -p:Configuration=Release"
        if (-not $WhatIf) { Stop-Script $exitBadInput $text }
        Write-Host "note: $text"
        $Image = [IO.Path]::Combine($output, $deployed.image)
    }
}

if ([IO.File]::Exists($Image)) {
    $kilobytes = [Math]::Ceiling(([IO.FileInfo] $Image).Length / 1024)
    if ($kilobytes -eq 0) { Stop-Script $exitBadInput "$Image is empty; build it again" }
    if ($kilobytes -gt $row.deploymentKb) { Stop-Script $exitBadInput "$Image has $kilobytes KB, and $Board has room for $($row.deploymentKb) KB" }
    if ($kilobytes -gt $table.imageBudgetKb) { Write-Host "note: $Image has $kilobytes KB, more than the $($table.imageBudgetKb) KB it should take" }
}

$dotnet = Find-Program 'dotnet'
if ($dotnet -eq '') { Stop-Script $exitBadInput 'there is no dotnet on the PATH; install the .NET 10 SDK from https://dotnet.microsoft.com/download' }
$nanoff = Find-Program 'nanoff'
if ($nanoff -eq '') {
    # Where "dotnet tool" puts it; a shell that was open before does not have that on its PATH.
    $homeFolder = [Environment]::GetFolderPath([Environment+SpecialFolder]::UserProfile)
    $installed = [IO.Path]::Combine($homeFolder, '.dotnet', 'tools', 'nanoff')
    if ([IO.Path]::DirectorySeparatorChar -eq '\') { $installed += '.exe' }
    if (-not [IO.File]::Exists($installed)) {
        $result = Invoke-Program $dotnet @('tool', 'install', '--global', 'nanoff')
        if ($result.ExitCode -ne 0) { Stop-Script $exitFailed 'nanoff could not be installed: run "dotnet tool install --global nanoff" by hand, where there is a way to nuget.org' }
        if (-not $WhatIf -and -not [IO.File]::Exists($installed)) { Stop-Script $exitFailed "nanoff was installed and is not at $installed; put its folder on the PATH and run this again" }
    }

    $nanoff = $installed
}

# Settings and profile are compiled first: what is wrong with them is told before the board is touched.
$work = [IO.Path]::Combine($root, 'artifacts', 'flash', $Board)
$files = @()
foreach ($record in @(@('settings', $Settings, $table.files.settings), @('profile', $MachineProfile, $table.files.profile))) {
    if ($record[1] -eq '') { continue }
    $first = [IO.Path]::Combine($work, $record[2][0])
    if (-not $WhatIf) {
        [void] [IO.Directory]::CreateDirectory($work)
        [IO.File]::Delete($first)
    }

    Invoke-Compile $record[0] $record[1] $first
    foreach ($name in $record[2]) {
        $copy = [IO.Path]::Combine($work, $name)
        if (-not $WhatIf -and $copy -ne $first) { [IO.File]::Copy($first, $copy, $true) }
        $files += @{ DestinationFilePath = "$($row.drive)\$name"; SourceFilePath = $copy }
    }
}

# The slot's files are many: the tool makes them, and what it has made is what goes onto the drive.
if ($Updatable -ne '') {
    $slot = [IO.Path]::Combine($work, 'slot')
    if (-not $WhatIf) { [void] [IO.Directory]::CreateDirectory($work) }
    $result = Invoke-Program $dotnet @('run', '--project', [IO.Path]::Combine($root, 'tools', 'Sidetap'), '--configuration', 'Release', '--', 'image', 'slot', $Updatable, '--output', $slot, '--force')
    if ($result.ExitCode -ne 0) {
        Stop-Script $exitFailed "the image in $Updatable can't be used: mend what is said above (sidetap image info $Updatable), then run this again; the board was not touched"
    }

    if (-not $WhatIf) {
        $names = @(foreach ($path in [IO.Directory]::GetFiles($slot)) { [IO.Path]::GetFileName($path) })
        [Array]::Sort($names, [StringComparer]::Ordinal)
        foreach ($name in $names) { $files += @{ DestinationFilePath = "$($row.drive)\$name"; SourceFilePath = [IO.Path]::Combine($slot, $name) } }
    }
}

$list = [IO.Path]::Combine($work, 'files.json')
$places = @{ target = $Target; port = $Port; image = $Image; files = $list }
$update = $row.nanoff.update
if ($table.firmwareVersion -ne '') { $update += " --fwversion $($table.firmwareVersion)" }
if ($Erase) {
    $update = "$update $($row.nanoff.updateErase)"
    if ($row.nanoff.erase -ne '') { Invoke-Nanoff 'erasing the flash' $row.nanoff.erase $row.hints.update }
}

Invoke-Nanoff "putting nanoCLR $Target on the board" $update $row.hints.update
$what = 'the application'
if ($Updatable -ne '') { $what = 'the loader' }
Invoke-Nanoff "putting $what on the board" $row.nanoff.deploy $row.hints.deploy
if ($files.Count -gt 0) {
    foreach ($file in $files) { Write-Host "$($file.SourceFilePath) -> $($file.DestinationFilePath)" }
    if (-not $WhatIf) {
        # Written by hand: ConvertTo-Json of 5.1 and of 7 differ in what they do with lists.
        $entries = foreach ($file in $files) {
            '    { "DestinationFilePath": "' + $file.DestinationFilePath.Replace('\', '\\') + '", "SourceFilePath": "' + $file.SourceFilePath.Replace('\', '\\') + '" }'
        }
        $text = "{`n  ""serialport"": ""$($Port.Replace('\', '\\'))"",`n  ""files"": [`n" + ($entries -join ",`n") + "`n  ]`n}`n"
        [IO.File]::WriteAllText($list, $text)
    }

    Invoke-Nanoff 'writing the files' $row.nanoff.files "$($row.hints.files). The files are in $work; they hold the passwords as they are"
    if (-not $WhatIf) { [IO.Directory]::Delete($work, $true) }
}

Invoke-Nanoff 'asking the box who it is' $row.nanoff.verify $row.hints.verify
if ($WhatIf) {
    Write-Host 'nothing was changed'
} else {
    Write-Host "done: $Board answers at $Port. Restart it (reset button) to start with what it was given; its lamp tells how it goes (docs/boards.md)"
}

exit 0
