using System.Globalization;
using Sidetap.BoxLink.Results;

namespace Sidetap.BoxLink;

/// <summary>Brings compiled profiles to a box and back, in blocks. A transfer that was interrupted goes on where it was.</summary>
public static class ProfileTransfer
{
    /// <summary>Octets of a block.</summary>
    public const int BlockOctets = 96;

    /// <summary>The longest profile that is read, in octets.</summary>
    public const int MaxOctets = 65535;

    // A box that restarts in the middle forgets the transfer; it is begun again so often.
    private const int MaxBeginnings = 4;

    /// <summary>Sends a profile and stores it.</summary>
    /// <param name="box">The box.</param>
    /// <param name="octets">The compiled profile.</param>
    /// <param name="progress">Told how many octets are there; the first call says how many were there already.</param>
    /// <returns>What the box says of it: usually that a restart is needed.</returns>
    /// <exception cref="BoxError">The box refuses the profile.</exception>
    /// <exception cref="NoBoxException">It does not answer any more.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static string Send(BoxClient box, byte[] octets, Action<int> progress)
    {
        for (int beginning = 1; ; beginning++)
        {
            int there = CountOf(box.Request($"profile begin {octets.Length} {LineCheck.Of(octets):x8}").Text);
            progress(there);
            try
            {
                SendBlocks(box, octets, there, progress);
                return box.Request("profile end").Text;
            }
            catch (BoxError error) when (error.Code is BoxErrorCode.NoTransfer or BoxErrorCode.Incomplete)
            {
                if (error.WasRepeated && box.Profile().Is(octets))
                {
                    return "stored, restart needed"; // the answer to the first "end" was lost
                }

                if (beginning >= MaxBeginnings)
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Reads the profile that a box has stored.</summary>
    /// <param name="box">The box.</param>
    /// <param name="progress">Told how many octets are there.</param>
    /// <returns>The compiled profile; empty where none is stored.</returns>
    /// <exception cref="InvalidDataException">The octets do not fit their check sum.</exception>
    /// <exception cref="BoxError">The box refuses.</exception>
    /// <exception cref="NoBoxException">It does not answer any more.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static byte[] Read(BoxClient box, Action<int> progress)
    {
        List<byte> octets = [];
        while (octets.Count <= MaxOctets)
        {
            IReadOnlyList<string[]> rows = box.Request($"profile read {octets.Count}").Rows;
            if (rows.Count == 0 || rows[0] is not [var offset, { Length: > 0 } hex] || offset != $"{octets.Count}")
            {
                break;
            }

            octets.AddRange(Convert.FromHexString(hex));
            progress(octets.Count);
        }

        byte[] whole = [.. octets];
        BoxProfile profile = box.Profile();
        return whole.Length == 0 || !profile.IsStored || profile.Is(whole) ? whole
            : throw new InvalidDataException($"the box's profile has {profile.Length} octets with CRC {profile.Crc}, and what was read has {whole.Length} with {LineCheck.Of(whole):x8}; read it again");
    }

    private static void SendBlocks(BoxClient box, byte[] octets, int there, Action<int> progress)
    {
        // Each request brings a block further, or says where the box is: more than twice the blocks is no way forward.
        int limit = (2 * octets.Length / BlockOctets) + 8;
        while (there < octets.Length)
        {
            if (limit-- == 0)
            {
                throw new BoxError(BoxErrorCode.Incomplete, "the box does not take the profile's blocks; send it again");
            }

            int length = Math.Min(BlockOctets, octets.Length - there);
            try
            {
                there = CountOf(box.Request($"profile block {there} {Convert.ToHexStringLower(octets, there, length)}").Text);
            }
            catch (BoxError error) when (error.Code == BoxErrorCode.WrongOffset)
            {
                there = CountOf(error.Text);
            }

            progress(there);
        }
    }

    private static int CountOf(string text) =>
        int.TryParse(text.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count
        : throw new BoxError(BoxErrorCode.Fault, "the box does not say how many octets of the profile it has; update its firmware");
}
