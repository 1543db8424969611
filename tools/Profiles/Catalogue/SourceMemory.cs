using Sidetap.Profiles.Model;

namespace Sidetap.Profiles.Catalogue;

/// <summary>The octets that a box allocates for a source's own buffers, by its kind and parameters. Tests hold them to the firmware's.</summary>
public static class SourceMemory
{
    private const int Clamp = 512 * sizeof(float);
    private const int Rate = 16 * (sizeof(long) + sizeof(double)); // a sliding window's points
    private const int Fifo = 32;
    private const int Acceleration = (3 * Fifo * sizeof(int)) + (Fifo * sizeof(float));
    private const int Adxl345Read = 6;
    private const int Adxl355Read = 9 * Fifo;
    private const int Line = 64;
    private const int BucketsPerPoint = 4;
    private const int Bucket = sizeof(float) + sizeof(int);
    private const int Zone = 12;

    /// <summary>The octets of a source.</summary>
    /// <param name="source">The source.</param>
    /// <returns>Octets; of a Modbus device at the most, since registers that overlap are read once.</returns>
    public static int Of(ProfileSource source) => source.Kind.Type switch
    {
        "currentClamp" => Clamp,
        "ads1115" => 3 + 2,
        "max31856" => Spi(16),
        "max31865" => Spi(8),
        "pulseCounter" or "quadrature" => Rate,
        "odometry" => 2 * Rate,
        "modbus" => Modbus(source),
        "accelerometer" => Acceleration + Accelerometer((int)ValueOf(source, "chip")),
        "tagReader" => Line + (int)ValueOf(source, "maxLength"),
        "zoneDeviation" => Zone * source.Inputs.Count,
        "cycleProfile" => BucketsPerPoint * Bucket * (int)ValueOf(source, "points"),
        _ => 0,
    };

    /// <summary>The first source with which the buffers of all up to it take more than a box has for them.</summary>
    /// <param name="sources">The sources, in the profile's order.</param>
    /// <returns>Its place; -1 when there is room for all.</returns>
    public static int FirstTooMuch(IReadOnlyList<ProfileSource> sources)
    {
        int octets = 0;
        for (int i = 0; i < sources.Count; i++)
        {
            octets += Of(sources[i]);
            if (octets > ProfileBounds.MaxBufferOctets)
            {
                return i;
            }
        }

        return -1;
    }

    private static int Spi(int longest) => 2 * (1 + longest);

    // ADXL345-SPI, ADXL345-I2C, ADXL355-SPI, ADXL355-I2C.
    private static int Accelerometer(int chip)
    {
        int longest = chip < 2 ? Adxl345Read : Adxl355Read;
        return chip % 2 == 0 ? Spi(longest) : longest + 2;
    }

    // An item is function, register, format, order and one more; formats 2 to 4 are of 32 bits.
    private static int Modbus(ProfileSource source)
    {
        int width = source.Kind.List!.Parameters.Count;
        int fixedCount = source.Kind.Parameters.Count;
        int function = IndexOf(source.Kind.List.Parameters, "function");
        int format = IndexOf(source.Kind.List.Parameters, "format");
        int octets = 0;
        for (int at = fixedCount; at + width <= source.Parameters.Count; at += width)
        {
            octets += source.Parameters[at + function] <= 2 ? 1 : source.Parameters[at + format] is >= 2 and <= 4 ? 4 : 2;
        }

        return octets;
    }

    private static double ValueOf(ProfileSource source, string name) => source.Parameters[IndexOf(source.Kind.Parameters, name)];

    private static int IndexOf(IReadOnlyList<SourceParameter> parameters, string name) => parameters.ToList().FindIndex(parameter => parameter.Name == name);
}
