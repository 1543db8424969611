using System.Collections.Concurrent;
using Sidetap.Images;

namespace Sidetap.Simulation.Updates;

/// <summary>The images of all seeds, each made once in a process. Signatures are those of RFC 6979, so a seed sees the same octets always.</summary>
internal static class SignedImages
{
    /// <summary>The name of the box's board, and of another.</summary>
    public const string Board = "sim-board";
    public const string OtherBoard = "sim-other";

    /// <summary>Octets of the longest image that a slot takes.</summary>
    public const int Capacity = 6 * 4092;

    private static readonly ConcurrentDictionary<ImageRecipe, SimulatedImage> Made = new();

    /// <summary>The owner's key; for tests, and known to everybody.</summary>
    public static ImageKey Owner { get; } = KeyOf("""
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8XiQHVbK6Xg1jqmW
        /lYoBNfKC+ea6LJew4CzN1Ar3EChRANCAAQxqYNJo8gXU3p5I6nMZKzZsGEIkrJ9
        Gl/zSkA57IhHzJqOQh6h4+IRlGQm8276KbWxDZL3eWH58EQKly0GYQZt
        -----END PRIVATE KEY-----
        """);

    /// <summary>Somebody else's.</summary>
    public static ImageKey Stranger { get; } = KeyOf("""
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHo9i3KXvqeDahZ4q
        fVhLp+WnlZr9QDV7ycnqpSqM1bahRANCAATgJTWqxNmXmfoICqJKwyZF87YuGSCc
        EzYTD8paY7UHpwJBGiOuqydKP2PIgg3Rwp0Z19cRZQd6dzPJhycLDDDM
        -----END PRIVATE KEY-----
        """);

    /// <summary>The one the owner had before, with which nothing is signed any more.</summary>
    public static ImageKey Former { get; } = KeyOf("""
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDnxTj6See9zWAvqX
        CbP1WR9wXRPNnJ62UJHQWTFby76hRANCAATUgIwMLxRUOmqPNkl6gCwasShchnew
        1K9gu69/9qSc4A5173jEVQMdmvZNfNKyIQohOFXBL+gSHeErcfGIDYfQ
        -----END PRIVATE KEY-----
        """);

    /// <summary>The image that a recipe makes.</summary>
    public static SimulatedImage Of(ImageRecipe recipe) => Made.GetOrAdd(recipe, r => SimulatedImage.Make(r, r.IsOwners ? Owner : Stranger));

    private static ImageKey KeyOf(string pem) => ImageKey.TryRead(pem, null, out var key, out var problem) ? key : throw new ArgumentException(problem);
}
