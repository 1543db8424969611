using System.Buffers.Binary;
using System.Text;
using Sidetap.Images;
using Sidetap.Update;

namespace Sidetap.Updates;

/// <summary>What a box tells of itself (<see cref="UpdateMessages"/>, "status").</summary>
/// <param name="State">How far it is; a number that is not known is kept.</param>
/// <param name="Error">Why the last update ended, or the last offer was refused; a number that is not known is kept.</param>
/// <param name="Running">The version that runs.</param>
/// <param name="Counter">Its security counter.</param>
/// <param name="Other">The version under way, or that was refused last.</param>
/// <param name="Session">The session of that one.</param>
/// <param name="Received">Octets of it that have arrived.</param>
/// <param name="Total">Octets of it; 0: there is none.</param>
/// <param name="Starts">How often the box has started; 0: it does not know.</param>
/// <param name="Board">The board's name; may be empty. As the box has it: not harmless for a terminal.</param>
public sealed record BoxStatus(
    UpdateState State, UpdateError Error, ImageVersion Running, uint Counter, ImageVersion Other, uint Session, uint Received, uint Total, uint Starts, string Board)
{
    private const byte FormatVersion = 1;
    private const int BoardLengthAt = UpdateMessages.StatusLength - 1;

    /// <summary>Reads a status.</summary>
    /// <param name="octets">Anything.</param>
    /// <param name="status">The status; null when it is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryRead(ReadOnlySpan<byte> octets, out BoxStatus? status)
    {
        status = null;
        if (octets.Length < UpdateMessages.StatusLength || octets.Length != UpdateMessages.StatusLength + octets[BoardLengthAt]
            || octets[BoardLengthAt] > UpdateOffer.MaxBoard || !octets.StartsWith("SUS"u8) || octets[3] != FormatVersion)
        {
            return false;
        }

        status = new BoxStatus(
            (UpdateState)octets[4],
            (UpdateError)octets[5],
            VersionAt(octets, 6),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[14..]),
            VersionAt(octets, 18),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[26..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[30..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[34..]),
            BinaryPrimitives.ReadUInt32LittleEndian(octets[38..]),
            Encoding.UTF8.GetString(octets[UpdateMessages.StatusLength..]));
        return true;
    }

    private static ImageVersion VersionAt(ReadOnlySpan<byte> octets, int at) => new(
        octets[at],
        octets[at + 1],
        BinaryPrimitives.ReadUInt16LittleEndian(octets[(at + 2)..]),
        BinaryPrimitives.ReadUInt32LittleEndian(octets[(at + 4)..]));
}
