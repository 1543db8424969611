using System.Text;
using Sidetap.Profiles.Binary;
using Sidetap.Profiles.Model;
using Sidetap.Profiles.Reading;

namespace Sidetap.Profiles;

/// <summary>Reads and checks profiles, in JSON and compiled.</summary>
public static class ProfileFile
{
    /// <summary>A longer file is no profile.</summary>
    public const int MaxFileOctets = 1 << 20;

    /// <summary>Reads and checks a profile.</summary>
    /// <param name="pathOrName">A file in JSON or compiled, or the name of a shipped profile; a file of that name goes first.</param>
    /// <returns>The profile, with everything that is wrong with it.</returns>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static ProfileDocument Load(string pathOrName)
    {
        if (File.Exists(pathOrName))
        {
            return new FileInfo(pathOrName).Length <= MaxFileOctets
                ? Parse(File.ReadAllBytes(pathOrName), pathOrName)
                : Refused(pathOrName, $"longer than {MaxFileOctets} octets; name a machine profile");
        }

        return ShippedProfiles.Names.Contains(pathOrName)
            ? Parse(ShippedProfiles.Read(pathOrName), $"{pathOrName}.json")
            : Refused(pathOrName, $"no such file, and no profile of that name is shipped; these are: {string.Join(", ", ShippedProfiles.Names)}");
    }

    /// <summary>Checks a profile.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="file">What messages call it.</param>
    /// <returns>The profile, with everything that is wrong with it.</returns>
    public static ProfileDocument Parse(string text, string file) => Parse(Encoding.UTF8.GetBytes(text), file);

    /// <summary>Whether a file is there and is a compiled profile, by its first octets.</summary>
    /// <param name="path">The file.</param>
    /// <returns>True when it begins as one.</returns>
    public static bool IsCompiled(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        Span<byte> head = stackalloc byte[4];
        using FileStream file = File.OpenRead(path);
        return IsCompiled(head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)]);
    }

    /// <summary>Whether a file is a compiled profile, by its first octets.</summary>
    /// <param name="octets">The file.</param>
    /// <returns>True when it begins as one.</returns>
    public static bool IsCompiled(ReadOnlySpan<byte> octets) => octets.StartsWith("STP"u8);

    private static ProfileDocument Decompile(byte[] octets, string file) =>
        ProfileDecompiler.TryRead(octets, out ProfileModel? model, out int octet, out string? reason)
            ? new ProfileDocument(file, model, [])
            : Refused(file, $"octet {octet}: {reason}; compile it again from its JSON file");

    private static ProfileDocument Parse(byte[] octets, string file)
    {
        if (IsCompiled(octets))
        {
            return Decompile(octets, file);
        }

        ProblemList problems = new(file);
        JsonText? json = JsonText.Read(octets, problems);
        if (json == null)
        {
            return new ProfileDocument(file, null, problems.InOrder());
        }

        problems.Positions = json;
        SchemaCheck.Run(json, problems);
        TextCheck.Characters(problems, json);
        ProfileModel? model = new ProfileBuilder(json.Root, problems).Build();
        return new ProfileDocument(file, problems.HasErrors ? null : model, problems.InOrder());
    }

    private static ProfileDocument Refused(string file, string reason) => new(file, null, [new ProfileProblem(file, 0, 0, reason)]);
}
