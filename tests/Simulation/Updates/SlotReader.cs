using System.Globalization;
using Sidetap.Hal;
using Sidetap.Images;
using Sidetap.Simulation.Core;

namespace Sidetap.Simulation.Updates;

/// <summary>Reads a slot's image out of its files, and verifies it with .NET's own SHA-256 and ECDSA: nothing here is the firmware's.</summary>
internal static class SlotReader
{
    private const int BlockOctets = 4096;
    private const int SumOctets = 4;

    /// <summary>Reads and verifies the image that is about to be started.</summary>
    /// <param name="files">The box's file area.</param>
    /// <param name="slot">0 or 1.</param>
    /// <returns>What the box is going to run.</returns>
    /// <exception cref="ViolationException">It is not whole, not the owner's, or another board's.</exception>
    public static RunningImage Verify(IFileArea files, int slot)
    {
        var octets = Read(files, slot);
        if (!McubootImage.TryParse(octets, out var image, out var fault))
        {
            throw new ViolationException("update.unverified-started", $"Slot {slot} is started, and holds no image: {fault}, {octets.Length} octets.");
        }

        // Behind it there may be what is left of a longer one.
        foreach (var check in ImageVerifier.Verify(octets.AsMemory(0, image.Length), SignedImages.Owner, SignedImages.Board).Checks)
        {
            if (!check.IsPassed)
            {
                throw new ViolationException(
                    check.Fault == ImageFault.Board ? "update.other-board" : "update.unverified-started",
                    $"Slot {slot} is started, and its image {image.Header.Version} is refused by the verifier: {check.Fault}.");
            }
        }

        return new RunningImage(OctetSum.Of(octets.AsSpan(0, 32)), image.Header.Version, image.SecurityCounter ?? 0, (ImageFate)image.Payload.Span[0]);
    }

    private static byte[] Read(IFileArea files, int slot)
    {
        var image = new MemoryStream();
        var block = new byte[BlockOctets];
        for (var part = 0; ; part++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"slot-{(slot == 0 ? 'a' : 'b')}.{part:000}");
            var length = files.Read(name, 0, block, 0, block.Length);
            if (length < SumOctets)
            {
                return image.ToArray();
            }

            image.Write(block, 0, length - SumOctets);
        }
    }
}
