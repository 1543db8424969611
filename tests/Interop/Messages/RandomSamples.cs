using System.Text;
using Sidetap.PubSub;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>Fields with values and statuses nobody has thought of; the same ones for the same seed.</summary>
internal sealed class RandomSamples(int seed)
{
    private static readonly uint[] Statuses =
    [
        StatusCode.Uncertain, StatusCode.UncertainLastUsableValue, StatusCode.UncertainSubNormal, StatusCode.Bad,
        StatusCode.BadWaitingForInitialData, StatusCode.BadOutOfRange, StatusCode.BadNotConnected, StatusCode.BadSensorFailure,
    ];

    private static readonly BuiltInType[] Types = [.. Enum.GetValues<BuiltInType>().Where(type => type != BuiltInType.StatusCode)]; // of events only

    /// <summary>Where everything else that is to be random is taken from.</summary>
    public Random Random { get; } = new(seed);

    /// <summary>Makes 1..<paramref name="most"/> fields.</summary>
    /// <param name="most">The most fields there may be.</param>
    /// <returns>The fields.</returns>
    public FieldSample[] Fields(int most)
    {
        return Enumerable.Range(0, Random.Next(1, most + 1)).Select(_ =>
        {
            BuiltInType type = Types[Random.Next(Types.Length)];
            bool isArray = type == BuiltInType.Float && Random.Next(4) == 0;
            return isArray
                ? new FieldSample(type, Enumerable.Range(0, Random.Next(1, 9)).Select(_ => Float()).ToArray(), Status())
                : new FieldSample(type, Value(type), Status());
        }).ToArray();
    }

    /// <summary>Another value and status for a field.</summary>
    /// <param name="sample">The field.</param>
    /// <returns>The field with them.</returns>
    public FieldSample Again(FieldSample sample)
    {
        object value = sample.Value is float[] array ? array.Select(_ => Float()).ToArray() : Value(sample.Type);
        return sample with { Value = value, Status = Status() };
    }

    /// <summary>A time between 1601 and 9999.</summary>
    /// <returns>100 ns since 1601.</returns>
    public long Time()
    {
        return Random.NextInt64(2650467744000000000);
    }

    private uint Status()
    {
        return Random.Next(3) == 0 ? Statuses[Random.Next(Statuses.Length)] : StatusCode.Good;
    }

    private object Value(BuiltInType type)
    {
        return type switch
        {
            BuiltInType.Boolean => Random.Next(2) == 1,
            BuiltInType.SByte => (long)(sbyte)Bits(),
            BuiltInType.Byte => (long)(byte)Bits(),
            BuiltInType.Int16 => (long)(short)Bits(),
            BuiltInType.UInt16 => (long)(ushort)Bits(),
            BuiltInType.Int32 => (long)(int)Bits(),
            BuiltInType.UInt32 => (long)(uint)Bits(),
            BuiltInType.Int64 or BuiltInType.UInt64 => Bits(),
            BuiltInType.Float => Float(),
            BuiltInType.Double => BitConverter.Int64BitsToDouble(Bits()),
            BuiltInType.String => Text(),
            BuiltInType.DateTime => Time(),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "is no type of a field"),
        };
    }

    /// <summary>Any 64 bits; one time in four all are equal, which is 0 or the end of a range.</summary>
    private long Bits()
    {
        return Random.Next(4) switch
        {
            0 => Random.Next(2) == 0 ? 0 : -1,
            _ => Random.NextInt64(long.MinValue, long.MaxValue),
        };
    }

    /// <summary>Any bits, so with infinities and subnormal numbers among them.</summary>
    private float Float()
    {
        return BitConverter.Int32BitsToSingle((int)Bits());
    }

    private string Text()
    {
        var text = new StringBuilder();
        int octets = Random.Next(FieldSample.MaxStringLength + 1);
        while (true)
        {
            int code = Random.Next(4) switch
            {
                0 => Random.Next(0x80, 0x800),
                1 => Random.Next(0x800, 0xD800),
                2 => Random.Next(0x10000, 0x110000),
                _ => Random.Next(1, 0x80),
            };
            var rune = new Rune(code);
            octets -= rune.Utf8SequenceLength;
            if (octets < 0)
            {
                return text.ToString();
            }

            text.Append(rune.ToString());
        }
    }
}
