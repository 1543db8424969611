namespace Sidetap.Images;

/// <summary>Another image that has to be there before this one may start.</summary>
/// <param name="Image">Number of that image, 0 to 255.</param>
/// <param name="Version">The version it has at the least.</param>
public readonly record struct ImageDependency(byte Image, ImageVersion Version)
{
    /// <summary>Octets of a dependency: the number, three octets of zero, the version.</summary>
    public const int Length = 4 + ImageVersion.Length;

    /// <summary>Reads IMAGE:VERSION.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dependency">The dependency.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, out ImageDependency dependency)
    {
        dependency = default;
        int colon = text.IndexOf(':');
        if (colon < 1 || !byte.TryParse(text.AsSpan(0, colon), System.Globalization.NumberStyles.None, null, out byte image) || !ImageVersion.TryParse(text[(colon + 1)..], out ImageVersion version))
        {
            return false;
        }

        dependency = new ImageDependency(image, version);
        return true;
    }

    /// <summary>IMAGE:VERSION.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Image}:{Version}";
}
