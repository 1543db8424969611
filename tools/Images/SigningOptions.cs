namespace Sidetap.Images;

/// <summary>What an image says of itself besides its payload.</summary>
public sealed record SigningOptions
{
    /// <summary>The image's version.</summary>
    public required ImageVersion Version { get; init; }

    /// <summary>The board it is for (<see cref="BoardName"/>); null: none is named, and no box of Sidetap takes it.</summary>
    public string? Board { get; init; }

    /// <summary>Octets of the header: 32 to 65,532, a multiple of four. What the fields leave is 0xFF, as imgtool fills it. ESP32 has 32, STM32 512.</summary>
    public int HeaderLength { get; init; } = ImageHeader.MinLength;

    /// <summary>The security counter; null: none.</summary>
    public uint? SecurityCounter { get; init; }

    /// <summary>Images that have to be there.</summary>
    public IReadOnlyList<ImageDependency> Dependencies { get; init; } = [];
}
