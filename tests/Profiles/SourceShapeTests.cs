using System.Text.Json.Nodes;
using Sidetap.Hal;
using Sidetap.Model;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;
using Sidetap.Sensors;

namespace Sidetap.Profiles.Tests;

/// <summary>What the catalogue says of a kind's inputs, parameters and memory is what the firmware's sources have.</summary>
[TestClass]
public sealed class SourceShapeTests
{
    private const int MostInputs = 20;
    private const int MostParameters = byte.MaxValue; // a compiled profile counts them in an octet

    public static IEnumerable<object[]> Kinds => SourceCatalog.Kinds.Select(kind => new object[] { kind.Type });

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void BothTakeTheSameNumbersOfInputsAndParameters(string type)
    {
        SourceKindInfo kind = SourceCatalog.Find(type)!;
        ProfileSource sample = Sample(kind, kind.List?.Most ?? 0).Sources[1];
        for (int inputs = 0; inputs <= MostInputs; inputs++)
        {
            for (int parameters = 0; parameters <= MostParameters; parameters++)
            {
                SourceDescriptor source = new()
                {
                    Kind = (SourceKind)kind.Number,
                    Inputs = new int[inputs],
                    Parameters = [.. Enumerable.Range(0, parameters).Select(i => i < sample.Parameters.Count ? sample.Parameters[i] : 1)],
                };
                bool isTaken = SourceFactory.OutputsOf(source) > 0;
                Assert.AreEqual(kind.ItemsOf(inputs, parameters) >= 0, isTaken, $"{type} with {inputs} inputs and {parameters} parameters is {(isTaken ? "" : "not ")}taken by the box");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void BothMakeTheShortestAndTheLongest(string type)
    {
        SourceKindInfo kind = SourceCatalog.Find(type)!;
        foreach (int items in kind.List == null ? (int[])[0] : [kind.List.Least, kind.List.Most])
        {
            ProfileModel profile = Sample(kind, items);
            ProfileSource source = profile.Sources[1];
            CheckTaken(profile, $"{type} with {items} items");
            int inputs = source.Inputs.Count - kind.Inputs.Count(input => input.CanBeMissing);
            int parameters = source.Parameters.Count - kind.Parameters.Count(parameter => parameter.CanBeMissing);
            CheckTaken(With(profile, [.. source.Inputs.Take(inputs)], [.. source.Parameters.Take(parameters)]), $"{type} without what can be missing");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void BothNeedTheSameInputs(string type)
    {
        SourceKindInfo kind = SourceCatalog.Find(type)!;
        ProfileModel profile = Sample(kind, kind.List?.Least ?? 0);
        ProfileSource source = profile.Sources[1];
        for (int i = 0; i < source.Inputs.Count; i++)
        {
            int[] inputs = [.. source.Inputs];
            inputs[i] = ProfileSource.None;
            ProfileModel changed = With(profile, inputs, source.Parameters);
            Assert.AreEqual(kind.InputAt(i).IsOptional, IsTakenByBox(changed), $"{type} without {kind.InputAt(i).Name}, the box");
            Assert.AreEqual(kind.InputAt(i).IsOptional, IsTakenByDesktop(changed), $"{type} without {kind.InputAt(i).Name}, the desktop");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void WhatIsKeptIsKept(string type)
    {
        SourceKindInfo kind = SourceCatalog.Find(type)!;
        SourceSet sources = Build(Sample(kind, Math.Max(kind.List?.Least ?? 0, 1)))!;
        Assert.AreEqual(kind.IsKept, sources.StateOctets > 0, $"{type}: the source keeps {sources.StateOctets} octets");
    }

    // The chips' highest rates, 3,200 and 4,000 Hz, fill a FIFO of 32 samples within the 10 ms that an uptime clock ticks: neither takes them.
    [TestMethod]
    [DataRow("ADXL345-SPI", 1600, 8)]
    [DataRow("ADXL355-SPI", 2000, 10)]
    public void BothTakeTheSameRatesOfAnAccelerometer(string chip, double highest, int count)
    {
        SourceKindInfo kind = SourceCatalog.Find("accelerometer")!;
        ProfileModel profile = Sample(kind, 0);
        profile = profile with { SamplingInterval = 10 };
        double[] parameters = [.. profile.Sources[1].Parameters];
        parameters[0] = kind.Parameters[0].Names.First(name => name.Name == chip).Value;
        Array.Clear(parameters, kind.Parameters.Count, 4); // bands
        for (int halved = -1; halved <= count; halved++)
        {
            parameters[3] = highest / Math.Pow(2, halved);
            ProfileModel changed = With(profile, [], [.. parameters]);
            bool isRate = halved >= 0 && halved < count;
            Assert.AreEqual(isRate, IsTakenByBox(changed), $"{chip} at {parameters[3]} Hz, the box");
            Assert.AreEqual(isRate, IsTakenByDesktop(changed), $"{chip} at {parameters[3]} Hz, the desktop");
        }
    }

    [TestMethod]
    public void OperationCountersWithoutAGapLeaveItToTheBox()
    {
        SourceKindInfo kind = SourceCatalog.Find("operationCounters")!;
        JsonObject source = SampleSources.Of(kind);
        source.Remove("gapMs");
        ProfileModel profile = Parse(kind, source);
        Assert.IsEmpty(profile.Sources[1].Parameters);
        CheckTaken(profile, "without gapMs");
    }

    private static ProfileModel Sample(SourceKindInfo kind, int items) => Parse(kind, SampleSources.Of(kind, items));

    private static ProfileModel Parse(SourceKindInfo kind, JsonObject source)
    {
        JsonObject input = new() { ["name"] = "In", ["type"] = "analog", ["channel"] = 0 };
        ProfileDocument document = ProfileFile.Parse(TestProfiles.Of(input, source), kind.Type);
        Assert.IsNotNull(document.Model, string.Join('\n', document.Problems));
        return document.Model;
    }

    private static ProfileModel With(ProfileModel profile, IReadOnlyList<int> inputs, IReadOnlyList<double> parameters) =>
        profile with { Sources = [profile.Sources[0], profile.Sources[1] with { Inputs = inputs, Parameters = parameters }] };

    private static void CheckTaken(ProfileModel profile, string what)
    {
        Assert.IsTrue(IsTakenByBox(profile), $"the box refuses {what}");
        Assert.IsTrue(IsTakenByDesktop(profile), $"the desktop refuses {what}");
    }

    private static bool IsTakenByDesktop(ProfileModel profile) => ProfileDecompiler.TryRead(ProfileCompiler.Compile(profile).Octets, out _, out _, out _);

    private static bool IsTakenByBox(ProfileModel profile) => Build(profile) != null;

    private static SourceSet? Build(ProfileModel profile)
    {
        byte[] octets = ProfileCompiler.Compile(profile).Octets;
        MachineProfile? read = new ProfileReader().Read(octets, 0, octets.Length);
        return read != null && ProfileCheck.Build(read, WholeBoard.Inputs(), out SourceSet sources, out _) == ProfileError.None ? sources : null;
    }
}
