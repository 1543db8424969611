#nullable enable
using Sidetap.Model;

namespace Sidetap.Tests.Host.Model;

/// <summary>Profiles that somebody has forged, with the right check sum: read or refused, built or refused, and never more memory than a profile can take.</summary>
[TestClass]
public sealed class ProfileForgeryTests
{
    private const int Forgeries = 50_000;

    // A reference and a header of objects for every octet that is there, and the sources that were built of it.
    private const int OctetsPerRead = 64 * ProfileFormat.MaxLength;
    private const int OctetsPerBuild = 128 * 1024;

    [TestMethod]
    public void A_forged_profile_never_throws_and_never_takes_what_it_claims()
    {
        var whole = ProfileWriter.Write(RichProfile.Create());
        var inputs = RichProfile.Inputs(new FakeBoard());
        var random = new Random(4);
        var octets = new byte[whole.Length];
        var reader = new ProfileReader();
        var counts = new int[(int)ProfileError.ChipInUse + 1];
        for (var i = 0; i < Forgeries; i++)
        {
            whole.CopyTo(octets, 0);
            Forge(octets, random);
            ProfileWriter.Seal(octets);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var profile = reader.Read(octets, 0, octets.Length);
            Assert.IsTrue(GC.GetAllocatedBytesForCurrentThread() - before < OctetsPerRead, $"forgery {i} takes {GC.GetAllocatedBytesForCurrentThread() - before} octets");
            Assert.AreEqual(profile is null, reader.Error != ProfileError.None);
            Assert.IsTrue(reader.ErrorOffset >= 0 && reader.ErrorOffset <= octets.Length);
            counts[(int)reader.Error]++;
            if (profile is not null)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                ProfileCheck.Build(profile, inputs, out var sources, out _);
                Assert.IsTrue(GC.GetAllocatedBytesForCurrentThread() - before < OctetsPerBuild, $"forgery {i} builds {GC.GetAllocatedBytesForCurrentThread() - before} octets");
                Sample(profile, sources);
            }
        }

        Assert.IsTrue(counts[(int)ProfileError.None] > Forgeries / 50, $"{counts[0]} were read");
        Assert.IsTrue(counts.Count(c => c > 0) >= 10, string.Join(' ', counts));
    }

    /// <summary>Replaces octets, or moves a run of them to another place.</summary>
    private static void Forge(byte[] octets, Random random)
    {
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(ProfileFormat.ContentAt, octets.Length);
            if (random.Next(4) > 0)
            {
                octets[at] = (byte)random.Next(256);
                continue;
            }

            var length = random.Next(1, Math.Min(16, octets.Length - at) + 1);
            var to = random.Next(ProfileFormat.ContentAt, octets.Length - length + 1);
            Array.Copy(octets, at, octets, to, length);
        }
    }

    private static void Sample(MachineProfile profile, SourceSet? sources)
    {
        if (sources is null)
        {
            return;
        }

        var dataSet = new Sidetap.PubSub.DataSet(profile.MetaData());
        var sampler = new FieldSampler(profile, dataSet, sources);
        for (var now = 0; now < 500; now += 100)
        {
            sampler.Sample(now);
            sampler.MarkDue(now);
            sampler.MarkPublished(now == 0, now);
        }
    }
}
