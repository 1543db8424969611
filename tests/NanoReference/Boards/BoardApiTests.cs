using Microsoft.CodeAnalysis.CSharp;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using Sidetap.NanoReference.Api;
using Sidetap.NanoReference.Generation;

namespace Sidetap.NanoReference.Tests.Boards;

/// <summary>A board refers to the packages that its code needs, and its code uses no member that nanoFramework has not.</summary>
[TestClass]
public class BoardApiTests
{
    public static IEnumerable<object[]> Names => BoardProjectTests.WithLibraries;

    /// <summary>A member without which a board does not compile, and the places of the errors.</summary>
    public static IEnumerable<object[]> Members =>
    [
        ["esp32", "System.Device.Adc.AdcChannel", "::ReadValue():", "NanoAnalogInput.cs CS1061, NanoBurstInput.cs CS1061"],
        ["esp32", "nanoFramework.Networking.WifiNetworkHelper", "::Reset():", "Esp32Wifi.cs CS0117"],
        ["esp32", "nanoFramework.Hardware.Esp32.Sleep", "::StartDeepSleep():", "Esp32Power.cs CS0117"],
        ["esp32", "System.Device.Gpio.GpioPulseCounter", "::Start():", "Esp32CounterInput.cs CS1061"],
        ["esp32s3", "System.Net.Sockets.Socket", "::Poll(", "NanoUdpLink.cs CS1061"],
        ["esp32s3", "System.IO.Ports.SerialPort", "::BytesToRead:", "NanoSerialPort.cs CS1061"],
        ["esp32s3", "nanoFramework.Hardware.Esp32.Configuration", "::SetPinFunction(", "Esp32Board.cs CS0117"],
        ["stm32f769", "nanoFramework.Hardware.Stm32.BackupMemory", "::WriteBytes(", "BackupFileArea.cs CS0117"],
        ["stm32f769", "nanoFramework.Networking.NetworkHelper", "::Reset():", "NanoEthernet.cs CS0117"],
        ["stm32f769", "System.IO.File", "::Exists(", "NanoFileArea.cs CS0117"],
        ["stm32f769", "System.Device.I2c.I2cDevice", "::WriteRead(", "NanoI2cBus.cs CS1061"],
        ["stm32f769", "System.Environment", "::TickCount64:", "NanoClock.cs CS0117, NanoSystem.cs CS0117"],
    ];

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void ItCompilesAgainstExactlyItsPackagesAndLibraries(string name)
    {
        BoardProject project = BoardProject.Of(name);
        CSharpCompilation compilation = BoardCompilation.Of(project, ReferenceSet.Images);
        Assert.AreEqual(string.Empty, string.Join(", ", BoardCompilation.Errors(compilation)));

        string[] references = [.. project.References().Keys, .. project.ProjectReferences().Select(library => library.Property("AssemblyName"))];
        CollectionAssert.AreEquivalent(BoardCompilation.Needed(compilation).ToArray(), references);
    }

    [TestMethod]
    [DynamicData(nameof(Members))]
    public void WithoutAMemberItDoesNotCompileWhereItIsUsed(string board, string type, string member, string expected)
    {
        using TemporaryFolder folder = new();
        string table = folder.File("changed.tsv");
        string[] rows = File.ReadAllLines(Repository.ApiTable);

        // A base's member of the same name is as good: it goes too.
        string[] kept = [.. rows.Where(row => !(row.Contains($"\t{type}", StringComparison.Ordinal) && row.Contains(member, StringComparison.Ordinal)))];
        Assert.IsTrue(kept.Length < rows.Length, "There is no such row.");
        File.WriteAllLines(table, kept);

        CSharpCompilation compilation = BoardCompilation.Of(BoardProject.Of(board), ReferenceAssemblyGenerator.Generate(ApiTableReader.Read(table)));

        Assert.AreEqual(expected, string.Join(", ", BoardCompilation.ErrorsOfBoardFiles(compilation)));
    }
}
