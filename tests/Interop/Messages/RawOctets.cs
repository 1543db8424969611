using System.Buffers.Binary;
using Sidetap.PubSub;

namespace Sidetap.Tests.Interop.Messages;

/// <summary>
/// RawData in both directions, as .NET lays the types out in little-endian order: node-opcua hands the octets out as they are, for their
/// types are known from the DataSetMetaData only.
/// </summary>
internal static class RawOctets
{
    /// <summary>The octets of some fields, one behind the other (OPC 10000-14, 7.2.4.5.11). A Bad field is its type's default.</summary>
    /// <param name="samples">The fields.</param>
    /// <returns>The octets.</returns>
    public static byte[] Of(IEnumerable<FieldSample> samples)
    {
        return samples.SelectMany(s => s.Status >= 0x80000000 ? new byte[SizeOf(s.Type)] : Of(s)).ToArray();
    }

    private static byte[] Of(FieldSample sample)
    {
        byte[] octets = new byte[8];
        switch (sample.Value)
        {
            case bool value:
                octets[0] = value ? (byte)1 : (byte)0;
                break;

            case float value:
                BinaryPrimitives.WriteSingleLittleEndian(octets, value);
                break;

            case double value:
                BinaryPrimitives.WriteDoubleLittleEndian(octets, value);
                break;

            default:
                BinaryPrimitives.WriteInt64LittleEndian(octets, (long)sample.Value);
                break;
        }

        return octets[..SizeOf(sample.Type)];
    }

    private static int SizeOf(BuiltInType type)
    {
        return type switch
        {
            BuiltInType.Boolean or BuiltInType.SByte or BuiltInType.Byte => 1,
            BuiltInType.Int16 or BuiltInType.UInt16 => 2,
            BuiltInType.Int32 or BuiltInType.UInt32 or BuiltInType.Float => 4,
            BuiltInType.Int64 or BuiltInType.UInt64 or BuiltInType.Double or BuiltInType.DateTime => 8,
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "has no fixed length"),
        };
    }
}
