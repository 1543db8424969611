using System.Text.Json.Serialization;

namespace Sidetap.ConsoleServer;

/// <summary>A machine profile that the page offers.</summary>
/// <param name="Name">Its name, as files and commands have it.</param>
/// <param name="Title">What it is for, for people.</param>
/// <param name="Octets">Compiled, as a box takes it.</param>
public sealed record ServedProfile(string Name, string Title, [property: JsonIgnore] byte[] Octets)
{
    /// <summary>Where the page gets it.</summary>
    public string Url => $"profiles/{Name}";
}
