using System.Text.Json.Nodes;
using Sidetap.Model;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Catalogue;
using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Tests;

/// <summary>What the desktop compiles the box reads, and understands the same; what the one refuses the other does too.</summary>
[TestClass]
public sealed class FirmwareTests
{
    public static IEnumerable<object[]> Shipped => ShippedProfiles.Names.Select(name => new object[] { name });

    public static IEnumerable<object[]> Kinds => SourceCatalog.Kinds.Select(kind => new object[] { kind.Type });

    [TestMethod]
    [DynamicData(nameof(Shipped))]
    public void TheBoxReadsShippedProfiles(string name) => CheckSame(ProfileFile.Load(name).Model!);

    [TestMethod]
    public void TheBoxReadsRandomProfiles()
    {
        for (int seed = 0; seed < 60; seed++)
        {
            ProfileDocument document = ProfileFile.Parse(new RandomProfile(seed).Json(), $"seed {seed}");
            Assert.IsNotNull(document.Model, string.Join('\n', document.Problems));
            CheckSame(document.Model);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void BothTakeTheBoundsOfEveryParameter(string type)
    {
        foreach ((string what, double value, ProfileModel profile) in Changed(type, parameter => [parameter.Low, parameter.High, .. parameter.Allowed, .. parameter.Names.Select(name => name.Value)]))
        {
            // What does not fit the other parameters is refused with them, by both.
            ProfileSource source = profile.Sources[1];
            bool fits = source.Kind.Rule(new SourceSettings(source.Parameters, source.Inputs, source.Interval == 0 ? profile.SamplingInterval : source.Interval)) == null;
            bool isAny = Math.Abs(value) == SourceParameter.Any;
            Assert.IsTrue(isAny || fits == IsTakenByBox(profile), $"{type}: {what} = {value}, {(fits ? "taken by the desktop only" : "taken by the box only")}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void BothRefuseWhatIsOneStepBeyond(string type)
    {
        foreach ((string what, double value, ProfileModel profile) in Changed(type, parameter => Beyond(parameter).Where(value => !parameter.Allows(value))))
        {
            Assert.IsFalse(IsTakenByBox(profile), $"{type}: the box takes {what} = {value}");
            Assert.IsFalse(ProfileDecompiler.TryRead(ProfileCompiler.Compile(profile).Octets, out _, out _, out _), $"{type}: {what} = {value}");
        }
    }

    // A Float has another value with every sample, and an array no value: neither tells a state. A tool's name does.
    [TestMethod]
    [DataRow("Part", true)]
    [DataRow("Door", true)]
    [DataRow("Pressure", false)]
    public void BothRefuseAStateThatIsNone(string name, bool isState)
    {
        ProfileModel sound = ProfileFile.Parse(TestProfiles.Sound, "press.json").Model!;
        int index = sound.Fields.ToList().FindIndex(field => field.Name == name);
        foreach (ProfileEventKind kind in Enum.GetValues<ProfileEventKind>())
        {
            bool isTaken = isState || kind is ProfileEventKind.Fault or ProfileEventKind.Limit;
            ProfileModel profile = sound with { Events = [new ProfileEvent(kind, index, 200, "")] };
            Assert.AreEqual(isTaken, IsTakenByBox(profile), $"the box, {kind}");
            Assert.AreEqual(isTaken, ProfileDecompiler.TryRead(ProfileCompiler.Compile(profile).Octets, out _, out _, out string? reason), $"the desktop, {kind}");
            Assert.AreEqual(isTaken, reason == null, reason);
        }
    }

    [TestMethod]
    public void TheDesktopTakesNoCompiledProfileThatTheBoxRefuses()
    {
        byte[][] sound =
        [
            .. ShippedProfiles.Names.Select(name => ProfileCompiler.Compile(ProfileFile.Load(name).Model!, withDescriptions: true).Octets),
            .. Enumerable.Range(0, 20).Select(seed => ProfileCompiler.Compile(ProfileFile.Parse(new RandomProfile(seed).Json(), "").Model!, withDescriptions: true).Octets),
        ];
        Random random = new(11);
        int taken = 0;
        for (int i = 0; i < 20_000; i++)
        {
            byte[] octets = HostileTests.Changed(sound[random.Next(sound.Length)], random);
            if (ProfileDecompiler.TryRead(octets, out ProfileModel? profile, out _, out _))
            {
                taken++;
                Assert.AreEqual("it is taken", Refusal(octets), profile.Name);
            }
        }

        Assert.IsGreaterThan(1000, taken);
    }

    private static string Refusal(byte[] octets)
    {
        ProfileReader reader = new();
        MachineProfile? read = reader.Read(octets, 0, octets.Length);
        if (read == null)
        {
            return ProfileErrors.TextOf(reader.Error, reader.Part, reader.Item);
        }

        ProfileError error = ProfileCheck.Build(read, WholeBoard.Inputs(), out _, out int item);
        return error == ProfileError.None ? "it is taken" : ProfileErrors.TextOf(error, ProfileCheck.PartOf(error), item);
    }

    private static IEnumerable<double> Beyond(SourceParameter parameter) => parameter.Form switch
    {
        ParameterForm.Flag => [-1, 2, 0.5],
        ParameterForm.Named => [-1, parameter.Names.Count, 0.5],
        ParameterForm.OneOf => [parameter.Allowed.Min() / 2, parameter.Allowed.Max() * 2, parameter.Allowed.Max() + 0.5],
        ParameterForm.Integer => [parameter.Low - 1, parameter.High + 1, parameter.Low + 0.5],
        _ => ((double[])[Math.BitDecrement(parameter.Low), Math.BitIncrement(parameter.High)]).Where(value => Math.Abs(value) < SourceParameter.Any),
    };

    [TestMethod]
    public void AThresholdThatIsNothingAsAFloatIsRefused()
    {
        string json = TestProfiles.Of(
            new JsonObject { ["name"] = "In", ["type"] = "analog", ["channel"] = 0 },
            new JsonObject { ["name"] = "State", ["type"] = "machineState", ["power"] = "In", ["onPower"] = 1e-50, ["offPower"] = 0 });
        ProfileProblem problem = ProfileFile.Parse(json, "").Errors.Single();
        Assert.AreEqual("\"onPower\" is 1E-50; take another number", problem.Message);
        json = json.Replace("1E-50", "1E-44", StringComparison.Ordinal); // a Float has that
        Assert.IsTrue(IsTakenByBox(ProfileFile.Parse(json, "").Model!));
    }

    /// <summary>A source of a kind with each of its parameters set to each of some values, past all checks.</summary>
    private static IEnumerable<(string What, double Value, ProfileModel Profile)> Changed(string type, Func<SourceParameter, IEnumerable<double>> values)
    {
        SourceKindInfo kind = SourceCatalog.Find(type)!;
        ProfileModel profile = Sample(kind);
        ProfileSource source = profile.Sources[1];
        for (int i = 0; i < source.Parameters.Count; i++)
        {
            SourceParameter parameter = kind.ParameterAt(i);
            foreach (double value in values(parameter))
            {
                double[] changed = [.. source.Parameters];
                changed[i] = value;
                yield return (parameter.Name, value, profile with { Sources = [profile.Sources[0], source with { Parameters = changed }] });
            }
        }
    }

    private static ProfileModel Sample(SourceKindInfo kind)
    {
        JsonObject input = new() { ["name"] = "In", ["type"] = "analog", ["channel"] = 0 };
        ProfileDocument document = ProfileFile.Parse(TestProfiles.Of(input, SampleSources.Of(kind)), kind.Type);
        Assert.IsNotNull(document.Model, string.Join('\n', document.Problems));
        CheckSame(document.Model);
        return document.Model;
    }

    private static bool IsTakenByBox(ProfileModel profile)
    {
        byte[] octets = ProfileCompiler.Compile(profile).Octets;
        MachineProfile? read = new ProfileReader().Read(octets, 0, octets.Length);
        return read != null && ProfileCheck.Build(read, WholeBoard.Inputs(), out _, out _) == ProfileError.None;
    }

    private static void CheckSame(ProfileModel profile)
    {
        byte[] octets = ProfileCompiler.Compile(profile, withDescriptions: true).Octets;
        ProfileReader reader = new();
        MachineProfile? read = reader.Read(octets, 0, octets.Length);
        Assert.IsNotNull(read, $"{profile.Name}: {ProfileErrors.TextOf(reader.Error, reader.Part, reader.Item)}, octet {reader.ErrorOffset}");
        Assert.AreEqual(ProfileText.Of(profile, true), FirmwareProfileText.Of(read));
        ProfileError error = ProfileCheck.Build(read, WholeBoard.Inputs(), out _, out int item);
        Assert.AreEqual(ProfileError.None, error, $"{profile.Name}: item {item}, {(item < profile.Sources.Count && item >= 0 ? profile.Sources[item].Kind.Type : "")}");
        Assert.IsTrue(ProfileDecompiler.TryRead(octets, out ProfileModel? again, out int octet, out string? reason), $"octet {octet}: {reason}");
        Assert.AreEqual(ProfileText.Of(profile, true), ProfileText.Of(again, true));
    }
}
